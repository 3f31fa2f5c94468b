"""When what is wanted may be told: digests, caps and quiet hours, each by the reader's own clock.

A time that clocks skip counts as much later; of a time that comes twice, either ends quiet hours and the
first is a digest's. What is strong enough breaks through digests and quiet hours, never through the cap.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds.policy.exchanges import find_exchange
from feeds.types.decisions import HoldUntil, Reason, SendNow, Timing
from feeds.types.scores import Sentiment
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Rules
from feeds.types.timing import Silence

BEFORE_OPEN = timedelta(minutes=30)
MOST_AN_HOUR = 60  # alerts that a place gets within an hour from subscriptions without a cap of their own
AFTER_CAP = time(8)  # when the next day tells what the cap held back
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def hold(
    rules: Rules, sentiment: Sentiment, *, posted_today: int, posted_this_hour: int = 0, now: datetime
) -> Timing:
    """Decide when an item that passed all other rules is told.

    `sentiment` is the one the rules judged by; `posted_today` counts the posts since `day_start`,
    `posted_this_hour` all that its place got within the last hour.
    """
    strong = is_strong(rules, sentiment)
    if rules.digest is not None and not strong:
        return _fold(rules, next_digest(rules, now=now), Reason.WAITING)
    if rules.max_per_day is not None and posted_today >= rules.max_per_day:
        return _fold(rules, _after_cap(rules, now=now), Reason.CAP)
    if rules.max_per_day is None and posted_this_hour >= MOST_AN_HOUR:
        return _fold(rules, _next_full_hour(zone_of(rules), now), Reason.CAP)
    if not is_quiet(rules, at=now):
        return SendNow()
    if strong:
        return SendNow(
            f"score {sentiment.signed} breaks through the quiet hours (break:{rules.break_through:g})"
        )
    return _fold(rules, now, Reason.QUIET_HOURS)


def is_strong(rules: Rules, sentiment: Sentiment) -> bool:
    """True for what breaks through digests and quiet hours."""
    return rules.break_through is not None and abs(sentiment.score) >= rules.break_through


def next_digest(rules: Rules, *, now: datetime) -> datetime:
    """The moment of the next digest, later than `now`, in UTC; without a rhythm, the end of quiet hours."""
    match rules.digest:
        case None:
            return quiet_end(rules, after=now)
        case Digest(kind=DigestKind.HOURLY):
            return _next_full_hour(zone_of(rules), now)
        case Digest(kind=DigestKind.OPEN, exchange=exchange):
            return find_exchange(exchange).next_open(after=now, ahead=BEFORE_OPEN)
        case Digest(kind=kind, at=at):
            days = range(5) if kind is DigestKind.WEEKDAYS else range(7)
            return _next_at(at or AFTER_CAP, zone_of(rules), after=now, weekdays=days)


def is_quiet(rules: Rules, *, at: datetime) -> bool:
    """True within the quiet hours; their start is within, their end without."""
    if rules.quiet is None:
        return False
    clock = at.astimezone(zone_of(rules)).time()
    start, end = rules.quiet.start, rules.quiet.end
    return start <= clock < end if start <= end else clock >= start or clock < end


def quiet_end(rules: Rules, *, after: datetime) -> datetime:
    """The first moment from `after` on that is not quiet."""
    if rules.quiet is None or not is_quiet(rules, at=after):
        return after
    return _next_at(rules.quiet.end, zone_of(rules), after=after, counts_twice=True)


def next_silence(rules: Rules, *, now: datetime) -> Silence | None:
    """The quiet hours of now, or else the next ones."""
    if rules.quiet is None:
        return None
    quiet = is_quiet(rules, at=now)
    start = now if quiet else _next_at(rules.quiet.start, zone_of(rules), after=now)
    return Silence(start, quiet_end(rules, after=start))


def wait_for_digest(rules: Rules, sentiment: Sentiment, *, now: datetime) -> Silence | None:
    """When what is no item must not be told: until the next digest, or in quiet hours where there is none."""
    if rules.digest is None or is_strong(rules, sentiment):
        return next_silence(rules, now=now)
    return Silence(now, quiet_end(rules, after=next_digest(rules, now=now)))


def shared_silence(silences: Iterable[Silence | None]) -> Silence | None:
    """Of several wishes of one place: silent only while all are, as far as that can be said in one span."""
    found = tuple(silences)
    spans = [silence for silence in found if silence is not None]
    if not spans or len(spans) < len(found):
        return None
    start, end = max(span.start for span in spans), min(span.end for span in spans)
    return Silence(start, end) if start < end else None


def day_start(rules: Rules, *, now: datetime) -> datetime:
    """The moment at which the reader's day began, in UTC: caps count from here."""
    zone = zone_of(rules)
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)


def zone_of(rules: Rules) -> ZoneInfo:
    """The reader's time zone; names are checked where rules are made, so an unknown one counts as UTC."""
    return _zone(rules.timezone)


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _fold(rules: Rules, when: datetime, reason: Reason) -> HoldUntil:
    """Hold until then, or until the quiet hours around it end."""
    awake = quiet_end(rules, after=when)
    clock = f"{awake.astimezone(zone_of(rules)):%a %H:%M}"
    return HoldUntil(awake, reason, f"{_why(rules, reason)}; told in the digest of {clock} {rules.timezone}")


def _why(rules: Rules, reason: Reason) -> str:
    match reason, rules.quiet:
        case Reason.CAP, _ if rules.max_per_day is None:
            return f"{MOST_AN_HOUR} alerts within an hour are the most without max:"
        case Reason.CAP, _:
            return f"max:{rules.max_per_day} of the day is reached"
        case Reason.QUIET_HOURS, QuietHours(start=start, end=end):
            return f"quiet:{start:%H:%M}-{end:%H:%M}"
        case _:
            return f"digest:{rules.digest.kind.value}" if rules.digest else reason.value


def _after_cap(rules: Rules, *, now: datetime) -> datetime:
    if rules.digest is not None:
        return next_digest(rules, now=now)
    zone = zone_of(rules)
    tomorrow = now.astimezone(zone).date() + _DAY
    return datetime.combine(tomorrow, AFTER_CAP, zone).astimezone(UTC)


def _next_full_hour(zone: ZoneInfo, now: datetime) -> datetime:
    local = now.astimezone(zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return now.astimezone(UTC) - into + _HOUR


def _next_at(
    at: time,
    zone: ZoneInfo,
    *,
    after: datetime,
    weekdays: range = range(7),
    counts_twice: bool = False,
) -> datetime:
    """The next moment later than `after` at which the clocks of a zone show `at`."""
    today = after.astimezone(zone).date()
    days = (today + _DAY * ahead for ahead in range(-1, 9))
    moments = chain.from_iterable(_moments(day, at, zone) for day in days if day.weekday() in weekdays)
    shown = (moment for moment, is_again in moments if counts_twice or not is_again)
    return min(moment for moment in shown if moment > after)


def _moments(day: date, at: time, zone: ZoneInfo) -> Iterator[tuple[datetime, bool]]:
    """When clocks show `at` on a day, and whether it is for the second time; a skipped time is much later."""
    first, second = (datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
    yield first, False
    if second > first:
        yield second, True
