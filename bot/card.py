"""Writes one analysis as a readable card for the terminal. Pure."""

import textwrap
from collections.abc import Iterable

import click

from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Polarity, Sentiment

_WIDTH = 88
_COLOURS = {Polarity.POSITIVE: "green", Polarity.NEUTRAL: "white", Polarity.NEGATIVE: "red"}
_GLYPHS = {Polarity.POSITIVE: "▲", Polarity.NEUTRAL: "■", Polarity.NEGATIVE: "▼"}


def write_card(item: NewsItem, analysis: Analysis) -> str:
    """Lay out headline, badge, summary, catalysts, risks, tickers and what decided."""
    parts = [
        click.style(textwrap.fill(item.title, _WIDTH), bold=True),
        f"{_badge(analysis.sentiment)}   confidence {analysis.confidence:.0%}   {_events(analysis)}".rstrip(),
        "",
    ]
    parts += _paragraph("", analysis.summary)
    parts += [line for text in analysis.catalysts for line in _paragraph("catalyst  ", text)]
    parts += [line for text in analysis.risks for line in _paragraph("risk      ", text)]
    parts += _tickers(analysis)
    parts += _drivers(analysis)
    return "\n".join(parts).rstrip()


def _badge(sentiment: Sentiment) -> str:
    words = f"{_GLYPHS[sentiment.polarity]} {sentiment.label.value} {sentiment.signed}"
    return click.style(words, fg=_COLOURS[sentiment.polarity])


def _events(analysis: Analysis) -> str:
    return ", ".join(event.value for event in analysis.events)


def _paragraph(lead: str, text: str) -> Iterable[str]:
    if text:
        yield textwrap.fill(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _tickers(analysis: Analysis) -> Iterable[str]:
    if analysis.tickers:
        yield ""
    for row in analysis.tickers:
        yield f"{row.symbol:7} {_badge(row.sentiment)}   relevance {row.relevance:.2f}   {row.name}"


def _drivers(analysis: Analysis) -> Iterable[str]:
    if analysis.drivers:
        yield ""
        yield "decided by " + ", ".join(
            f'"{driver.text}" {driver.weight:+.2f}' for driver in analysis.drivers
        )
