"""From an answer of the network to the items of a document: what the processor does, and no waiting."""

from dataclasses import dataclass

from feeds.parse import parse
from feeds.policy.identity import make_items
from feeds.types.news import Feed, Fetched, FetchOutcome, NewsItem, ParsedFeed, ParseOutcome


@dataclass(frozen=True, slots=True)
class Document:
    """What an answer held. `parsed` is None when there was nothing to parse."""

    parsed: ParseOutcome | None = None
    items: tuple[NewsItem, ...] = ()


def read(outcome: FetchOutcome) -> Document:
    """Parse a body into items with keys; an answer without a body is an empty document."""
    if not isinstance(outcome, Fetched):
        return Document()
    parsed = parse(outcome)
    return Document(parsed, make_items(parsed.entries) if isinstance(parsed, ParsedFeed) else ())


def is_same_body(feed: Feed, outcome: FetchOutcome) -> bool:
    """True when the body is, byte for byte, the one that was read last."""
    return isinstance(outcome, Fetched) and bool(outcome.body_hash) and outcome.body_hash == feed.body_hash
