"""Everything true about news, without Slack: fetch it, parse it, score it, decide on it, store it."""
