"""A worker killed at any moment loses no alert, and doubles none but one that it could not note."""

import json
import multiprocessing
import shutil
import signal
from collections import Counter
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from feeds.store import Database
from tests.bot.stage import subscribe
from tests.e2e.doomed import Job, finish, work
from tests.feeds.publisher import Article, rss
from tests.policy.samples import HOUR, NOW

SHARES = 4  # of the steps, so that several processes can try them
OLD = Article("old", "Ford recalls 2 million cars", NOW - HOUR / 2)
NEWS = (
    Article("beat", "Nvidia beats estimates as revenue jumps 60%", NOW + HOUR / 2),
    Article("cut", "Boeing cuts its outlook for 2026 deliveries", NOW + HOUR / 3),
    Article("deal", "Pfizer to buy Metsera for 4.9 billion dollars", NOW + HOUR / 4),
)


@pytest.mark.parametrize("first", range(SHARES))
def test_worker_killed_between_any_two_steps_loses_and_doubles_nothing(tmp_path, publisher, first):
    prepared = prepare(tmp_path, publisher)
    publisher.body = rss(*NEWS, OLD)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.e2e.doomed"])
    step = first
    while run_to_death(context, job := job_in(tmp_path / str(step), prepared, step)):
        words = finish(replace(job, now=NOW + 5 * HOUR, dies_at=None))
        assert_told_once(job, doubts=words.count("uncertain"))
        step += SHARES
    assert step > 20
    assert_told_once(job, doubts=0)


class Publisher(ThreadingHTTPServer):
    """A feed on a loopback address; `body` is what stands in it."""

    body = rss(OLD)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/rss"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_words):
        """Keep quiet."""


@pytest.fixture
def publisher():
    with Publisher(("127.0.0.1", 0), Answer) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def prepare(folder, publisher):
    """Store a feed after its first sync, and a channel that follows everything."""
    path = folder / "prepared.db"
    db = Database.open(f"sqlite:///{path}")
    db.migrate()
    db.run_now(lambda unit: unit.feeds.add(publisher.url, now=NOW - HOUR, in_catalogue=True))
    subscribe(db)
    db.close()
    finish(Job(f"sqlite:///{path}", folder / "nothing", NOW - HOUR / 3))
    return path


def job_in(folder, prepared, dies_at):
    folder.mkdir()
    shutil.copy(prepared, folder / "test.db")
    return Job(f"sqlite:///{folder}/test.db", folder / "slack", NOW + HOUR, dies_at)


def run_to_death(context, job):
    """Run a worker; True when it was killed, False when it came to its end."""
    process = context.Process(target=work, args=(job,))
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def assert_told_once(job, *, doubts):
    told = Counter(tuple(json.loads(line)) for line in job.slack_log.read_text().splitlines())
    assert len(told) == len(NEWS), f"lost when killed at step {job.dies_at}: {told}"
    assert told.total() - len(NEWS) <= doubts <= 1, f"doubled when killed at step {job.dies_at}: {told}"
    db = Database.open(job.database_url)
    assert db.run_now(lambda unit: unit.outbox.entries()) == ()
    db.close()
