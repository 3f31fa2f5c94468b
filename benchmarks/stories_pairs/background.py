"""The ordinary news of a few days, made up by rules: what labelled items must be told apart from.

It is there for its numbers, words and companies, not for its sense: each headline names a listed company,
something that happened to it, and details that no other headline shares.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from config.resources import read_text
from feeds.types.scores import Analysis, Sentiment, TickerSentiment

COMPANIES = 3_000
FEEDS = 300
_HAPPENED = (
    "raises {period} forecast on {noun} demand",
    "cuts {period} outlook as {noun} weakens",
    "beats {period} estimates, {noun} revenue up {percent}%",
    "misses {period} profit forecast as {noun} costs rise {percent}%",
    "to buy {noun} maker for ${money} million",
    "signs {noun} agreement worth ${money} million",
    "opens {noun} plant in {place}",
    "names new head of {noun} unit",
    "faces {noun} lawsuit in {place}",
    "wins approval for {noun} project in {place}",
    "recalls {count} {noun} units",
    "launches {noun} service in {place}",
    "to cut {count} jobs in {noun} unit",
    "declares quarterly dividend of ${cents} per share",
    "to present at {place} {noun} conference",
    "shares fall {percent}% after {noun} warning",
    "shares rise {percent}% on {noun} report",
    "upgraded to buy on {noun} outlook, target ${cents}",
    "prices ${money} million offering of {noun} notes",
    "delays {noun} launch in {place}",
)
_DETAILS = (
    "The company said {noun} orders from {place} changed by {percent}% in the {period}.",
    "Analysts had expected {noun} sales of ${money} million, with {place} ahead.",
    "It employs {count} people in {noun} and plans more in {place}.",
    "The {noun} business in {place} brought ${money} million last year.",
)
_NOUNS = """
    chip cloud copper lithium solar wind gas oil timber steel insurance mortgage payments retail grocery
    apparel footwear luxury travel hotel cruise airline freight rail trucking shipping drone satellite
    defense missile vaccine oncology insulin obesity biotech hospital dental imaging robotics battery
    charging hydrogen nuclear uranium water waste packaging paper chemical fertilizer seed tractor
    mining gold silver aluminum cement housing furniture appliance toy gaming streaming music film
    advertising search software database security network fiber antenna phone tablet laptop printer
    sensor laser optics glass ceramic tire brake engine turbine boiler elevator crane bridge tunnel port
    terminal warehouse pharmacy beauty soap diaper pet coffee beer spirits snack dairy poultry beef
    seafood sugar cocoa tobacco cannabis casino lottery fitness education staffing payroll
"""
_PLACES = """
    Texas Ohio Georgia Arizona Nevada Oregon Utah Florida Michigan Indiana Virginia Ontario Quebec
    Alberta Mexico Brazil Chile Peru Spain Portugal France Germany Austria Poland Hungary Norway Sweden
    Finland Denmark Ireland Scotland Wales Italy Greece Turkey Egypt Morocco Kenya Nigeria India Vietnam
    Thailand Malaysia Singapore Indonesia Japan Korea Taiwan Australia Zealand
"""
_PERIODS = ("first-quarter", "second-quarter", "third-quarter", "fourth-quarter", "full-year", "half-year")


@dataclass(frozen=True, slots=True)
class Ordinary:
    """One item of the background."""

    feed_id: int
    title: str
    text: str
    analysis: Analysis


def make_background(count: int, *, seed: int = 5) -> Iterator[Ordinary]:
    """Make that many items, the same ones every time; large companies come up more often."""
    chance = random.Random(seed)
    rows = (line.split("\t") for line in read_text("tickers.tsv").splitlines())
    companies = [(row[0], row[2]) for row in rows if len(row) > 2][:COMPANIES]
    for _number in range(count):
        symbol, name = companies[int(len(companies) * chance.random() ** 2)]
        row = TickerSentiment(symbol, name, 1.0, Sentiment(chance.uniform(-0.6, 0.6)))
        yield Ordinary(
            feed_id=1_000 + chance.randrange(FEEDS),
            title=f"{name} {_fill(chance.choice(_HAPPENED), chance)}",
            text=" ".join(_fill(detail, chance) for detail in chance.sample(_DETAILS, 2)),
            analysis=Analysis(row.sentiment, confidence=0.7, tickers=(row,)),
        )


def _fill(mould: str, chance: random.Random) -> str:
    return mould.format(
        noun=chance.choice(_NOUNS.split()),
        place=chance.choice(_PLACES.split()),
        period=chance.choice(_PERIODS),
        percent=chance.randrange(10, 690) / 10,
        money=chance.randrange(11, 990),
        count=chance.randrange(13, 9_900),
        cents=chance.randrange(11, 990) / 10,
    )
