"""Feeds as people see them: which of a page's feeds to follow, and how each feed is doing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from feeds.policy.pauses import Pause, next_try, pauses_of
from feeds.policy.poll_report import PollReport
from feeds.policy.urls import redacted
from feeds.types.news import Feed, FeedLink
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import bold, escape, flatten, link, local_time
from handlers.blocks.parts import Block, actions, button, context, header, section
from handlers.blocks.phrases import plural
from handlers.blocks.report import ASK

RETRY = "feed_retry"
MOST_FEEDS = 20
MOST_LINKS = 5

_TITLE_LENGTH = 120
_ERROR_LENGTH = 300


def render_feed_choice(page_url: str, links: Sequence[FeedLink], *, commands: Sequence[str]) -> SlackMessage:
    """Ask which of a page's feeds to follow; `commands` follow each of them."""
    shown = list(zip(links, commands, strict=True))[:MOST_LINKS]
    what = f"{link(page_url, page_url)} offers {plural(len(links), 'feed')}. Which one?"
    names = ", ".join(escape(_link_title(each), limit=_TITLE_LENGTH) for each, _ in shown)
    buttons = [
        button(_link_title(each), f"{ASK}:{number}", value=command)
        for number, (each, command) in enumerate(shown)
    ]
    more = len(links) - len(shown)
    hint = f"and {more} more there; {code('/alerts subscribe')} takes the address of each" if more else ""
    return compose(
        f"{what} {names} {hint}".rstrip(),
        [section(what), actions(*buttons), context(hint) if hint else None],
    )


def render_feeds(feeds: Sequence[Feed], *, pauses: Mapping[str, datetime]) -> SlackMessage:
    """List the feeds with their health; what fails comes first. `pauses` are those that hosts asked for."""
    if not feeds:
        text = f"No feed is followed yet. Begin with {code('/alerts subscribe https://…')}"
        return compose(text, [section(text)])
    ordered = sorted(feeds, key=lambda feed: (not is_failing(feed), feed.id))
    failing = sum(map(is_failing, feeds))
    state = f"{failing} failing" if failing else "all well"
    waiting = pauses_of(feeds, asked=pauses)
    more = len(ordered) - MOST_FEEDS
    return compose(
        f"{plural(len(feeds), 'feed')}, {state}.",
        [
            header(f"{plural(len(feeds), 'feed')}, {state}"),
            *(feed_block(feed, pause=waiting.get(feed.id)) for feed in ordered[:MOST_FEEDS]),
            context(f"and {more} more") if more > 0 else None,
        ],
    )


def feed_block(feed: Feed, *, pause: Pause | None = None) -> Block:
    """One feed: last fetch, last item, what went wrong or what it waits for, in plain words, the next try."""
    lines = [f"{_name(feed)} · {_state(feed)}"]
    if pause is not None:
        lines.append(escape(pause.sentence, limit=_ERROR_LENGTH))
    elif is_failing(feed) and feed.last_error:
        lines.append(escape(flatten(feed.last_error), limit=_ERROR_LENGTH))
    times = (
        ("fetched", feed.last_polled_at),
        ("last item", feed.last_item_at),
        ("next try", next_try(feed, pause)),
    )
    lines.append(" · ".join(f"{name} {local_time(moment)}" for name, moment in times if moment))
    retry = button("Retry", RETRY, value=str(feed.id)) if is_failing(feed) else None
    return section(*lines, accessory=retry)


def brief_feed_block(feed: Feed, *, pause: Pause | None = None) -> Block:
    """One feed among many: what fails or waits in full, one that is well in a line."""
    if pause is not None or is_failing(feed) or feed.last_item_at is None:
        return feed_block(feed, pause=pause)
    return section(f"{_name(feed)} · {_state(feed)} · last item {local_time(feed.last_item_at)}")


def _name(feed: Feed) -> str:
    url = redacted(feed.url)
    return bold(link(url, feed.title or url, limit=_TITLE_LENGTH))


def _state(feed: Feed) -> str:
    if feed.last_polled_at is None:
        return "not fetched yet"
    if not is_failing(feed):
        return "well"
    times = plural(feed.failures, "time")
    return f"asleep after failing {times}" if feed.is_asleep else f"failed {times}"


def is_failing(feed: Feed) -> bool:
    """True when the last poll failed, or the feed was given up."""
    return feed.failures > 0 or feed.is_asleep


def _link_title(each: FeedLink) -> str:
    return flatten(each.title) or redacted(each.url)


def render_polled(report: PollReport) -> SlackMessage:
    """Say how fetching a feed went just now."""
    url = redacted(report.url)
    shown = link(url, url, limit=_TITLE_LENGTH)
    state = "is well" if report.result.is_success else report.result.value.replace("_", " ")
    return sentence(f"{shown} {state}: {escape(flatten(report.why), limit=_ERROR_LENGTH)}")
