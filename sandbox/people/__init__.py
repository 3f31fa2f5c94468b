"""What people do: they talk, use commands, press, choose, submit. The page and the Python API meet here."""
