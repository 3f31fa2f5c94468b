"""From a body to a feed: which reader, in which order, and when the slow one must help."""

import re
from collections.abc import Iterator

from feeds.parse.atom import atom_drafts
from feeds.parse.channels import parsed_json, parsed_tree
from feeds.parse.drafts import MAX_ENTRIES
from feeds.parse.elements import name_of
from feeds.parse.jsonfeed import json_drafts, read_json_feed
from feeds.parse.loose import MAX_BYTES, loose_drafts, read_loosely
from feeds.parse.markup import plain_title
from feeds.parse.rss import rss_drafts
from feeds.parse.trees import (
    MAX_TAGS,
    Element,
    Malformed,
    decoded,
    is_mislabelled,
    repaired_tree,
    strict_tree,
)
from feeds.policy.urls import host_of, web_url
from feeds.types.news import Fetched, ParsedFeed, ParseFailed, ParseOutcome, PollResult

_RAW_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_ATOM_ROOTS = frozenset(("feed", "atom:feed", "atom:entry", "entry"))
_FEED_ROOTS = _ATOM_ROOTS | {"rss", "rdf:rdf", "rdf", "channel"}
_LOOKS_LIKE_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
_HEAD_BYTES = 4_096
_SMALL_BYTES = 65_536


def parse(fetched: Fetched) -> ParseOutcome:
    """The feed in a body, or why there is none."""
    body = fetched.body
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _parsed_json(fetched)
    if body.count(b"<") > MAX_TAGS:
        return ParseFailed(
            PollResult.UNPARSABLE,
            f"{_host(fetched)} sent far more tags than any feed has. Tell its publisher.",
        )
    wanted = min(len(_RAW_ENTRY.findall(body)), MAX_ENTRIES)
    best: ParsedFeed | None = None
    for feed in _readings(fetched):
        if best is None or len(feed.entries) > len(best.entries):
            best = feed
        if len(best.entries) >= wanted:
            return best
    return best or _failed(fetched)


def _readings(fetched: Fetched) -> Iterator[ParsedFeed]:
    """Every reading that works, the fastest first; the slow ones only where they can find something."""
    readers = [read_strictly, read_repaired]
    if _RAW_ENTRY.search(fetched.body) or _may_be_empty(fetched.body):
        readers += (
            [read_in_part, read_by_feedparser] if len(fetched.body) > MAX_BYTES else [read_by_feedparser]
        )
    for read in readers:
        if (feed := read(fetched)) is not None:
            yield feed


def _may_be_empty(body: bytes) -> bool:
    """True for what seems to be a feed that holds nothing at the moment, and is quickly read."""
    return len(body) <= _SMALL_BYTES and _LOOKS_LIKE_FEED.search(body[:_HEAD_BYTES]) is not None


def read_strictly(fetched: Fetched) -> ParsedFeed | None:
    """The feed of a well-formed document whose encoding is what it says."""
    if is_mislabelled(fetched.body):
        return None
    try:
        return _from_tree(strict_tree(fetched.body), fetched)
    except Malformed:
        return None


def read_repaired(fetched: Fetched) -> ParsedFeed | None:
    """The feed of a document whose usual mistakes are mended."""
    try:
        return _from_tree(repaired_tree(fetched.body, fetched.content_type), fetched)
    except Malformed:
        return None


def read_in_part(fetched: Fetched) -> ParsedFeed | None:
    """What can be had of a broken document that is too large for feedparser."""
    try:
        return _from_tree(repaired_tree(fetched.body, fetched.content_type, in_part=True), fetched)
    except Malformed:
        return None


def read_by_feedparser(fetched: Fetched) -> ParsedFeed | None:
    """The feed of a document that only feedparser can make sense of."""
    found = read_loosely(fetched.body, fetched.content_type)
    if not found.entries and not found.version:
        return None
    return ParsedFeed(
        title=plain_title(str(found.feed.get("title") or "")),
        entries=tuple(draft.finished() for draft in loose_drafts(found, fetched.final_url)),
        site_url=web_url(str(found.feed.get("link") or ""), fetched.final_url),
        language=str(found.feed.get("language") or "")[:20] or None,
    )


def _from_tree(root: Element, fetched: Fetched) -> ParsedFeed | None:
    name = name_of(str(root.tag))
    if name not in _FEED_ROOTS:
        return None
    drafts_of = atom_drafts if name in _ATOM_ROOTS else rss_drafts
    return parsed_tree(root, drafts_of(root, fetched.final_url), base=fetched.final_url)


def _parsed_json(fetched: Fetched) -> ParseOutcome:
    feed = read_json_feed(decoded(fetched.body, fetched.content_type))
    if feed is None:
        return ParseFailed(
            PollResult.NOT_A_FEED, f"{_host(fetched)} sent JSON that is no feed. Give the feed's address."
        )
    return parsed_json(feed, json_drafts(feed, fetched.final_url), base=fetched.final_url)


def _failed(fetched: Fetched) -> ParseFailed:
    head = fetched.body[:_HEAD_BYTES]
    host = _host(fetched)
    if _LOOKS_LIKE_FEED.search(head):
        why = f"{host} sent a feed that is too broken to read. It is not your setup."
        return ParseFailed(PollResult.UNPARSABLE, why)
    if not fetched.body.strip():
        return ParseFailed(
            PollResult.NOT_A_FEED, f"{host} sent an empty page. Check the address in a browser."
        )
    what = "a web page" if b"<html" in head.lower() else "something that is no feed"
    return ParseFailed(
        PollResult.NOT_A_FEED, f"{host} sent {what}. Give the address of its RSS or Atom feed."
    )


def _host(fetched: Fetched) -> str:
    return host_of(fetched.final_url) or "The server"
