"""Simulated news for simulated channels, on a clock that jumps: the product's own code decides everything."""
