"""The process: wiring, loops, delivery, command line. The only part that reads the environment."""
