"""The doctor's verdicts on what Slack says about us."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from bot.commands.doctor import command
from bot.doctor import Grade, examine, judge_clock, judge_scopes
from bot.manifest import BOT_SCOPES
from config.settings import read_settings

NOW = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "grade"),
    [
        ("Mon, 02 Mar 2026 12:00:20 GMT", Grade.OK),
        ("Mon, 02 Mar 2026 11:54:00 GMT", Grade.FAILURE),
        ("Mon, 02 Mar 2026 12:06:00 GMT", Grade.FAILURE),
        ("", Grade.OK),
        ("yesterday", Grade.OK),
    ],
    ids=["in time", "fast", "slow", "no header", "nonsense"],
)
def test_a_clock_is_wrong_when_slack_would_refuse_its_signatures(date, grade):
    assert judge_clock(date, now=NOW).grade is grade


def test_a_missing_scope_is_named_with_advice():
    found = judge_scopes(",".join(scope for scope in BOT_SCOPES if scope != "chat:write"))
    assert found.grade is Grade.WARNING
    assert "chat:write" in found.sentence
    assert found.advice


async def test_without_any_token_the_doctor_says_what_would_stop_the_bot(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    findings = await examine(read_settings(database_url=f"sqlite:///{tmp_path}/x.db"))
    failed = {finding.subject for finding in findings if finding.grade is Grade.FAILURE}
    assert failed == {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}


async def test_a_database_that_cannot_be_opened_is_a_failure_with_advice(tmp_path):
    findings = await examine(read_settings(database_url=f"sqlite:///{tmp_path}/no/such/folder/x.db"))
    broken = next(finding for finding in findings if finding.subject == "database")
    assert broken.grade is Grade.FAILURE
    assert broken.advice


def test_a_wrong_setting_is_a_finding_of_the_doctor_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "eighty")
    seen = CliRunner().invoke(command, ["--json"], standalone_mode=False)
    (finding,) = json.loads(seen.stdout)
    assert (finding["subject"], finding["grade"]) == ("settings", "failure")
    assert "PORT is wrong" in finding["sentence"]
    assert seen.return_value == 1
