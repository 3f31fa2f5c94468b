"""The ways a symbol is written: exchanges before and behind it, share classes, numbers. Pure.

What is written is turned into the forms it may have in our table, the likeliest first; which of them stands
there is for the table to say.
"""

import re
from collections.abc import Iterator

from feeds.scoring.isins import symbol_of_isin

_PLACE = r"[A-Za-z]{2,}(?: (?:american|arca|mkts?|markets?|pink))?"
_WRITTEN = re.compile(
    rf"<?\$?(?:(?P<place>{_PLACE}):\s?)?(?P<code>[A-Za-z0-9][A-Za-z0-9.&/-]{{0,14}})>?",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\$?(?P<code>[A-Z0-9./-]{1,8}) U[SNWQA](?: Equity)?")  # Bloomberg's NVDA US
_CLASS = re.compile(r"(?P<company>[A-Za-z]{2,5}) (?P<which>[A-Za-z])")
_SMALL_CLASS = re.compile(r"(?P<company>[A-Z]{2,5})(?P<which>[a-z])")  # Reuters' BRKb

# What stands behind the dot of a symbol of the United States.
_AT_HOME = frozenset("US O OQ N K A P Z PK OB UN UW UQ UA".split())  # noqa: SIM905 - a list

# What stands behind the dot, or before the colon, for an exchange whose suffix in our table is another.
_ELSEWHERE = {
    **dict.fromkeys("F D BE DU HA HM MU SG GR GY FRA ETR XETR XETRA".split(), ".DE"),  # noqa: SIM905
    **dict.fromkeys(("S", "VX", "SWX", "VTX"), ".SW"),
    **dict.fromkeys(("LON", "LSE", "LN"), ".L"),
    **dict.fromkeys(("EPA", "PAR"), ".PA"),
    **dict.fromkeys(("AMS", "AEX"), ".AS"),
    "EBR": ".BR",
    "BME": ".MC",
    "BIT": ".MI",
    "TYO": ".T",
    "TSE": ".T",
    "HKG": ".HK",
    "HKEX": ".HK",
    "KRX": ".KS",
    "ASX": ".AX",
    "TSX": ".TO",
    "NSE": ".NS",
    "STO": ".ST",
    "HEL": ".HE",
    "OSL": ".OL",
    "CPH": ".CO",
}


def read_symbols(written: str) -> Iterator[str]:
    """The symbols that this may write, upper case, the likeliest first; nothing for what writes none."""
    bare = written.strip()
    if found := _COUNTRY.fullmatch(bare):
        yield from _with_dashes(found["code"])
    elif found := _CLASS.fullmatch(bare):
        yield f"{found['company']}-{found['which']}".upper()
    elif found := _WRITTEN.fullmatch(bare):
        yield from _abroad(found["place"] or "", found["code"].upper())
        yield from _with_dashes(found["code"])
        yield from _without_suffix(found["code"])
        if numbered := symbol_of_isin(found["code"]):
            yield numbered


def _with_dashes(code: str) -> Iterator[str]:
    """Share classes stand in our table as BRK-B."""
    yield code.upper()
    yield code.upper().replace(".", "-").replace("/", "-")


def _abroad(place: str, code: str) -> Iterator[str]:
    if suffix := _ELSEWHERE.get(place.strip().upper()):
        yield code + suffix


def _without_suffix(code: str) -> Iterator[str]:
    """NVDA of NVDA.O; BMW.DE of BMW.F."""
    bare, dot, suffix = code.rpartition(".")
    if not dot:
        return
    if home := _ELSEWHERE.get(suffix.upper()):
        yield bare.upper() + home
    elif suffix.upper() in _AT_HOME:
        if small := _SMALL_CLASS.fullmatch(bare):
            yield f"{small['company']}-{small['which']}".upper()
        yield from _with_dashes(bare)
