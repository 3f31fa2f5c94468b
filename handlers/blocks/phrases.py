"""Small phrases that several messages share: windows, counts, changes, companies. Pure text, escaped."""

import re
from datetime import date, timedelta

from feeds.types.companies import Company
from feeds.types.decisions import Reason
from feeds.types.reports import TickerReport, Window
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.badge import badge, signed
from handlers.blocks.mrkdwn import escape, flatten

WAITED_FOR = {
    Reason.WAITING: "for the digest",
    Reason.QUIET_HOURS: "for the end of quiet hours",
    Reason.CAP: "because a cap was reached",
}
NOTABLE = 1.0  # standard deviations from which a count is no longer as usual; movers call it loud
FEWEST_IN_PERCENT = 5  # fewer stories are told by number

_NAME_LENGTH = 80
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WITHIN = (
    ("in the", re.compile(r"last (?:\d|half|hour)|\d+ days (?:before|after|up)|(?:\w+ )?(?:week|half) of")),
    ("on the", re.compile(r"last trading day")),
    ("over", re.compile(r"the weekend")),
    ("in", re.compile(rf"(?:early|late|mid-|the middle of|{_MONTHS}|[QH]\d|\d{{4}})\b|mid-")),
    ("on", re.compile(r"(?:\d{1,2} )?[A-Z]")),
)
_WIDER = {
    "today": "last 24 hours",
    "week": "last 7 days",
    "month": "last 30 days",
    "quarter": "last 90 days",
    "year": "last 365 days",
}


def say_length(length: timedelta) -> str:
    """A length of time in words: "24 hours", "7 days"."""
    hours = round(length / timedelta(hours=1))
    return plural(hours // 24, "day") if hours % 24 == 0 and hours > 24 else plural(hours, "hour")


def _counted(length: timedelta) -> str:
    """A length behind "the" or "last": "7 days", but "hour"."""
    return say_length(length).removeprefix("1 ")


def _last(window: Window) -> str:
    return f"last {_counted(window.length)}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 story", "12 stories"."""
    if count == 1:
        return f"1 {noun}"
    return (
        f"{count:,} {noun[:-1]}ies"
        if noun.endswith("y") and noun[-2] not in "aeiou"
        else f"{count:,} {noun}s"
    )


def title_of(company: Company) -> str:
    """A company's name and symbol, not escaped (for headers and cells)."""
    name = flatten(company.name)
    return f"{name} ({company.symbol})" if name and name != company.symbol else company.symbol


def escaped_title(company: Company) -> str:
    """A company's name and symbol, escaped."""
    return escape(title_of(company), limit=_NAME_LENGTH)


def say_tone(tone: Tone) -> str:
    """The badge of a tone, or that nothing was told."""
    return badge(tone.sentiment) if tone.sentiment else "no stories"


def say_window(window: Window) -> str:
    """A window's name: "this week", "last 7 days"."""
    return window.called or _last(window)


def say_window_first(window: Window) -> str:
    """A window's name at the beginning of a line: "This week", "Last 7 days"."""
    name = say_window(window)
    return name[:1].upper() + name[1:]


def within(window: Window) -> str:
    """A window in a sentence: "this week", "in the last 7 days", "in October 2026"."""
    if window.called is None:
        return f"in the {_last(window)}"
    found = (f"{word} {window.called}" for word, begins in _WITHIN if begins.match(window.called))
    return next(found, window.called)


def during(window: Window) -> str:
    """A window behind a noun: "this week", "of the last 7 days"."""
    return window.called or f"of the {_last(window)}"


def widened(window: Window) -> str:
    """What to ask for in place of a calendar span that may just have begun; nothing for any other."""
    words = (window.called or "").split()
    goes_on = not {"this", "date", "today"}.isdisjoint(words)
    return next((_WIDER[word] for word in words if word in _WIDER), "") if goes_on else ""


def before(window: Window) -> str:
    """The window it is compared with: "the 7 days before"."""
    if window.against is not None:
        return window.against.called or f"the {_last(window.against)}"
    return "the same span before" if window.called else f"the {_counted(window.length)} before"


def say_beginning(names: str, first: date | None, *, window: Window) -> str:
    """Where a window reaches back farther than what is stored, since when there is news; else nothing."""
    if first is None or first <= window.since.date():
        return ""
    return f"News on {escape(flatten(names), limit=_NAME_LENGTH)} here begins on {first:%d %b %Y}"


def say_change(report: TickerReport) -> str:
    """The change against the window before, with what it rests on; or that it can't be said."""
    span, change, was_told = before(report.window), report.change, report.before
    was = say_was(was_told)
    if change is None or not was:
        return f"too few stories to say how it changed against {span}{f' ({was})' if was else ''}"
    return f"{'unchanged' if not change else signed(change)} against {span} ({was})"


def say_was(tone: Tone) -> str:
    """The tone of an earlier span with what it rests on; nothing without stories."""
    return f"{tone.sentiment.signed}, {plural(tone.stories, 'story')}" if tone.sentiment else ""


def say_count(count: StoryCount) -> str:
    """A story count, and how unusual it is against the ticker's own history."""
    told = plural(count.now, "story")
    if count.usual is None or count.z is None:
        return f"{told} (too short a history to say what is usual)"
    usual = usual_of(count)
    if count.is_high:
        return f"{told}, far more than the usual {usual}"
    if count.is_low:
        return f"{told}, far fewer than the usual {usual}"
    if count.usual < 1:
        return f"{told} (usually {usual})"
    if abs(count.z) >= NOTABLE:
        return f"{told}, {'more' if count.z > 0 else 'fewer'} than the usual {usual}"
    return f"{told}, about as usual ({usual})"


def usual_of(count: StoryCount) -> str:
    """How many stories are usual, like "2.5"; nothing while the history is too short to say."""
    return "" if count.usual is None else f"{count.usual:.1f}".removesuffix(".0")


def say_split(tone: Tone) -> str:
    """How many of the stories counted beside it were of each polarity; in percent unless they are few."""
    if tone.stories < FEWEST_IN_PERCENT:
        return f"{tone.positive} positive · {tone.neutral} neutral · {tone.negative} negative"
    positive, neutral, negative = shares(tone)
    return f"{positive}% positive · {neutral}% neutral · {negative}% negative"


def shares(tone: Tone) -> tuple[int, int, int]:
    """Positive, neutral and negative stories in whole percent, together 100; all 0 without any.

    Each is rounded down, and those with the largest remainders up; as many positive as negative stories are
    as many percent, whatever that makes of the neutral.
    """
    if not tone.stories:
        return 0, 0, 0
    counts = {"positive": tone.positive, "negative": tone.negative, "neutral": tone.neutral}
    parts = {name: 100 * count // tone.stories for name, count in counts.items()}
    left = 100 - sum(parts.values())
    raised = sorted(counts, key=lambda name: (-(100 * counts[name] % tone.stories), -counts[name]))[:left]
    if tone.positive == tone.negative and left:
        raised = ["neutral"] if left == 1 else ["positive", "negative"]
    for name in raised:
        parts[name] += 1
    return parts["positive"], parts["neutral"], parts["negative"]
