"""What story matching knows of an item: everything read from its words once, ready to compare."""

import re
from dataclasses import dataclass
from datetime import datetime

from feeds.policy.stories.amounts import Amount, read_amounts
from feeds.policy.stories.genres import Genre, read_genre
from feeds.policy.stories.periods import Periods, read_periods, read_quarters
from feeds.policy.stories.words import is_rare, reduce, terms, words
from feeds.policy.urls import canonical_url
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Event

LEAD_CHARS = 400
_MAIN_SHARE = 0.6  # of the highest relevance: what an item is about, not what it mentions
_MIN_RELEVANCE = 0.3

_MARKERS = re.compile(
    r"^\s*(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|EXCLUSIVE|BREAKING|BRIEF|LIVE|WATCH|DEVELOPING"
    r"|JUST IN|ALERT)"
    r"(?: ?\d+)?(?:\s*[-:\u2013\u2014|]\s*|(?<=\d)\s+))+",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"^\s*(?:UPDATE|WRAPUP|RPT|REFILE|CORRECT|LIVE)|\blive (?:updates|blog|coverage)\b"
    r"|\((?:updated|corrected)\)",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\s+(?:[|\u2013\u2014-]|::)\s+[^|\u2013\u2014]{2,32}$")
_ARTICLE = re.compile(r"\d{5,}|[0-9a-f]{12,}|[a-z0-9]+(?:[-_][a-z0-9]+){3,}[^/]*$", re.IGNORECASE)
_NO_DIGITS = str.maketrans("", "", "0123456789")
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z.,' -]{2,60}?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?,?\s*"
    r"(?:\([A-Za-z ]{2,24}\)|/[A-Za-z ]{2,24}/)\s*(?:-{1,2}|[\u2013\u2014])\s*"
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One item, read. `head` and `all_terms` are terms of the headline and of headline and lead."""

    feed_id: int
    at: datetime
    url: str | None
    title: str
    mould: str  # the title without its digits
    head: frozenset[str]
    all_terms: frozenset[str]
    names: tuple[str, ...]  # terms of the headline that are names, in order
    first_word: str | None  # the term it begins with, if that is a rare one
    subjects: frozenset[str]  # symbols it is about
    symbols: frozenset[str]  # symbols it is about or mentions
    events: frozenset[Event]
    genre: Genre
    periods: Periods
    quarters: frozenset[str]  # of the headline, else of the lead
    title_amounts: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    is_update: bool

    @property
    def opening(self) -> str | None:
        """The name a headline comes to first, else its first word, if that is no everyday one."""
        return self.names[0] if self.names else self.first_word

    @property
    def is_article(self) -> bool:
        """True when its address looks like that of one article, not of a list that many items link to."""
        return self.url is not None and _ARTICLE.search(self.url) is not None

    @property
    def index_terms(self) -> frozenset[str]:
        """What an index finds it by."""
        numbers = (amount.term for amount in self.amounts[:8] if amount.unit != "%")
        page = (f"@{self.url}",) if self.url else ()
        return self.all_terms.union((f"${symbol}" for symbol in self.subjects), numbers, page)


def take_fingerprint(item: NewsItem, analysis: Analysis, *, feed_id: int, seen_at: datetime) -> Fingerprint:
    """Read an item. `seen_at` stands in for a missing date."""
    title = plain_title(item.title)
    lead = _lead(item.text, title=title)
    title_words, lead_words = words(title), words(lead)
    head = terms(title_words)
    main = _subjects(analysis)
    amounts = read_amounts(title)
    periods = read_periods(title)
    return Fingerprint(
        feed_id=feed_id,
        at=item.published_at or seen_at,
        url=_page(item.url),
        title=title.lower(),
        mould=title.lower().translate(_NO_DIGITS),
        head=frozenset(head),
        all_terms=frozenset(head).union(terms(lead_words)),
        names=_names(title_words, lead_words),
        first_word=head[0] if head and is_rare(head[0]) else None,
        subjects=main,
        symbols=frozenset(row.symbol for row in analysis.tickers),
        events=frozenset(analysis.events) - {Event.OTHER},
        genre=read_genre(item.title),
        periods=periods,
        quarters=periods.quarters or read_quarters(lead),
        title_amounts=amounts,
        amounts=tuple(dict.fromkeys(amounts + read_amounts(lead))),
        is_update=_UPDATE.search(item.title) is not None,
    )


def plain_title(title: str) -> str:
    """Take off what is no part of a headline: "UPDATE 1-" before it, " - Reuters" after it."""
    bare = _MARKERS.sub("", title).strip()
    without_house = _HOUSE.sub("", bare)
    return without_house if without_house.count(" ") >= 3 else bare


def _lead(text: str, *, title: str) -> str:
    body = text[: LEAD_CHARS * 2].strip()
    if title and body.startswith(title):
        body = body[len(title) :].lstrip(" .:-\n")
    return _DATELINE.sub("", body, count=1)[:LEAD_CHARS]


def _subjects(analysis: Analysis) -> frozenset[str]:
    highest = max((row.relevance for row in analysis.tickers), default=0.0)
    floor = max(_MIN_RELEVANCE, highest * _MAIN_SHARE)
    return frozenset(row.symbol for row in analysis.tickers if row.relevance >= floor)


def _page(url: str | None) -> str | None:
    """The address of one page; None for a site's front, which tells nothing."""
    if url is None:
        return None
    canonical = canonical_url(url)
    return canonical if "/" in canonical.removeprefix("https://").rstrip("/") or "?" in canonical else None


def _names(title: list[str], lead: list[str]) -> tuple[str, ...]:
    """Find the names in a headline: words with a capital inside a sentence, there or in the lead."""
    inner = title[1:]
    capitals = {word for word in inner if word[0].isupper()}
    is_sentence = len(capitals) * 2 < len(inner)
    written = {word for word in lead[1:] if word[0].isupper()}
    known = {word.lower() for word in (written | capitals if is_sentence else written)}
    reduced = (reduce(word.lower()) for word in title if word[0].isupper() and word.lower() in known)
    return tuple(dict.fromkeys(term for term in reduced if term is not None))
