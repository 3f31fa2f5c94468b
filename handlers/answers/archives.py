"""Answers to `/alerts export` and `/alerts import`, but for what moves the files.

What a person brings is theirs: they can't bring alerts into somebody else's conversation, nor follow
somebody else's portfolio.
"""

from dataclasses import dataclass, replace

from feeds import opml
from feeds.archiving import read_archive, restore
from feeds.errors import UsageError
from feeds.policy.urls import redacted
from feeds.store import WorkspaceUnit
from feeds.types.archives import Archive, Restored, SavedAlert
from feeds.types.subscriptions import WatchFeed, WatchPortfolio
from handlers.asker import Asker
from handlers.deps import Deps
from handlers.files import OutgoingFile
from handlers.grammar import archives
from handlers.reach import is_direct

SETTINGS_FILE = "tickertone-settings.json"
FEEDS_FILE = "tickertone-feeds.opml"
MOST_FEEDS = 500

_OTHER_CONVERSATION = (
    "Alerts of a direct message come back only where the file is brought into that conversation."
)
_OTHERS_PORTFOLIO = "Somebody else's portfolio can only be followed by its owner."


@dataclass(frozen=True, slots=True)
class Exported:
    """The files; `left_out` are feeds that only work with their credentials, which no file holds."""

    files: tuple[OutgoingFile, ...]
    alerts: int
    feeds: int
    left_out: tuple[str, ...]


async def export(deps: Deps, asker: Asker) -> Exported:
    """Write everything as JSON and the feeds as OPML, without what is secret or others' own."""

    def read(mine: WorkspaceUnit) -> Exported:
        archive = read_archive(mine)
        shown = replace(archive, alerts=tuple(it for it in archive.alerts if not _is_others(it, asker)))
        feeds = mine.feeds.all()
        plain = [feed for feed in feeds if redacted(feed.url) == feed.url]
        return Exported(
            files=(
                OutgoingFile(SETTINGS_FILE, archives.write_archive(shown)),
                OutgoingFile(FEEDS_FILE, opml.write(plain)),
            ),
            alerts=len(shown.alerts),
            feeds=len(plain),
            left_out=tuple(redacted(feed.url) for feed in feeds if feed not in plain),
        )

    return await deps.db.read(lambda unit: read(unit.workspace(asker.workspace)))


def read_document(document: bytes, asker: Asker) -> Archive:
    """Read an export, or a list of feeds to follow where it is brought. Raises UsageError."""
    if not document.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return archives.read_archive(document)
    links = opml.read(document)
    if not links:
        raise UsageError("The OPML file names no feeds; an outline needs an xmlUrl.")
    if len(links) > MOST_FEEDS:
        raise UsageError(
            f"The OPML file names {len(links):,} feeds; up to {MOST_FEEDS} can be brought at once."
        )
    alerts = (SavedAlert(asker.channel, asker.user, WatchFeed(0, link.url)) for link in links)
    return Archive(asker.workspace, alerts=tuple(alerts))


async def standing_in(deps: Deps, asker: Asker) -> frozenset[str]:
    """Name the channels that have alerts already: the bot is there."""
    standing = await deps.subscribing.standing(asker.workspace)
    return frozenset(each.channel for each in standing)


async def bring(deps: Deps, asker: Asker, archive: Archive) -> Restored:
    """Make an archive stand in the asker's workspace."""
    refusal, now = deps.subscribing.refusal, deps.clock()
    return await deps.db.run(
        lambda unit: restore(unit, archive, workspace=asker.workspace, refusal=refusal, now=now)
    )


def admit(archive: Archive, asker: Asker) -> tuple[Archive, tuple[str, ...]]:
    """Keep what a person may bring, as their own; the rest is left out, with the reasons."""
    kept: list[SavedAlert] = []
    why: list[str] = []
    for alert in archive.alerts:
        match alert.watch:
            case _ if is_direct(alert.channel) and alert.channel != asker.channel:
                why.append(_OTHER_CONVERSATION)
            case WatchPortfolio(user=user) if user != asker.user:
                why.append(_OTHERS_PORTFOLIO)
            case _:
                kept.append(replace(alert, created_by=asker.user))
    return replace(archive, alerts=tuple(kept)), tuple(dict.fromkeys(why))


def _is_others(alert: SavedAlert, asker: Asker) -> bool:
    return is_direct(alert.channel) and asker.user != alert.created_by
