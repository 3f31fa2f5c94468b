"""A local stand-in for Slack, for the demo and the tests.

It is not Slack, and it imports nothing of the product. It answers a subset of the Web API, speaks
Socket Mode and signed HTTP, refuses what Slack refuses, and lets Python or a web page play the people.
What it can't know it does not pretend to know: see docs/sandbox.md.
"""

from sandbox.clock import Timing
from sandbox.config import AppConfig, Command, Shortcut
from sandbox.crowd import Crowd
from sandbox.exchange import Exchange
from sandbox.facade import Sandbox
from sandbox.faults import Drop, Faults

__all__ = ["AppConfig", "Command", "Crowd", "Drop", "Exchange", "Faults", "Sandbox", "Shortcut", "Timing"]
