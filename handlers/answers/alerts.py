"""Answers to `/alerts`, but for the modals: what is asked, done and said."""

from collections.abc import Callable
from typing import TypeVar

from feeds.archiving import put_back, save_ended
from feeds.errors import NotFound
from feeds.store import WorkspaceUnit
from feeds.types.archives import EndedAlert
from feeds.types.decisions import Reason, StoredItem
from feeds.types.subscriptions import Rules, Subscription
from handlers.answers.muting import muted_stories
from handlers.answers.subscribing import answer_subscribe
from handlers.answers.why import answer_why
from handlers.asker import Asker
from handlers.blocks.feeds import render_feeds
from handlers.blocks.help import render_alerts_help
from handlers.blocks.message import SlackMessage
from handlers.blocks.subscriptions import (
    MOST_MUTES,
    render_changed,
    render_ended,
    render_let_through,
    render_restored,
    render_sample,
    render_subscriptions,
    say_missing,
)
from handlers.deps import Deps
from handlers.grammar.archives import write_ended
from handlers.grammar.queries import (
    AnsweredAlerts,
    AskAlertsHelp,
    AskWhy,
    ListAlerts,
    ListFeeds,
    Pause,
    Resume,
    SendTest,
    Subscribe,
    Unsubscribe,
)
from handlers.reach import demand_reach, is_direct, may_see

T = TypeVar("T")

_LET_THROUGH = frozenset({Reason.POSTED, Reason.SAME_STORY})


async def answer_alerts(deps: Deps, asker: Asker, query: AnsweredAlerts) -> SlackMessage:
    """Answer a query."""
    match query:
        case Subscribe():
            return await answer_subscribe(deps, asker, query)
        case Unsubscribe() | Pause() | Resume():
            return await _change(deps, asker, query)
        case SendTest(id=id_):
            return await _sample(deps, asker, id_)
        case AskWhy(words=words):
            return await answer_why(deps, asker, words)
        case _:
            return await _show(deps, asker, query)


async def answer_edit(deps: Deps, asker: Asker, id_: int, rules: Rules) -> SlackMessage:
    """Give a subscription other rules. Raises NotFound or UsageError."""
    await read_subscription(deps, asker, id_)
    changed = await deps.db.run(
        lambda unit: unit.workspace(asker.workspace).subscriptions.update(id_, rules=rules)
    )
    return render_changed(changed, now=deps.clock())


async def answer_stop(deps: Deps, asker: Asker, item_id: int) -> SlackMessage:
    """List what let an item through in the asker's channel; when none of that stands, all it follows."""
    now = deps.clock()

    def read(mine: WorkspaceUnit) -> SlackMessage | None:
        ids = {
            verdict.subscription_id
            for item in _story_of(mine, item_id)
            for verdict in mine.verdicts.of_item(item.id)
            if verdict.channel == asker.channel and verdict.reason in _LET_THROUGH
        }
        found = [each for each in mine.subscriptions.all(asker.channel) if each.id in ids]
        return render_let_through(found, waiting=mine.waiting(), now=now) if found else None

    return await _read(deps, asker, read) or await _list(deps, asker)


def _story_of(mine: WorkspaceUnit, item_id: int) -> tuple[StoredItem, ...]:
    """All that tells an item's story; nothing when the item is gone."""
    return tuple(other for item in mine.items.many([item_id]) for other in mine.items.story(item.story_id))


async def answer_restore(deps: Deps, asker: Asker, ended: EndedAlert) -> SlackMessage:
    """Put an ended subscription back. Raises NotFound or UsageError."""
    now = deps.clock()
    restored = await deps.db.run(lambda unit: put_back(unit, ended, workspace=asker.workspace, now=now))
    return render_restored(restored, now=now)


async def read_subscription(deps: Deps, asker: Asker, id_: int) -> Subscription:
    """Give a subscription that the asker may change. Raises NotFound or UsageError."""

    def read(mine: WorkspaceUnit) -> Subscription:
        try:
            found = mine.subscriptions.get(id_)
            demand_reach(asker, found)
        except NotFound as missing:
            here = mine.subscriptions.all(asker.channel or None)  # in Home: of every channel
            ids = [each.id for each in here if may_see(asker, each)]
            raise NotFound(say_missing(id_, here=ids)) from missing
        return found

    return await _read(deps, asker, read)


async def _show(deps: Deps, asker: Asker, query: ListAlerts | ListFeeds | AskAlertsHelp) -> SlackMessage:
    match query:
        case ListAlerts():
            return await _list(deps, asker)
        case ListFeeds():
            now = deps.clock()
            return await deps.db.read(
                lambda unit: render_feeds(
                    unit.workspace(asker.workspace).feeds.all(), pauses=unit.feeds.pauses(now=now)
                )
            )
        case AskAlertsHelp():
            return render_alerts_help()


async def _change(deps: Deps, asker: Asker, query: Unsubscribe | Pause | Resume) -> SlackMessage:
    now, service, workspace = deps.clock(), deps.subscribing, asker.workspace
    await read_subscription(deps, asker, query.id)
    match query:
        case Unsubscribe(id=id_):
            ended = await service.unsubscribe(workspace, id_)
            return render_ended(ended, undo=write_ended(save_ended(ended)))
        case Pause(id=id_, duration=duration):
            until = now + duration if duration else None
            return render_changed(await service.pause(workspace, id_, until=until), now=now)
        case Resume(id=id_):
            resumed = await service.resume(workspace, id_)
            return render_changed(resumed.subscription, now=now, missed=resumed.missed)


async def _list(deps: Deps, asker: Asker) -> SlackMessage:
    now = deps.clock()

    def read(mine: WorkspaceUnit) -> SlackMessage:
        muted = mine.mutes.all(now=now, channel=asker.channel)
        names = {str(feed.id): feed.title for feed in mine.feeds.all()} if muted else {}
        return render_subscriptions(
            mine.subscriptions.all(asker.channel),
            waiting=mine.waiting(),
            mutes=[(mute, names.get(mute.value, "")) for mute in muted],
            muted_stories=muted_stories(mine, muted[:MOST_MUTES]),
            is_direct=is_direct(asker.channel),
            now=now,
        )

    return await _read(deps, asker, read)


async def _sample(deps: Deps, asker: Asker, id_: int) -> SlackMessage:
    """Show what an alert looks like, with the newest item that it would have let through."""
    subscription = await read_subscription(deps, asker, id_)
    dry_run = await deps.subscribing.rehearse(
        place=subscription.place,
        user=subscription.created_by,
        watch=subscription.watch,
        rules=subscription.rules,
    )
    return render_sample(subscription, dry_run)


async def _read(deps: Deps, asker: Asker, read: Callable[[WorkspaceUnit], T]) -> T:
    return await deps.db.read(lambda unit: read(unit.workspace(asker.workspace)))
