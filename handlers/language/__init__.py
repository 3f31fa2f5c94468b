"""Plain English, read into the same queries as the slash grammar. Pure and table-driven."""
