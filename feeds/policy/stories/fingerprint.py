"""What story matching knows of an item: everything read from its words once, ready to compare."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from feeds.policy.stories.amounts import Amount, read_amounts
from feeds.policy.stories.genres import Genre, read_genre
from feeds.policy.stories.periods import Periods, read_periods, read_quarters
from feeds.policy.stories.words import actions, brokers, everyday, is_rare, places, reduce, terms, words
from feeds.policy.urls import canonical_url
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Event, TickerSentiment

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
_LIVE = re.compile(r"\s*LIVE\b\s*[-:\u2013\u2014|]\s*(\S+ \S.*?)\s*[-:\u2013\u2014|]\s", re.IGNORECASE)
_HOUSE = re.compile(r"\s+(?:[|\u2013\u2014-]|::)\s+[^|\u2013\u2014]{2,32}$")
_RATINGS = frozenset({"target", "upgrade", "downgrade"})
_FORECAST = "forecast"
_QUARTER_TERMS = frozenset(
    terms(["Q1", "Q2", "Q3", "Q4", "first", "second", "third", "fourth", "quarter", "quarterly"])
)
_ARTICLE = re.compile(r"\d{5,}|[0-9a-f]{12,}|[a-z0-9]+(?:[-_][a-z0-9]+){3,}[^/]*$", re.IGNORECASE)
_NO_DIGITS = str.maketrans("", "", "0123456789")
_ASIDE = re.compile(  # who another company is: "Intel supplier Acme", "Acme, backed by Intel"
    r"\b(?P<of>[A-Z][\w&.]*)(?:['\u2019]s)?[ -](?i:supplier|partner|customer|backer|rival|peer|backed)\b"
    r"|\b[Bb]acked by (?P<by>[A-Z][\w&.]*)"
)
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
    acts: frozenset[str]  # what the headline says happens
    places: frozenset[str]  # the countries it names in the headline
    brokers: frozenset[str]  # the houses it names in the headline of a rating
    names: tuple[str, ...]  # terms of the headline that are names, in order
    subjects: frozenset[str]  # symbols it is about
    callings: frozenset[str]  # terms that call those companies by symbol or name
    symbols: frozenset[str]  # symbols it is about or mentions
    events: frozenset[Event]
    genre: Genre
    periods: Periods  # of the headline
    quarters: frozenset[str]
    title_amounts: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    has_figures: bool  # it tells exact ones
    is_update: bool
    thread: str | None  # the topic of live coverage, which all its updates begin with

    @property
    def is_article(self) -> bool:
        """True when its address looks like that of one article, not of a list that many items link to."""
        return self.url is not None and _ARTICLE.search(self.url) is not None

    @property
    def index_terms(self) -> frozenset[str]:
        """What an index finds it by: all but everyday terms."""
        numbers = (amount.term for amount in self.amounts[:8] if amount.unit != "%")
        page = (f"@{self.url}",) if self.url else ()
        return (self.all_terms - everyday()).union(numbers, page)


def take_fingerprint(item: NewsItem, analysis: Analysis, *, feed_id: int, seen_at: datetime) -> Fingerprint:
    """Read an item. `seen_at` stands in for a missing date."""
    title = plain_title(item.title)
    lead = _lead(item.text, title=title)
    title_words, lead_words = words(_ASIDE.sub("", title)), words(lead)
    company_terms = _company_terms(analysis)
    rows = _told_rows(analysis, aside=_asides(title))
    subjects = _subjects(rows)
    title_quarters, lead_quarters = read_quarters(title), read_quarters(lead)
    title_terms = _telling(title_words, title_quarters)
    head = title_terms - company_terms
    body = _telling(lead_words, lead_quarters) - company_terms
    title_amounts = read_amounts(title)
    amounts = tuple(dict.fromkeys(title_amounts + read_amounts(lead)))
    return Fingerprint(
        feed_id=feed_id,
        at=item.published_at or seen_at,
        url=_page(item.url),
        title=title.lower(),
        mould=title.lower().translate(_NO_DIGITS),
        head=head.union(f"${symbol}" for symbol in subjects),
        all_terms=(head | body).union(f"${row.symbol}" for row in analysis.tickers),
        acts=head & actions(),
        places=frozenset(places()[term] for term in head if term in places()),
        brokers=title_terms & brokers() if title_terms & _RATINGS else frozenset(),
        names=_names(title_words, lead_words),
        subjects=subjects,
        callings=_callings(rows, subjects),
        symbols=frozenset(row.symbol for row in rows),
        events=frozenset(analysis.events) - {Event.OTHER},
        genre=read_genre(item.title),
        periods=read_periods(title),
        quarters=_quarters(title_quarters, lead_quarters, is_forecast=_FORECAST in head),
        title_amounts=title_amounts,
        amounts=amounts,
        has_figures=any(amount.is_exact for amount in amounts),
        is_update=_UPDATE.search(item.title) is not None,
        thread=_thread(item.title),
    )


def plain_title(title: str) -> str:
    """Take off what is no part of a headline: "UPDATE 1-" before it, " - Reuters" after it."""
    bare = _MARKERS.sub("", title).strip()
    without_house = _HOUSE.sub("", bare)
    return without_house if without_house.count(" ") >= 3 else bare


def _thread(title: str) -> str | None:
    """Find what live coverage is about: "LIVE: Starbucks strike - baristas walk out"."""
    found = _LIVE.match(title)
    return None if found is None else found[1].lower()


def _lead(text: str, *, title: str) -> str:
    body = text[: LEAD_CHARS * 2].strip()
    if title and body.startswith(title):
        body = body[len(title) :].lstrip(" .:-\n")
    return _DATELINE.sub("", body, count=1)[:LEAD_CHARS]


def _asides(title: str) -> frozenset[str]:
    """The terms of companies that a headline names to say who another one is, and does not name again."""
    named = frozenset(reduce((told["of"] or told["by"]).lower()) or "" for told in _ASIDE.finditer(title))
    return named.difference(terms(words(_ASIDE.sub("", title)))) if named else named


def _told_rows(analysis: Analysis, *, aside: frozenset[str]) -> tuple[TickerSentiment, ...]:
    if not aside:
        return analysis.tickers
    return tuple(
        row for row in analysis.tickers if aside.isdisjoint(_named(row.symbol, row.name, most_words=2))
    )


def _subjects(rows: tuple[TickerSentiment, ...]) -> frozenset[str]:
    highest = max((row.relevance for row in rows), default=0.0)
    floor = max(_MIN_RELEVANCE, highest * _MAIN_SHARE)
    return frozenset(row.symbol for row in rows if row.relevance >= floor)


def _page(url: str | None) -> str | None:
    """The address of one page; None for a site's front, which tells nothing."""
    if url is None:
        return None
    canonical = canonical_url(url)
    return canonical if "/" in canonical.removeprefix("https://").rstrip("/") or "?" in canonical else None


