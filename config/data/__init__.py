"""Plain data shipped with the project. Read it through config.resources."""
