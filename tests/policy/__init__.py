"""What to do about what came in."""
