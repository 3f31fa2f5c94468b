"""How the Web API refuses a call."""

from sandbox.state.model import Json


class ApiError(Exception):
    """A refusal: Slack's error name, and what else the answer carries.

    `messages` go into `response_metadata.messages`, `extra` beside the error; `retry_after_s` makes
    it an HTTP 429.
    """

    def __init__(
        self,
        error: str,
        *,
        messages: tuple[str, ...] = (),
        extra: Json | None = None,
        retry_after_s: int | None = None,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.extra = extra or {}
        self.retry_after_s = retry_after_s

    def body(self) -> Json:
        """Give the JSON Slack would answer with."""
        body: Json = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            body["errors"] = list(self.messages)
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


def missing_field(name: str) -> ApiError:
    """Refuse a call without a required argument."""
    return ApiError("invalid_arguments", messages=(f"missing required field: {name}",))
