"""Logging: one line per finished thing, as text for people or JSON for machines; secrets never.

A message is an event name followed by `key=%s` pairs; the JSON form turns those pairs into fields.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_PAIR = re.compile(r"(\w+)=%[-\d.]*[a-z]")
_SECRET = re.compile(
    r"\b(?:xox[a-z]-|xapp-|xoxe\.)[\w-]+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)|hooks\.slack\.com/\S+"
)
_NOISY = ("aiohttp.access", "alembic", "asyncio", "slack_bolt", "slack_sdk")


def redact(text: str) -> str:
    """Blank out Slack tokens, webhook addresses and credentials inside URLs."""
    return _SECRET.sub("***", text)


class TextFormatter(logging.Formatter):
    """`12:04:31 info  feeds.poller polled feed=12 result=ok`."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line, and the traceback below it if there is one."""
        stamp = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        line = f"{stamp} {record.levelname.lower():7} {record.name} {record.getMessage()}"
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        return redact(line)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and the message's pairs as fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one JSON object."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return redact(json.dumps(said, default=str, ensure_ascii=False))


def _fields(record: logging.LogRecord) -> dict[str, object]:
    template = str(record.msg)
    names = _PAIR.findall(template)
    if not names or not isinstance(record.args, tuple) or len(names) != len(record.args):
        return {}
    return {"event": template.split(" ", 1)[0], **dict(zip(names, record.args, strict=True))}


def set_up_logging(*, level: str, form: str) -> None:
    """Log to standard error from `level` up; libraries only from warning up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # its warnings say that a tick outlasted its interval, which is what max_instances=1 is for
    logging.getLogger("apscheduler").setLevel(max(logging.ERROR, root.level))


class FaultLog(logging.Handler):
    """Remembers every error that was logged, for the transcript of `demo --once`."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.faults: list[dict[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember one error."""
        self.faults.append({"logger": record.name, "error": redact(record.getMessage())})
