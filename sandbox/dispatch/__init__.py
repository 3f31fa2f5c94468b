"""How the sandbox reaches the bot: Socket Mode or signed HTTP, both behind one `Courier`."""
