"""Types in, Block Kit out. Pure: no clock, no I/O; escaped on the way in, cut at the limits."""
