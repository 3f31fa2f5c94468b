"""Build config/data/tickers.tsv from two wheels and the project's own lists.

    pip download --no-deps --dest WHEELS edgartools pytickersymbols textblob
    python -m training.build_tickers WHEELS

edgartools carries the US regulator's list of listed companies, largest first; pytickersymbols the members
of world indices; textblob a table of common English words. `training/world.tsv` adds markets that neither
has, and `training/renamed.tsv` symbols that were listed once. The result has a row a symbol, in order of
size: symbol, exchange, name, and the keys by which the name is found in text. A key that is also common
English starts with `~`: it needs support from the words around it. Then the table of numbers is built anew
(training/build_isins.py).
"""

import argparse
import importlib
import io
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from feeds.scoring.companies import GONE, NOW
from feeds.scoring.names import name_key, readable_name
from training import build_isins

HERE = Path(__file__).parent
TARGET = HERE.parent / "config" / "data" / "tickers.tsv"
NAMED_OTC_ROWS = 2500  # below this size an over-the-counter name finds more mistakes than companies
SHORT_KEY = 4
SHORTENED_ROWS = 3500  # the largest companies are also known by less than their name
COMMON_COUNT = 2  # occurrences in the word table that make a word common English
SUFFIXES = {
    "AEX": ".AS",
    "BEL 20": ".BR",
    "CAC Mid 60": ".PA",
    "CAC_40": ".PA",
    "DAX": ".DE",
    "FTSE 100": ".L",
    "IBEX 35": ".MC",
    "MDAX": ".DE",
    "NIKKEI 225": ".T",
    "OMX Helsinki 25": ".HE",
    "OMX Stockholm 30": ".ST",
    "SDAX": ".DE",
    "Switzerland 20": ".SW",
    "TecDAX": ".DE",
}
EXCHANGES = {
    ".AS": "Amsterdam",
    ".BR": "Brussels",
    ".PA": "Paris",
    ".DE": "Xetra",
    ".L": "London",
    ".MC": "Madrid",
    ".T": "Tokyo",
    ".HE": "Helsinki",
    ".ST": "Stockholm",
    ".SW": "Zurich",
    ".MI": "Milan",
    ".NS": "NSE",
    ".HK": "Hong Kong",
    ".KS": "Seoul",
    ".AX": "Sydney",
    ".TO": "Toronto",
    ".OL": "Oslo",
    ".SA": "Sao Paulo",
    ".TW": "Taipei",
    ".CO": "Copenhagen",
    ".SI": "Singapore",
    ".SS": "Shanghai",
    ".SZ": "Shenzhen",
    ".IR": "Dublin",
    ".LS": "Lisbon",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One listing; `is_named` says whether its name may be looked for in text."""

    symbol: str
    exchange: str
    name: str
    is_named: bool = True
    owner: str = ""  # rows of one owner are share classes of each other


def member(wheels: Path, *, wheel: str, path: str) -> bytes:
    """Read one file out of the newest wheel of that name."""
    found = sorted(wheels.glob(f"{wheel}-*.whl"))
    if not found:
        sys.exit(f"error: no wheel of {wheel} in {wheels}; run pip download --no-deps {wheel}")
    with zipfile.ZipFile(found[-1]) as archive:
        return archive.read(path)


def us_rows(wheels: Path) -> Iterator[Row]:
    """The regulator's list, largest company first."""
    parquet: Any = importlib.import_module("pyarrow.parquet")
    table = parquet.read_table(
        io.BytesIO(member(wheels, wheel="edgartools", path="edgar/reference/data/company_tickers.parquet"))
    ).to_pylist()
    owners: set[str] = set()
    for rank, row in enumerate(table):
        exchange = row["exchange"] or "OTC"
        is_named = row["cik"] not in owners and (exchange != "OTC" or rank < NAMED_OTC_ROWS)
        owners.add(row["cik"])
        yield Row(row["ticker"], exchange, readable_name(row["name"]), is_named, row["cik"])


def index_rows(wheels: Path) -> Iterator[Row]:
    """Members of world indices outside the United States, with their exchange's suffix."""
    found = sorted(wheels.glob("pytickersymbols-*.whl"))
    if not found:
        sys.exit(f"error: no wheel of pytickersymbols in {wheels}")
    sys.path.insert(0, str(found[-1]))
    stocks: Any = importlib.import_module("pytickersymbols").PyTickerSymbols()
    for index, suffix in SUFFIXES.items():
        for stock in stocks.get_stocks_by_index(index):
            listed = [entry.get("yahoo") or "" for entry in stock.get("symbols", ())]
            home = [symbol for symbol in listed if symbol.endswith(suffix)]
            if home:
                yield Row(home[0], EXCHANGES[suffix], readable_name(stock["name"]))


def own_rows(path: Path) -> Iterator[Row]:
    """Rows of one of the project's own lists: symbol, name."""
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            symbol, name = line.split("\t")[:2]
            exchange = EXCHANGES.get("." + symbol.rpartition(".")[2], "US") if "." in symbol else "US"
            yield Row(symbol, exchange, name)


def renamed_rows(path: Path) -> Iterator[Row]:
    """Symbols that were listed once: in place of the exchange stands who carries on, or that nobody does."""
    presents = (line.split("\t")[2:] for line in path.read_text().splitlines() if line and line[0] != "#")
    for row, present in zip(own_rows(path), presents, strict=True):
        yield replace(row, exchange=f"{NOW}{present[0]}" if present else GONE)


def common_words(wheels: Path) -> frozenset[str]:
    """Words of ordinary English."""
    lines = member(wheels, wheel="textblob", path="textblob/en/en-spelling.txt").decode().splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith(";"))
    own = (HERE / "common_names.txt").read_text().split()
    return frozenset(w.lower() for w, count in pairs if int(count) >= COMMON_COUNT) | frozenset(own)


