"""`demo --once`: everything in one process, from a feed on loopback to a scored alert and an answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TIMEOUT_S = 120


def _demo(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--once", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )


@pytest.fixture(scope="module")
def offline(tmp_path_factory):
    ended = _demo(tmp_path_factory.mktemp("demo"), "--offline", "--json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_scored_alerts_are_posted_and_nothing_fails(offline):
    parents = [post for post in offline["posted"] if post["thread_ts"] is None]
    assert len(parents) >= 3
    assert offline["faults"] == []
    assert all(feed["result"] == "ok" for feed in offline["feeds"])


def test_every_alert_has_a_linked_headline_a_badge_and_a_fallback_line(offline):
    for post in offline["posted"]:
        if post["thread_ts"] is None:
            assert "https://news.example/" in json.dumps(post["blocks"])
            assert any(word in post["text"] for word in ("positive", "neutral", "negative", "disagree"))
            assert "\n" not in post["text"]


def test_the_command_is_answered_ephemerally_and_the_message_is_answered_in_the_open(offline):
    slash, direct = offline["answers"]
    assert slash["said"] == "/ticker NVDA"
    assert slash["ephemeral"]
    assert "NVDA" in slash["text"]
    assert not direct["ephemeral"]
    assert "Tesla" in direct["text"] or "TSLA" in direct["text"]


def test_one_story_in_three_feeds_is_one_message_with_two_replies(offline):
    nvidia = [post for post in offline["posted"] if "$61 billion" in json.dumps(post["blocks"])]
    parents = [post for post in nvidia if post["thread_ts"] is None]
    assert len(parents) == 1
    assert parents[0]["edits"] >= 1
    assert "3 sources" in json.dumps(parents[0]["blocks"])
    assert sum(post["thread_ts"] == parents[0]["ts"] for post in offline["posted"]) == 2


def test_a_file_is_a_feed_too_and_its_link_is_kept_unaltered(tmp_path):
    link = "https://orchard.example/1?utm_source=rss&amp;b=2"
    (tmp_path / "feed.xml").write_text(
        f"<rss version='2.0'><channel><title>Orchard</title><item><title>Orchard Inc beats estimates</title>"
        f"<link>{link}</link></item></channel></rss>"
    )
    ended = _demo(tmp_path, "--json", "--feed", "feed.xml", "--say", "/alerts list")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert "https://orchard.example/1?utm_source=rss&b=2" in json.dumps(told["posted"]).replace("&amp;", "&")
    assert [answer["said"] for answer in told["answers"]] == ["/alerts list"]


def test_a_feed_that_fails_is_no_fault_of_the_bot(tmp_path):
    (tmp_path / "page.html").write_text("<html><body>no feed here</body></html>")
    ended = _demo(tmp_path, "--json", "--feed", "page.html")
    told = json.loads(ended.stdout)
    assert ended.returncode == 0, ended.stderr
    assert told["feeds"][0]["result"] == "not_a_feed"
    assert told["faults"] == []


def test_a_file_that_is_not_there_is_one_line(tmp_path):
    ended = _demo(tmp_path, "--feed", "nowhere.xml")
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: nowhere.xml")
    assert ended.stderr.count("\n") == 1


def test_people_read_a_transcript_too(tmp_path):
    ended = _demo(tmp_path, "--offline", "--say", "/ticker help")
    assert ended.returncode == 0, ended.stderr
    assert "> /ticker help" in ended.stdout
