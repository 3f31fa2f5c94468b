"""PURE: refuses the Block Kit that Slack refuses, in words like Slack's.

Each block, element and object is one row of a table of rules; `check` walks them. The limits are
Slack's documented ones, and measured ones where nothing is documented.
"""

from sandbox.blockcheck.check import (
    check_attachments,
    check_message,
    check_view,
    count_tables,
    text_length,
)
from sandbox.blockcheck.rules import Problem

__all__ = ["Problem", "check_attachments", "check_message", "check_view", "count_tables", "text_length"]
