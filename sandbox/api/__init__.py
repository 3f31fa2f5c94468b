"""Slack's Web API: a table of methods behind one HTTP door."""
