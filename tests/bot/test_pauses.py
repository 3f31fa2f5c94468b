"""A host that answers 429 is left alone with all its feeds, and whoever looks is told until when."""

from contextlib import asynccontextmanager

import pytest
from click.testing import CliRunner

from bot.clock import utc_now
from bot.commands.feeds import command
from bot.doctor import judge_feeds
from bot.wiring import make_fetcher, make_poller, ready_database
from config.settings import read_settings
from feeds.scoring.score import Scorer
from feeds.types.news import PollResult
from handlers.blocks.feeds import render_feeds
from tests.feeds.servers import Peer, Request, healthy, serving

PAUSE = "127.0.0.1 asks for a pause until "


@asynccontextmanager
async def fresh_poller(settings, db):
    """A poller as a new process has it: it remembers nothing but what is stored."""
    async with make_fetcher(settings) as fetcher:
        poller = make_poller(settings, db=db, fetcher=fetcher, scorer=SCORER)
        yield poller
        await poller.close()


SCORER = Scorer.load()


@pytest.fixture
async def host():
    async def behave(request: Request, peer: Peer) -> None:
        if request.path == "/busy":
            await peer.answer(status="429 Too Many", Retry_After="7200")
        else:
            await healthy(request, peer)

    async with serving(behave) as server:
        yield server


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/feeds.db")
    monkeypatch.setenv("TICKERTONE_ALLOW_PRIVATE_FEEDS", "1")
    return read_settings()


@pytest.mark.parametrize("is_seen", [True, False], ids=["of a listed feed", "of an address tried once"])
async def test_the_pause_that_a_host_asks_for_is_kept_and_told(host, settings, is_seen):
    urls = [
        host.url + "/busy",
        host.url + "/other",
        host.url.replace("127.0.0.1", "localhost") + "/neighbour",
    ]
    with ready_database(settings) as db:
        busy, other, _ = db.run_now(
            lambda unit: [
                unit.feeds.add(url, now=utc_now(), in_catalogue=is_seen or url != urls[0]).id for url in urls
            ]
        )
        async with fresh_poller(settings, db) as poller:
            (limited,) = [await poller.poll(busy)]
        async with fresh_poller(settings, db) as poller:
            reports = {report.url: report for report in await poller.poll_due(utc_now())}
        feeds, pauses = db.run_now(lambda unit: (unit.feeds.all(), unit.feeds.pauses(now=utc_now())))

    assert limited.result is PollResult.RATE_LIMITED
    assert {url: report.result for url, report in reports.items()} == {
        urls[1]: PollResult.WAITING,
        urls[2]: PollResult.OK,
    }
    assert [request.path for request in host.requests] == ["/busy", "/neighbour"]
    assert all(report.why.startswith(PAUSE) for report in (limited, reports[urls[1]]))
    _is_told_everywhere(feeds, pauses, waiting=[busy, other] if is_seen else [other])


def _is_told_everywhere(feeds, pauses, *, waiting):
    findings = [
        finding for finding in judge_feeds(feeds, pauses=pauses) if finding.sentence.startswith(PAUSE)
    ]
    assert [finding.subject for finding in findings] == [f"feed {id}" for id in waiting]
    told = [str(block) for block in render_feeds(feeds, pauses=pauses).blocks if PAUSE in str(block)]
    assert len(told) == len(waiting)
    *rows, sentence = CliRunner().invoke(command, ["list"]).output.splitlines()
    assert sentence.startswith(PAUSE)
    until = f"{next(iter(pauses.values())):%Y-%m-%d %H:%M}"
    assert sum(until in row for row in rows) == len(waiting)
