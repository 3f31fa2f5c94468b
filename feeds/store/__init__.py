"""The door to SQL. Rows stay inside; values from feeds.types go in and out."""