def _company_terms(analysis: Analysis) -> frozenset[str]:
    """The terms that only name companies with a symbol; the symbol stands for all of them."""
    return frozenset(term for row in analysis.tickers for term in _named(row.symbol, row.name))


def _callings(rows: tuple[TickerSentiment, ...], subjects: frozenset[str]) -> frozenset[str]:
    """The symbol and the first word of the name of each company an item is about."""
    called = (row for row in rows if row.symbol in subjects)
    return frozenset(term for row in called for term in _named(row.symbol, row.name, most_words=2))


@lru_cache(maxsize=4_096)
def _named(symbol: str, name: str, *, most_words: int | None = None) -> tuple[str, ...]:
    return tuple(terms(words(f"{symbol} {name}")[:most_words]))


def _quarters(title: frozenset[str], lead: frozenset[str], *, is_forecast: bool) -> frozenset[str]:
    """Find the quarter an item is about; a headline on a forecast may name the one to come."""
    return title | lead if is_forecast or not title else title


def _telling(written: list[str], quarters: frozenset[str]) -> frozenset[str]:
    """Reduce words to terms; a quarter is one term however it is written."""
    found = frozenset(terms(written))
    return (found - _QUARTER_TERMS) | quarters if quarters else found


def _names(title: list[str], lead: list[str]) -> tuple[str, ...]:
    """Find the names in a headline, in order: its first word, and words with a capital inside a sentence.

    Where every word of a headline has a capital, those count that have one inside the lead, too.
    """
    inner = {word for word in title[1:] if word[0].isupper()}
    is_sentence = len(inner) * 2 < len(title)
    known = {word.lower() for word in lead[1:] if word[0].isupper()}
    if is_sentence:
        known |= {word.lower() for word in inner}
    known |= {word.lower() for word in title[:1]}
    reduced = (reduce(word.lower()) for word in title if word.lower() in known)
    return tuple(dict.fromkeys(term for term in reduced if term is not None and is_rare(term)))
