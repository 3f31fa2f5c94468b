"""What a word for a company can turn out to mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Company:
    """One listed company: its symbol, upper case, and the name people know it by."""

    symbol: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The words mean one company."""

    symbol: str
    name: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words fit several companies, likeliest first; ask which."""

    candidates: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No company is called that; `nearest` are those spelt most alike, likeliest first."""

    nearest: tuple[Company, ...] = ()


Resolution = Found | Ambiguous | Unknown
