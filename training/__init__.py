"""Offline tools that make the data under config/data: ticker table, corpus, weights. Not for run time."""
