"""The process: wiring, loops, delivery."""
