"""Time zones by their names, whatever their case, and the nearest to a name there is none of."""

from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

_ALIKE = 70.0  # of 100: two letters wrong in a name of seven
_ABBREVIATIONS = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cst": "America/Chicago",
    "ct": "America/Chicago",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "gmt": "UTC",
    "bst": "Europe/London",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "nyc": "America/New_York",
}


def find_zone(name: str) -> str | None:
    """Find a time zone by its full name in any case; None when there is none of that name."""
    return _every_zone().get(name.casefold())


def nearest_zone(name: str) -> str | None:
    """Find the zone meant by a common abbreviation, a city, a misspelling; None when none is like it."""
    wanted = name.casefold().replace(" ", "_")
    if wanted in _ABBREVIATIONS:
        return _ABBREVIATIONS[wanted]
    whole, city = _closest(wanted, _zones()), _closest(wanted, _cities())
    alike, zone = max((whole, city))
    return zone if alike >= _ALIKE else None


def _closest(wanted: str, names: dict[str, str]) -> tuple[float, str]:
    """Find the name spelt most alike: how much, of 100, and its zone."""
    name, alike, _ = process.extract(wanted, names.keys(), scorer=fuzz.ratio, limit=1)[0]
    return alike, names[name]


@lru_cache(maxsize=1)
def _every_zone() -> dict[str, str]:
    names = (files("tzdata") / "zones").read_text()  # zoneinfo.available_timezones opens 600 files
    return {zone.casefold(): zone for zone in names.split()}


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {lower: zone for lower, zone in _every_zone().items() if _is_civil(zone)}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    return {zone.rpartition("/")[2]: _zones()[zone] for zone in _zones()}


def _is_civil(zone: str) -> bool:
    return zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/")))
