"""The door to SQL. Rows stay inside; values from feeds.types go in and out."""

from feeds.store.database import Database
from feeds.store.unit import Unit
from feeds.store.workspace import WorkspaceUnit

__all__ = ["Database", "Unit", "WorkspaceUnit"]
