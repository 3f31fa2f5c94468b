"""The whole surface on a stage: the bot's listeners against the stand-in for Slack, with a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from feeds.policy.cadence import Bounds
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database
from feeds.subscribing import Subscribing
from feeds.types.decisions import Delivered
from feeds.types.subscriptions import WatchTickers
from handlers import register
from handlers.blocks.alert import render_alert, render_story
from handlers.deps import Deps
from handlers.painting import Refusals
from handlers.profiles import Profiles
from sandbox import Sandbox
from tests.feeds.publisher import Article, FakeFetcher, rss

FEED = "https://news.example/rss"
SCORER = Scorer.load()


def utc_now() -> datetime:
    return datetime.now(UTC)


NEWS = (
    Article("beat", "Nvidia beats estimates as revenue jumps 60%", text="Nvidia raised its outlook."),
    Article("probe", "Nvidia shares fall as regulators open probe into chip sales"),
    Article("record", "Nvidia unveils record order backlog"),
    Article("recall", "Ford beats estimates as Tesla recalls 2 million cars"),
    Article("dull", "The committee will meet on Thursday"),
)


@dataclass
class Stage:
    """What a test needs at hand."""

    sandbox: Sandbox
    db: Database
    web: FakeFetcher
    deps: Deps
    client: AsyncWebClient

    @property
    def workspace(self) -> str:
        return self.sandbox.workspace.id

    async def bring(self, *articles: Article, url: str = FEED, title: str = "Test News") -> None:
        """Let a feed of the catalogue carry these articles, and poll it."""
        self.db.run_now(lambda unit: unit.feeds.add(url, now=utc_now(), in_catalogue=True))
        self.web.pages[url] = rss(*articles, title=title)
        await self.deps.poller.poll(url, force=True)

    async def post_alert(self, words: str, *, channel: str = "#markets"):
        """Post the alert of the newest item with these words, as delivery would."""
        since = utc_now() - timedelta(days=1)
        (item,) = self.db.read_now(
            lambda unit: unit.workspace(self.workspace).items.search(words, since=since, limit=1)
        )
        message = render_story((item,))
        posted = await self.client.chat_postMessage(
            channel=self.sandbox.channel(channel).id, text=message.text, blocks=list(message.blocks)
        )
        return item, posted["ts"]

    async def deliver(self):
        """Post what is due, as delivery would; gives the messages' times."""
        now = utc_now()
        posted = []
        for message in self.db.run_now(lambda unit: unit.outbox.claim_due(now=now, limit=10, lease_s=60)):
            drawn = render_alert(message)
            answer = await self.client.chat_postMessage(
                channel=message.channel, text=drawn.text, blocks=list(drawn.blocks)
            )
            posted.append(answer["ts"])
            self.db.run_now(lambda unit: unit.outbox.settle(message, Delivered(posted[-1]), now=now))  # noqa: B023
        return posted

    def subscriptions(self):
        return self.db.read_now(lambda unit: unit.workspace(self.workspace).subscriptions.all())

    def follow_directly(self, symbol, *, user):
        """An alert in somebody's direct conversation with the bot."""
        watch = WatchTickers((symbol.lstrip("$"),))
        wish = {"channel": f"D0{user}", "created_by": user, "watch": watch, "now": utc_now()}
        return self.db.run_now(lambda unit: unit.workspace(self.workspace).subscriptions.add(**wish))

    def mutes(self):
        return self.db.read_now(lambda unit: unit.workspace(self.workspace).mutes.all())


@asynccontextmanager
async def open_stage(db: Database) -> AsyncIterator[Stage]:
    """Set it all up, over Socket Mode."""
    web = FakeFetcher()
    poller = Poller(db, web, SCORER, bounds=Bounds(300, 86_400), clock=utc_now, is_demo=True)
    deps = Deps(
        db=db,
        scorer=SCORER,
        poller=poller,
        subscribing=Subscribing(db, poller, web, scorer=SCORER, clock=utc_now),
        clock=utc_now,
        profiles=Profiles(utc_now),
        charts=Refusals(db, utc_now),
    )
    async with Sandbox(has_rate_limits=False) as sandbox:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
        app = AsyncApp(client=client, request_verification_enabled=False)
        register(app, deps)
        socket = AsyncSocketModeHandler(app, sandbox.app_token, web_client=client)
        await socket.connect_async()
        await sandbox.wait_connected()
        try:
            yield Stage(sandbox, db, web, deps, client)
        finally:
            await socket.close_async()
            await poller.close()
