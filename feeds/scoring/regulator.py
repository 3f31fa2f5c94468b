"""What the US regulator's current list of listed companies adds to the table shipped with the project.

The list is the file company_tickers_exchange.json of the Securities and Exchange Commission: a JSON object
with "fields" (cik, name, ticker, exchange) and "data", a row of those a listing, the largest company first.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from feeds.errors import UsageError
from feeds.scoring.names import name_key, readable_name

URL = "https://www.sec.gov/files/company_tickers_exchange.json"
FEWEST = 5_000  # the list has had some ten thousand rows for years; one shorter than this was cut off
_FIELDS = ("cik", "ticker", "name", "exchange")


@dataclass(frozen=True, slots=True)
class Registered:
    """One listing as the regulator has it; listings of one `cik` are share classes of each other."""

    cik: int
    symbol: str
    name: str
    exchange: str


def read_list(document: bytes) -> tuple[Registered, ...]:
    """Read the regulator's file. Raises UsageError when it is something else, or cut off."""
    try:
        said = json.loads(document)
        places = [said["fields"].index(field) for field in _FIELDS]
        rows = tuple(_registered(*(row[place] for place in places)) for row in said["data"])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(
            f"That is not the regulator's list of companies; the current one stands at {URL}"
        ) from error
    if len(rows) < FEWEST:
        raise UsageError(f"The list holds only {len(rows)} companies and looks cut off; try again later.")
    return rows


def _registered(cik: int, ticker: str, name: str, exchange: str | None) -> Registered:
    return Registered(
        int(cik), _one_field(ticker).upper(), readable_name(_one_field(name)), exchange or "OTC"
    )


def _one_field(text: Any) -> str:
    """Keep a value inside its column of the table."""
    if not isinstance(text, str) or not text.strip():
        raise TypeError("a listing has a symbol and a name")
    return " ".join(text.replace("|", " ").split())


def additions(listed: Iterable[Registered], *, table: str) -> str:
    """Rows for what `table` lacks: new symbols, and symbols whose company is now called otherwise.

    A name is looked for in texts only when no other listed company goes by it; of one word it needs
    support from the words around it. Over-the-counter names are known but not looked for.
    """
    known = dict(_names(table))
    now = tuple(listed)
    standing = {row.symbol for row in now}
    taken = {name_key(name) for symbol, name in known.items() if symbol in standing}
    lines: list[str] = []
    owners: set[int] = set()
    for row in now:
        key = name_key(row.name)
        is_first_class = row.cik not in owners
        owners.add(row.cik)
        if name_key(known.get(row.symbol, "")) == key:
            continue
        is_sought = is_first_class and row.exchange != "OTC" and key not in taken
        taken.add(key)
        lines.append("\t".join((row.symbol, row.exchange, row.name, _marked(key) if is_sought else "")))
    return "".join(f"{line}\n" for line in lines)


def _names(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        symbol, _exchange, name, _keys = line.split("\t")
        yield symbol, name


def _marked(key: str) -> str:
    return key if " " in key else f"~{key}"
