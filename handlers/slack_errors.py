"""What an error of slack_sdk says, whatever form the answer of Slack had."""

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError


def code_of(error: SlackApiError) -> str:
    """Slack's own name for what went wrong; empty when the answer can't be read."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, Mapping) else ""


def status_of(error: SlackApiError) -> int:
    """The HTTP status of the answer."""
    response = error.response
    return getattr(response, "status_code", 0) or getattr(response, "status", 200)
