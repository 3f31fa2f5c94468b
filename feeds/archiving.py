"""Reads a workspace's settings out of the store, and puts them back: again and again comes to the same.

Addresses leave without their credentials. Where one comes back and the workspace still sees the feed it
was made of, that feed is meant; else the person has to give the full address again.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from feeds.errors import UsageError
from feeds.policy.urls import redacted
from feeds.sieve import Refusal, Sieve
from feeds.store import Unit, WorkspaceUnit
from feeds.types.archives import Archive, EndedAlert, Restored, SavedAlert, SavedLesson, SavedMute
from feeds.types.news import Feed
from feeds.types.subscriptions import (
    Lesson,
    LessonKind,
    Mute,
    MuteKind,
    Subscription,
    Watch,
    WatchFeed,
    shift_in,
)

ADDED, CHANGED, SAME = "added", "changed", "same"


def read_archive(workspace: WorkspaceUnit) -> Archive:
    """Read all that a workspace has set."""
    addresses = {feed.id: redacted(feed.url) for feed in workspace.feeds.all()}
    return Archive(
        workspace=workspace.id,
        alerts=tuple(_save_alert(each) for each in workspace.subscriptions.all()),
        mutes=tuple(
            saved
            for mute in workspace.mutes.all()
            if (saved := _save_mute(mute, addresses=addresses)) is not None
        ),
        lessons=tuple(
            SavedLesson(lesson.kind, lesson.words, _saved_value(lesson), lesson.taught_by)
            for lesson in workspace.lessons.all()
            if lesson.kind is not LessonKind.LABEL
        ),
        choices=tuple(workspace.choices.items()),
        settings=tuple(workspace.settings.items()),
    )


def save_ended(subscription: Subscription) -> EndedAlert:
    """Write down a subscription that ends, with all its options."""
    watch = subscription.watch
    return EndedAlert(_save_alert(subscription), watch.feed_id if isinstance(watch, WatchFeed) else None)


def put_back(unit: Unit, ended: EndedAlert, *, workspace: str, now: datetime) -> Subscription:
    """Make an ended subscription stand again. Raises UsageError when the same stands, or its feed is gone."""
    mine, alert, watch = unit.workspace(workspace), ended.alert, ended.alert.watch
    if isinstance(watch, WatchFeed):
        feed = unit.feeds.get(ended.feed_id or 0)
        if redacted(feed.url) != watch.url:
            raise UsageError("The feed has another address by now; subscribe to it again.")
        watch = WatchFeed(feed.id, feed.url)
    added = mine.subscriptions.add(
        channel=alert.channel, created_by=alert.created_by, watch=watch, rules=alert.rules, now=now
    )
    _restore_pause(mine, added, alert)
    return mine.subscriptions.get(added.id)


def restore(unit: Unit, archive: Archive, *, workspace: str, refusal: Refusal, now: datetime) -> Restored:
    """Make everything of an archive stand in a workspace, in the caller's transaction. Ends nothing."""
    sieve = Sieve(refusal)
    mine = unit.workspace(workspace)
    seen = {redacted(feed.url): feed for feed in mine.feeds.all()}
    counts: Counter[str] = Counter()
    left_out: list[str] = []
    for alert in archive.alerts:
        if isinstance(alert.watch, WatchFeed) and (
            why := sieve.why_not(alert.watch.url, place=alert.channel)
        ):
            left_out.append(why)
            continue
        watch = _find_watch(unit, alert.watch, seen=seen, now=now)
        if watch is None:
            left_out.append(_without_login(alert.watch))
        else:
            counts[_restore_alert(mine, replace(alert, watch=watch), now=now)] += 1
    _restore_mutes(mine, archive, seen={redacted(feed.url): feed for feed in mine.feeds.all()})
    for lesson in archive.lessons:
        mine.lessons.add(
            kind=lesson.kind, words=lesson.words, value=lesson.value, taught_by=lesson.taught_by, now=now
        )
    mine.choices.update(archive.choices)
    mine.settings.update(archive.settings)
    return Restored(counts[ADDED], counts[CHANGED], counts[SAME], tuple(dict.fromkeys(left_out)))


def _saved_value(lesson: Lesson) -> str:
    """The value of a lesson without the vote that taught it, which means nothing elsewhere."""
    return shift_in(lesson.value) if lesson.kind is LessonKind.WORD else lesson.value


def _save_alert(subscription: Subscription) -> SavedAlert:
    watch = subscription.watch
    return SavedAlert(
        channel=subscription.channel,
        created_by=subscription.created_by,
        watch=WatchFeed(0, redacted(watch.url)) if isinstance(watch, WatchFeed) else watch,
        rules=subscription.rules,
        is_paused=subscription.is_paused,
        paused_until=subscription.paused_until,
    )


def _save_mute(mute: Mute, *, addresses: Mapping[int, str]) -> SavedMute | None:
    match mute.kind:
        case MuteKind.TICKER:
            value: str | None = mute.value
        case MuteKind.SOURCE:
            value = addresses.get(int(mute.value))
        case MuteKind.STORY:
            value = None
    return None if value is None else SavedMute(mute.channel, mute.kind, value, mute.created_by, mute.until)


def _find_watch(unit: Unit, watch: Watch, *, seen: Mapping[str, Feed], now: datetime) -> Watch | None:
    """Give a watched feed its id here; None when its address lacks the credentials it was saved without."""
    if not isinstance(watch, WatchFeed):
        return watch
    feed = seen.get(redacted(watch.url))
    if feed is None and _is_redacted(watch.url):
        return None
    feed = feed or unit.feeds.add(watch.url, now=now)
    return WatchFeed(feed.id, feed.url)


def _is_redacted(url: str) -> bool:
    return "***" in url and url == redacted(url)


def _without_login(watch: Watch) -> str:
    url = watch.url if isinstance(watch, WatchFeed) else ""
    return f"{url} needs a login, which a file never holds; subscribe to it again with its full address."


def _restore_alert(mine: WorkspaceUnit, alert: SavedAlert, *, now: datetime) -> str:
    standing = mine.subscriptions.find(channel=alert.channel, watch=alert.watch)
    if standing is None:
        added = mine.subscriptions.add(
            channel=alert.channel,
            created_by=alert.created_by,
            watch=alert.watch,
            rules=alert.rules,
            now=now,
        )
        _restore_pause(mine, added, alert)
        return ADDED
    is_paused = _restore_pause(mine, standing, alert)
    if standing.rules == alert.rules:
        return CHANGED if is_paused else SAME
    mine.subscriptions.update(standing.id, rules=alert.rules)
    return CHANGED


def _restore_pause(mine: WorkspaceUnit, standing: Subscription, alert: SavedAlert) -> bool:
    """Pause or resume as the archive says; False when it is so already."""
    if (standing.is_paused, standing.paused_until) == (alert.is_paused, alert.paused_until):
        return False
    if alert.is_paused:
        mine.subscriptions.pause(standing.id, until=alert.paused_until)
    else:
        mine.subscriptions.resume(standing.id)
    return True


def _restore_mutes(mine: WorkspaceUnit, archive: Archive, *, seen: Mapping[str, Feed]) -> None:
    for mute in archive.mutes:
        value = mute.value
        if mute.kind is MuteKind.SOURCE:
            if (feed := seen.get(redacted(mute.value))) is None:
                continue  # a source that nobody follows here needs no silence
            value = str(feed.id)
        mine.mutes.add(
            channel=mute.channel, kind=mute.kind, value=value, until=mute.until, created_by=mute.created_by
        )
