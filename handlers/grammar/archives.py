"""A workspace's settings as a JSON file people can read and edit: alerts stand in it as they are typed.

What is read is checked as if it had been typed: the file says what is wrong, and where.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from feeds.errors import UsageError
from feeds.types.archives import Archive, EndedAlert, SavedAlert, SavedLesson, SavedMute
from feeds.types.subscriptions import (
    LessonKind,
    MuteKind,
    Watch,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from handlers.grammar.alerts import parse_alerts
from handlers.grammar.problems import UsageProblem
from handlers.grammar.queries import (
    Subscribe,
    Want,
    WantAll,
    WantCompanies,
    WantFeed,
    WantPortfolio,
    WantWords,
)
from handlers.grammar.saying import say_rules, say_watch
from handlers.grammar.values import read_number

FORMAT = "tickertone/1"
MOST_BYTES = 5_000_000
MOST_ENTRIES = 10_000  # of each kind

_TAUGHT = {LessonKind.ALIAS: "ticker", LessonKind.BLOCK: "ticker", LessonKind.WORD: "counts"}

T = TypeVar("T")
Entry = Mapping[str, Any]


def write_archive(archive: Archive) -> bytes:
    """Write the file."""
    document = {
        "format": FORMAT,
        "workspace": archive.workspace,
        "alerts": [_written_alert(alert) for alert in archive.alerts],
        "mutes": [
            {
                "channel": mute.channel,
                "by": mute.created_by,
                mute.kind.value: mute.value,
                **_until(mute.until),
            }
            for mute in archive.mutes
        ],
        "lessons": [
            {lesson.kind.value: lesson.words, _TAUGHT[lesson.kind]: lesson.value, "by": lesson.taught_by}
            for lesson in archive.lessons
        ],
        "choices": dict(archive.choices),
        "settings": dict(archive.settings),
    }
    return json.dumps(document, ensure_ascii=True, indent=1).encode() + b"\n"


def read_archive(document: bytes) -> Archive:
    """Read the file. Raises UsageError with the place of what can't be read."""
    content = _load(document)
    return Archive(
        workspace=_words(content, "workspace", where="The file"),
        alerts=_each(content, "alerts", _read_alert),
        mutes=_each(content, "mutes", _read_mute),
        lessons=_each(content, "lessons", _read_lesson),
        choices=_pairs(content, "choices"),
        settings=_pairs(content, "settings"),
    )


def write_ended(ended: EndedAlert) -> str:
    """Write an alert that was ended, for a button to carry."""
    feed = {} if ended.feed_id is None else {"feed": ended.feed_id}
    return json.dumps({**_written_alert(ended.alert), **feed}, separators=(",", ":"))


def read_ended(written: str) -> EndedAlert:
    """Read it back."""
    entry = json.loads(written)
    return EndedAlert(_read_alert(entry, "The alert"), entry.get("feed"))


def _written_alert(alert: SavedAlert) -> Entry:
    said = " ".join((say_watch(alert.watch), *say_rules(alert.rules)))
    paused = {"paused": True, **_until(alert.paused_until)} if alert.is_paused else {}
    return {"channel": alert.channel, "by": alert.created_by, "follow": said, **paused}


def _until(moment: datetime | None) -> Entry:
    return {} if moment is None else {"until": moment.astimezone(UTC).isoformat()}


