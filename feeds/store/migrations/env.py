"""What Alembic runs around the steps: the caller's connection, in the caller's transaction."""

from alembic import context

from feeds.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
