"""Build config/data/isins.tsv from the wheel of pytickersymbols and the project's own list.

    pip download --no-deps --dest WHEELS pytickersymbols
    python -m training.build_isins WHEELS

pytickersymbols (MIT) carries the numbers of the members of world indices, with the symbols of each on
several exchanges. A row joins a number to the one of them that our own table knows the company by.
`training/isins.tsv` adds what it lacks and rules where it mixes two classes of one company.
"""

import argparse
import importlib
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feeds.scoring.companies import Companies, Listing, load_companies
from feeds.scoring.isins import is_isin
from feeds.scoring.names import name_words

HERE = Path(__file__).parent
TARGET = HERE.parent / "config" / "data" / "isins.tsv"
HEADER = """\
# ISIN and the symbol our table knows the company by. Built by training/build_isins.py from the members of
# indices in pytickersymbols (MIT, github.com/portfolioplus/pytickersymbols) and training/isins.tsv.
"""
COUNTRIES = {
    "Austria": "AT",
    "Belgium": "BE",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Italy": "IT",
    "Japan": "JP",
    "Netherlands": "NL",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "United Kingdom": "GB",
    "United States": "US",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an index: its name, its numbers, and its symbols wherever it is listed."""

    name: str
    isins: tuple[str, ...]
    symbols: tuple[str, ...]


def members(wheels: Path) -> Iterator[Member]:
    """The members of all indices; numbers of another country than the company's own are left out."""
    found = sorted(wheels.glob("pytickersymbols-*.whl"))
    if not found:
        sys.exit(f"error: no wheel of pytickersymbols in {wheels}")
    sys.path.insert(0, str(found[-1]))
    indices: Any = importlib.import_module("pytickersymbols.indices_data").INDICES
    for index in indices.values():
        for company in index["companies"]:
            listed = [company.get("symbol"), *(each.get("yahoo") for each in company.get("symbols", ()))]
            isins = _own(company.get("isins", ()), country=COUNTRIES.get(company.get("country", ""), ""))
            yield Member(company["name"], isins, tuple(dict.fromkeys(filter(None, listed))))


def _own(isins: list[str], *, country: str) -> tuple[str, ...]:
    """Of several numbers those of the company's country, and of its shares in the United States."""
    valid = [isin for isin in isins if is_isin(isin)]
    own = [isin for isin in valid if isin[:2] in {country, "US"}]
    return tuple(own if country and own and len(valid) > 1 else valid)


def choose(member: Member, companies: Companies) -> str | None:
    """The symbol our table knows a member by: the one of its name, else of its own, a home listing first."""
    listed = dict.fromkeys(filter(None, map(companies.symbol_of, member.symbols)))
    ours = [symbol for symbol in listed if _is_same(member, companies.listings[symbol])]
    named = companies.named(member.name)
    if named and (named in ours or not ours):
        return named
    homes = [symbol for symbol in ours if companies.listings[symbol].exchange != "OTC"]
    ranked = sorted(homes or ours, key=lambda symbol: companies.listings[symbol].rank)
    names = [companies.named(companies.name_of(symbol) or "") for symbol in ranked]
    return next((name for name in names if name in ours), None) or next(iter(ranked), None)


def _is_same(member: Member, listing: Listing) -> bool:
    """False where a symbol of another country is one of another company in ours."""
    is_american = any(isin.startswith("US") for isin in member.isins)
    return is_american or bool(_plain_words(member.name) & _plain_words(listing.name))


def _plain_words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return frozenset(name_words(plain))


def own_rows(path: Path) -> Mapping[str, str]:
    """Rows of the project's own list: number, symbol."""
    lines = (line.split("\t") for line in path.read_text().splitlines() if line and line[0] != "#")
    return {isin: symbol for isin, symbol, *_ in lines}


def build(wheels: Path) -> None:
    """Write the table."""
    companies = load_companies()
    rows: dict[str, str] = {}
    for member in members(wheels):
        symbol = choose(member, companies)
        for isin in member.isins if symbol else ():
            rows.setdefault(isin, str(symbol))
    rows.update(own_rows(HERE / "isins.tsv"))
    wrong = [isin for isin, symbol in rows.items() if not is_isin(isin) or symbol not in companies.listings]
    if wrong:
        sys.exit(f"error: {', '.join(wrong)}: no such number, or no such symbol in the table")
    lines = [f"{isin}\t{symbol}\n" for isin, symbol in sorted(rows.items())]
    TARGET.write_text(HEADER + "".join(lines), newline="\n")
    print(f"{len(lines)} numbers -> {TARGET}")


def main() -> None:
    """Take the folder of wheels."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("wheels", type=Path)
    build(parser.parse_args().wheels)


if __name__ == "__main__":
    main()