def _load(document: bytes) -> Entry:
    if len(document) > MOST_BYTES:
        raise UsageError(
            f"The file is larger than {MOST_BYTES // 1_000_000} MB, so it is no export of settings."
        )
    try:
        content = json.loads(document.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The file is no JSON ({_place(error)}). Give one that an export wrote.") from error
    made_by = content.get("format") if isinstance(content, dict) else None
    if not isinstance(made_by, str) or not made_by.startswith("tickertone/"):
        raise UsageError("The file is no export of Tickertone's settings: it lacks its format.")
    if made_by != FORMAT:
        raise UsageError(
            f"The file has the format {made_by[:40]}; this version reads {FORMAT}. Update Tickertone."
        )
    return dict(content)


def _place(error: Exception) -> str:
    match error:
        case json.JSONDecodeError(lineno=line, msg=what):
            return f"line {line}: {what}"
        case UnicodeDecodeError(start=start):
            return f"byte {start} is no UTF-8"
        case _:
            return "it can't be read"


def _each(content: Entry, name: str, read: Callable[[Entry, str], T]) -> tuple[T, ...]:
    entries = content.get(name, [])
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise UsageError(f"“{name}” in the file must be a list of at most {MOST_ENTRIES:,} entries.")
    return tuple(read(entry, f"{name}[{place}]") for place, entry in enumerate(_objects(entries, name)))


def _objects(entries: Sequence[Any], name: str) -> Sequence[Entry]:
    for place, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise UsageError(f"{name}[{place}] in the file must be an object.")
    return entries


def _read_alert(entry: Entry, where: str) -> SavedAlert:
    user = _words(entry, "by", where=where)
    match parse_alerts(f"subscribe {_words(entry, 'follow', where=where)}"):
        case Subscribe(want=want, rules=rules):
            is_paused = entry.get("paused", False)
            if not isinstance(is_paused, bool):
                raise UsageError(f"{where} in the file: “paused” is true or false.")
            return SavedAlert(
                channel=_words(entry, "channel", where=where),
                created_by=user,
                watch=_watch(want, user=user, where=where),
                rules=rules,
                is_paused=is_paused,
                paused_until=_moment(entry, where) if is_paused else None,
            )
        case UsageProblem(what=what):
            raise UsageError(f"{where} in the file: {what}")
        case _:
            raise UsageError(f"{where} in the file: “follow” says what to follow, like $NVDA min:0.35.")


def _watch(want: Want, *, user: str, where: str) -> Watch:
    match want:
        case WantCompanies(words=words):
            return WatchTickers(tuple(_symbol(word, where) for word in words))
        case WantFeed(url=url):
            return WatchFeed(0, url)
        case WantWords(phrases=phrases):
            return WatchWords(phrases)
        case WantPortfolio():
            return WatchPortfolio(user)
        case WantAll():
            return WatchAll()


def _symbol(word: str, where: str) -> str:
    if not word.startswith("$"):
        raise UsageError(f"{where} in the file: write tickers with a dollar sign, like ${word.upper()}.")
    return word[1:].upper()


def _read_mute(entry: Entry, where: str) -> SavedMute:
    for kind in (MuteKind.TICKER, MuteKind.SOURCE):
        if kind in entry:
            return SavedMute(
                channel=_words(entry, "channel", where=where),
                kind=kind,
                value=_words(entry, kind, where=where),
                created_by=_words(entry, "by", where=where),
                until=_moment(entry, where),
            )
    raise UsageError(f"{where} in the file mutes nothing: it needs a ticker or a source.")


def _read_lesson(entry: Entry, where: str) -> SavedLesson:
    for kind, taught in _TAUGHT.items():
        if kind in entry:
            value = _words(entry, taught, where=where)
            if kind is LessonKind.WORD and read_number(value) is None:
                raise UsageError(f"{where} in the file: “{taught}” must be a number like +0.25.")
            return SavedLesson(
                kind=kind,
                words=_words(entry, kind, where=where),
                value=value,
                taught_by=_words(entry, "by", where=where),
            )
    raise UsageError(f"{where} in the file teaches nothing: it needs an alias, a block or a word.")


def _words(entry: Entry, name: str, *, where: str) -> str:
    words = entry.get(name)
    if not isinstance(words, str) or not words.strip():
        raise UsageError(f"{where} lacks “{name}”, which must be words.")
    return words


def _moment(entry: Entry, where: str) -> datetime | None:
    until = entry.get("until")
    if until is None:
        return None
    try:
        moment = datetime.fromisoformat(until)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"{where} in the file: “until” must be a time like 2026-12-24T08:00:00+00:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pairs(content: Entry, name: str) -> tuple[tuple[str, str], ...]:
    pairs = content.get(name, {})
    if not isinstance(pairs, dict) or not all(isinstance(value, str) for value in pairs.values()):
        raise UsageError(f"“{name}” in the file must be names with words.")
    return tuple(pairs.items())
