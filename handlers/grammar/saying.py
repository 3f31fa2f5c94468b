"""Says a wish in the grammar's own words, for a button to carry; parse_alerts reads it back."""

from datetime import time

from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    Rules,
    Watch,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)


def say_subscribe(watch: Watch, rules: Rules) -> str:
    """The whole command that subscribes to this."""
    return " ".join(("/alerts subscribe", say_watch(watch), *say_rules(rules)))


def say_watch(watch: Watch) -> str:
    """What is watched, as WHAT of the grammar."""
    match watch:
        case WatchTickers(symbols=symbols):
            return " ".join(f"${symbol}" for symbol in symbols)
        case WatchFeed(url=url):
            return url
        case WatchWords(phrases=phrases):
            return " ".join(map(_quoted, phrases))
        case WatchPortfolio():
            return "portfolio"
        case WatchAll():
            return "all"


def say_rules(rules: Rules) -> tuple[str, ...]:
    """The rules that differ from the usual, as OPTIONs of the grammar."""
    said = (
        f"min:{rules.min_score:g}" if rules.min_score else "",
        rules.direction.value if rules.direction else "",
        f"relevance:{rules.min_relevance:g}" if rules.min_relevance else "",
        f"include:{_quoted(rules.include)}" if rules.include else "",
        f"exclude:{_quoted(rules.exclude)}" if rules.exclude else "",
        f"digest:{say_digest(rules.digest)}" if rules.digest else "",
        f"quiet:{_clock(rules.quiet.start)}-{_clock(rules.quiet.end)}" if rules.quiet else "",
        f"break:{rules.break_through:g}" if rules.break_through is not None else "",
        f"max:{rules.max_per_day}" if rules.max_per_day is not None else "",
        f"tz:{rules.timezone}" if rules.timezone != "UTC" else "",
    )
    return tuple(option for option in said if option)


def _quoted(words: str) -> str:
    escaped = words.replace('"', '\\"')
    gap = " " if words.endswith("\\") else ""  # else it would hide the quote behind it
    return f'"{escaped}{gap}"'


def say_digest(digest: Digest) -> str:
    """A digest's rhythm, as the value of `digest:`."""
    at = _clock(digest.at) if digest.at else ""
    match digest.kind:
        case DigestKind.DAILY:
            return at
        case DigestKind.WEEKDAYS:
            return f"weekdays@{at}"
        case DigestKind.HOURLY | DigestKind.OPEN:
            return digest.kind.value


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}"
