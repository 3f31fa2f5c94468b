"""Securities by number: the form and check digit of ISIN and CUSIP, and the table of those we know.

An ISIN (ISO 6166) is a country, nine letters or digits, and a check digit; one of the United States holds the
CUSIP in its middle.
"""

import re
from collections.abc import Mapping
from functools import cache

from config.resources import read_text

TABLE = "isins.tsv"
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_CUSIP = re.compile(r"(?=.*[0-9].*[0-9])[A-Z0-9]{8}[0-9]")
_DIGITS = 3  # so many digits at least behind the country: a word in capitals is no number


def has_form(text: str) -> bool:
    """True for what looks like an ISIN, whatever its check digit."""
    code = text.upper()
    return _ISIN.fullmatch(code) is not None and sum(map(str.isdigit, code)) >= _DIGITS


def is_isin(text: str) -> bool:
    """True for an ISIN whose check digit is right."""
    return has_form(text) and _check_digit(text.upper()[:-1]) == int(text[-1])


def from_cusip(text: str) -> str | None:
    """The ISIN of a CUSIP whose check digit is right; None for anything else."""
    code = text.upper()
    if not _CUSIP.fullmatch(code) or _cusip_digit(code[:-1]) != int(code[-1]):
        return None
    return f"US{code}{_check_digit(f'US{code}')}"


def symbol_of_isin(text: str) -> str | None:
    """The symbol behind an ISIN or a CUSIP that the table has."""
    if len(text) not in {9, 12}:
        return None
    isin = text.upper() if is_isin(text) else from_cusip(text)
    return _table().get(isin) if isin else None


@cache
def _table() -> Mapping[str, str]:
    lines = (line.partition("\t") for line in read_text(TABLE).splitlines() if not line.startswith("#"))
    return {isin: symbol for isin, _, symbol in lines}


def _check_digit(body: str) -> int:
    """Luhn over the letters' numbers (A = 10): from the right every second digit counts double."""
    digits = [int(digit) for letter in body for digit in str(int(letter, 36))]
    doubled = (digit * 2 if n % 2 == 0 else digit for n, digit in enumerate(reversed(digits)))
    return -sum(number // 10 + number % 10 for number in doubled) % 10


def _cusip_digit(body: str) -> int:
    """As the ISIN's, but each letter is one number, and from the left every second counts double."""
    numbers = (int(letter, 36) * (1 + n % 2) for n, letter in enumerate(body))
    return -sum(number // 10 + number % 10 for number in numbers) % 10
