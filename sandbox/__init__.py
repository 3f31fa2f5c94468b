"""A local stand-in for Slack, for the demo and the tests.

It is not Slack, and it imports nothing of the product.
"""
