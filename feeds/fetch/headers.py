"""What a publisher's response headers ask of us, in seconds. Pure; nonsense counts as not said."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})")
_DAY_S = 86_400


def retry_after_s(headers: Mapping[str, str], now: datetime) -> int | None:
    """Retry-After as seconds from now, in either of its spellings; at most a day."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), _DAY_S)
    if (when := _http_date(said)) is None:
        return None
    wait_s = int((when - (_http_date(headers.get("Date", "")) or now)).total_seconds())
    return min(wait_s, _DAY_S) if wait_s > 0 else None


def fresh_for_s(headers: Mapping[str, str], now: datetime) -> int | None:
    """How long the answer stays fresh by Cache-Control, else by Expires; None when nothing useful is said."""
    control = headers.get("Cache-Control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return None
    if found := _MAX_AGE.search(control):
        return _positive(int(found[1]) - _age_s(headers))
    if (expires := _http_date(headers.get("Expires", ""))) is None:
        return None
    return _positive(int((expires - (_http_date(headers.get("Date", "")) or now)).total_seconds()))


def _age_s(headers: Mapping[str, str]) -> int:
    said = headers.get("Age", "").strip()
    return int(said[:9]) if said.isascii() and said.isdigit() else 0


def _positive(wait_s: int) -> int | None:
    return wait_s if wait_s > 0 else None


def _http_date(said: str) -> datetime | None:
    if not said:
        return None
    try:
        when = parsedate_to_datetime(said)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
