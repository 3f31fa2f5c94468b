"""What comes in through the doors: feeds, fetches, entries and news items."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_URL = 2000  # characters of an address that is asked


class PollResult(StrEnum):
    """One word for how a poll ended; the words are fixed by the command line and the metrics."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    MOVED = "moved"
    WAITING = "waiting"
    GONE = "gone"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    REFUSED_ADDRESS = "refused_address"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_A_FEED = "not_a_feed"
    UNPARSABLE = "unparsable"

    @property
    def is_success(self) -> bool:
        """True when the publisher answered with what was asked for."""
        return self in _SUCCESSES


_SUCCESSES = frozenset({PollResult.OK, PollResult.NOT_MODIFIED, PollResult.MOVED})


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as stored: what a poll needs to know, and what people are shown of its health."""

    id: int
    url: str
    final_url: str | None = None
    title: str = ""
    site_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    interval_s: int = 900
    failures: int = 0
    failing_since: datetime | None = None
    last_result: PollResult | None = None
    last_error: str | None = None
    last_polled_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_item_at: datetime | None = None
    next_poll_at: datetime | None = None
    wait_until: datetime | None = None
    paused_by: str | None = None  # the host, with its port, that wants to be left alone until then
    moved_to: str | None = None
    moved_count: int = 0
    is_asleep: bool = False
    in_catalogue: bool = False
    ttl_s: int | None = None  # the document's own wish, kept because a 304 does not repeat it
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()

    @property
    def is_first_sync(self) -> bool:
        """True until one poll has succeeded: what stands in the feed now is not news."""
        return self.last_ok_at is None


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed claimed for polling; `lease` must be presented to write the outcome back."""

    feed: Feed
    lease: str


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One polite GET: the URL and the validators that came with the last body, byte for byte."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    is_forced: bool = False  # goes out even while the host has asked everybody to wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body arrived, unpacked. `wait_s` is what the publisher's caching headers ask for, if anything."""

    final_url: str
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    wait_s: int | None = None
    moved_to: str | None = None  # where permanent redirects (301, 308) alone lead
    body_hash: str = ""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The publisher answered 304."""

    final_url: str
    etag: str | None = None
    last_modified: str | None = None
    wait_s: int | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No usable body. `why` is one sentence for people: what happened, whose side, what to do."""

    result: PollResult
    why: str
    final_url: str | None = None
    status: int | None = None
    retry_after_s: int | None = None
    paused_by: str | None = None  # the host, with its port, that asked for this wait for all its feeds


FetchOutcome = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page or an OPML file names; `title` may be empty."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the publisher wrote it: HTML removed, links absolute, nothing else decided."""

    title: str
    text: str = ""
    url: str | None = None
    guid: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    symbols: tuple[str, ...] = ()  # tickers the publisher itself tagged, e.g. "NASDAQ:ACMR"


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A document that is a feed; entries in the publisher's order."""

    title: str
    entries: tuple[Entry, ...]
    site_url: str | None = None
    language: str | None = None
    ttl_s: int | None = None
    skip_hours: frozenset[int] = frozenset()  # UTC hours 0..23
    skip_days: frozenset[int] = frozenset()  # ISO weekday 1..7


@dataclass(frozen=True, slots=True)
class ParseFailed:
    """A document that is no feed (`not_a_feed`) or a broken one (`unparsable`)."""

    result: PollResult
    why: str


ParseOutcome = ParsedFeed | ParseFailed


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One item with an identity of our own: `key` is stable across parsers, polls and edits.

    `aliases` are weaker names for it, stored beside the key: they recognise an item whose publisher
    invents a new guid on every poll (see policy.identity.recognise).
    """

    key: str
    title: str
    text: str = ""
    url: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    content_hash: str = ""  # changes when the publisher edits title, text or link


class HealthChange(StrEnum):
    """A turn in a feed's health that its subscribers are told once."""

    ASLEEP = "asleep"  # failed for six days
    GONE = "gone"  # the publisher ended it
    RECOVERED = "recovered"
