"""Logs say one line per finished thing, in text or JSON, and never a secret."""

import json
import logging

import pytest

from bot.logs import FaultLog, JsonFormatter, TextFormatter, redact


def _record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("feeds.poller", logging.INFO, __file__, 1, message, args, None)


def test_text_is_time_level_logger_and_event():
    line = TextFormatter().format(_record("polled feed=%s result=%s", 12, "ok"))
    assert line.endswith("info    feeds.poller polled feed=12 result=ok")


def test_json_turns_the_pairs_of_an_event_into_fields():
    said = json.loads(JsonFormatter().format(_record("polled feed=%s result=%s ms=%d", 12, "ok", 140)))
    assert said["event"] == "polled"
    assert (said["feed"], said["result"], said["ms"]) == (12, "ok", 140)


def test_json_keeps_a_message_without_pairs_whole():
    assert json.loads(JsonFormatter().format(_record("100 % done")))["event"] == "100 % done"


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-456-abcDEF",
        "xapp-1-A0-999-abc",
        "https://hooks.slack.com/services/T0/B0/xyz",
        "https://user:hunter2@feeds.example/rss",
    ],
)
@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()], ids=["text", "json"])
def test_a_secret_never_reaches_a_line(secret, formatter):
    line = formatter.format(_record("called url=%s", secret))
    assert "***" in line
    for part in ("hunter2", "abcDEF", "999-abc", "xyz"):
        assert part not in line


def test_credentials_go_and_the_rest_of_the_url_stays():
    assert redact("https://u:p@feeds.example/rss?x=1") == "https://***@feeds.example/rss?x=1"


def test_faults_are_the_errors_that_were_logged():
    faults = FaultLog()
    logger = logging.getLogger("tests.faults")
    logger.addHandler(faults)
    logger.propagate = False
    logger.warning("only a warning")
    logger.error("broken token=%s", "xoxb-1-2")
    assert faults.faults == [{"logger": "tests.faults", "error": "broken token=***"}]
