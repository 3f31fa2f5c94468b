"""What a text means. Pure: the same words always give the same answer."""
