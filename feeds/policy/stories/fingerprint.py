"""What story matching knows of an item: everything read from its words once, ready to compare."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from feeds.policy.stories.amounts import Amount, read_amounts
from feeds.policy.stories.companies import read_asides, read_companies, read_names
from feeds.policy.stories.genres import Genre, read_genre
from feeds.policy.stories.periods import Periods, read_periods, read_quarters
from feeds.policy.stories.words import actions, brokers, everyday, places, terms, words
from feeds.policy.urls import canonical_url
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Event

LEAD_CHARS = 400
_INDEXED_AMOUNTS = 8

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
_NOTHING: frozenset[str] = frozenset()
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
    head: frozenset[str]
    all_terms: frozenset[str]
    index_terms: tuple[str, ...]  # what an index finds it by: all but everyday terms
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


def take_fingerprint(item: NewsItem, analysis: Analysis, *, feed_id: int, seen_at: datetime) -> Fingerprint:
    """Read an item. `seen_at` stands in for a missing date."""
    title = plain_title(item.title)
    lead = _lead(item.text, title=title)
    telling_title, aside = read_asides(title)
    title_words, lead_words = words(telling_title), words(lead)
    companies = read_companies(analysis, aside=aside)
    title_quarters, lead_quarters = read_quarters(title), read_quarters(lead)
    title_terms = _telling(title_words, title_quarters)
    head = title_terms - companies.terms
    body = _telling(lead_words, lead_quarters) - companies.terms
    title_amounts = read_amounts(title)
    amounts = tuple(dict.fromkeys(title_amounts + read_amounts(lead)))
    all_terms = frozenset(head | body | companies.marks)
    page = _page(item.url)
    return Fingerprint(
        feed_id=feed_id,
        at=item.published_at or seen_at,
        url=page,
        title=title.lower(),
        head=frozenset(head | companies.subject_marks),
        all_terms=all_terms,
        index_terms=_index_terms(all_terms, amounts, page=page),
        acts=_shared(actions().intersection(head)),
        places=_places(head),
        brokers=_shared(brokers().intersection(title_terms)) if title_terms & _RATINGS else _NOTHING,
        names=read_names(title_words, lead_words),
        subjects=companies.subjects,
        callings=companies.callings,
        symbols=companies.symbols,
        events=_events(analysis.events),
        genre=read_genre(item.title),
        periods=read_periods(title),
        quarters=_shared(_quarters(title_quarters, lead_quarters, is_forecast=_FORECAST in head)),
        title_amounts=title_amounts,
        amounts=amounts,
        has_figures=any(amount.is_exact for amount in amounts),
        is_update=_UPDATE.search(item.title) is not None,
        thread=_thread(item.title),
    )


def plain_title(title: str) -> str:
    """Take off what is no part of a headline: "UPDATE 1-" before it, " - Reuters" after it."""
    markers = _MARKERS.match(title)
    bare = (title[markers.end() :] if markers else title).strip()
    house = _HOUSE.search(bare)
    without_house = bare[: house.start()] if house else bare
    return without_house if without_house.count(" ") >= 3 else bare


def _thread(title: str) -> str | None:
    """Find what live coverage is about: "LIVE: Starbucks strike - baristas walk out"."""
    found = _LIVE.match(title)
    return None if found is None else found[1].lower()


def _lead(text: str, *, title: str) -> str:
    body = text[: LEAD_CHARS * 2].strip()
    if title and body.startswith(title):
        body = body[len(title) :].lstrip(" .:-\n")
    dateline = _DATELINE.match(body)
    return (body[dateline.end() :] if dateline else body)[:LEAD_CHARS]


def _page(url: str | None) -> str | None:
    """The address of one page; None for a site's front, which tells nothing."""
    if url is None:
        return None
    canonical = canonical_url(url)
    return canonical if "/" in canonical.removeprefix("https://").rstrip("/") or "?" in canonical else None


def _quarters(title: frozenset[str], lead: frozenset[str], *, is_forecast: bool) -> frozenset[str]:
    """Find the quarter an item is about; a headline on a forecast may name the one to come."""
    return title | lead if is_forecast or not title else title


def _telling(written: list[str], quarters: frozenset[str]) -> set[str]:
    """Reduce words to terms; a quarter is one term however it is written."""
    found = set(terms(written))
    return (found - _QUARTER_TERMS) | quarters if quarters else found


def _index_terms(
    all_terms: frozenset[str], amounts: tuple[Amount, ...], *, page: str | None
) -> tuple[str, ...]:
    found = set(all_terms - everyday())
    found.update(amount.term for amount in amounts[:_INDEXED_AMOUNTS] if amount.unit != "%")
    if page is not None:
        found.add(page)
    return tuple(found)


def _places(head: set[str]) -> frozenset[str]:
    found = places().keys() & head
    return _shared(frozenset(places()[term] for term in found)) if found else _NOTHING


@lru_cache(maxsize=4_096)
def _shared(few: frozenset[str]) -> frozenset[str]:
    """One of all equal sets: of thousands of items kept, most say one of a few things, or nothing."""
    return few


@lru_cache(maxsize=256)
def _events(events: tuple[Event, ...]) -> frozenset[Event]:
    return frozenset(events) - {Event.OTHER}
