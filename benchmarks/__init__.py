"""Measurements: one file a question, each ends with one JSON line."""
