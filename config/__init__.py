"""Settings and plain data. Imports nothing of ours."""