def merged(rows: Iterable[Row]) -> list[Row]:
    """One row a symbol. A later listing of a company that already has a US exchange is not named again."""
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row.symbol, row)
    return list(seen.values())


def keys(rows: list[Row], common: frozenset[str]) -> dict[str, list[str]]:
    """The keys of each symbol whose name may be looked for. Home listings beat over-the-counter ones."""
    order = sorted(rows, key=lambda row: row.exchange == "OTC")
    taken: dict[str, str] = {}
    never = frozenset((HERE / "never_names.txt").read_text().split())
    for row in order:
        key = name_key(row.name)
        if row.is_named and len(key) > 1 and not key.isdigit() and key not in never:
            taken.setdefault(key, row.symbol)
    first_words = Counter(name_key(row.name).partition(" ")[0] for row in order[:SHORTENED_ROWS])
    for row in order[:SHORTENED_ROWS]:
        for short in shortened(name_key(row.name), common):
            if row.is_named and short not in never and first_words[short] < 2:
                taken.setdefault(short, row.symbol)
    found: dict[str, list[str]] = {}
    for key, symbol in taken.items():
        found.setdefault(symbol, []).append(mark(key, common))
    return found


def shortened(key: str, common: frozenset[str]) -> list[str]:
    """What people leave of a name: "regeneron" of "regeneron pharmaceuticals", if it still tells."""
    words = key.split()
    trade = frozenset((HERE / "trade_words.txt").read_text().split())
    found: list[str] = []
    while len(words) > 1 and words[-1] in trade:
        words.pop()
        if any(word not in common and len(word) > SHORT_KEY for word in words):
            found.append(" ".join(words))
    return found


def mark(key: str, common: frozenset[str]) -> str:
    """Put `~` before a key that is common English, or an abbreviation that may mean anything."""
    words = key.split()
    is_common = len(words) < 3 and all(word in common for word in words)
    return f"~{key}" if is_common or len(key) < SHORT_KEY else key


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wheels", type=Path)
    wheels = parser.parse_args().wheels
    rows = merged(
        [
            *us_rows(wheels),
            *index_rows(wheels),
            *own_rows(HERE / "world.tsv"),
            *renamed_rows(HERE / "renamed.tsv"),
        ]
    )
    found = keys(rows, common_words(wheels))
    lines = [
        f"{row.symbol}\t{row.exchange}\t{row.name}\t{'|'.join(found.get(row.symbol, ()))}" for row in rows
    ]
    TARGET.write_text("\n".join(lines) + "\n", newline="\n")
    print(f"{len(rows)} symbols, {len(found)} names -> {TARGET}")
    build_isins.build(wheels)


if __name__ == "__main__":
    main()
