"""Alembic's scripts. Each step is written once and never changed after a release."""
