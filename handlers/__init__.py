"""Everything Slack users touch. Knows Bolt, not SQL; asks the store only through feeds."""
