"""Doors and shells of the news: fetching, parsing, polling, subscribing."""
