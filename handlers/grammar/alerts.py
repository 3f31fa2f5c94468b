"""`/alerts`: subscribe, look after what is subscribed, ask why."""

from collections.abc import Callable, Mapping

from feeds.types.subscriptions import Rules
from handlers.grammar.problems import Misread, UsageProblem, nearest_word
from handlers.grammar.queries import (
    AlertsQuery,
    AskAlertsHelp,
    AskWhy,
    Edit,
    ExportAlerts,
    ImportAlerts,
    ListAlerts,
    ListFeeds,
    OpenAlertModal,
    Pause,
    Resume,
    SendTest,
    Unsubscribe,
)
from handlers.grammar.subscribe import read_options, read_subscribe
from handlers.grammar.values import LONGEST, guess_duration, read_duration, read_id, say_duration
from handlers.grammar.words import Line

_LIST = "/alerts list"


def parse_alerts(text: str) -> AlertsQuery | UsageProblem:
    """Read what came after `/alerts`."""
    try:
        return _parse(Line.read("/alerts", text))
    except Misread as misread:
        return misread.problem


def parse_options(text: str) -> Rules | UsageProblem:
    """Read options as they stand behind what is followed, without it."""
    try:
        return read_options(Line.read("", text))
    except Misread as misread:
        problem = misread.problem
        return UsageProblem(problem.what, problem.nearest.strip() if problem.nearest else None)


def _parse(line: Line) -> AlertsQuery:
    if not line.words:
        return OpenAlertModal()
    verb = line.words[0]
    read = None if verb.is_quoted else _VERBS.get(verb.lower)
    if read is None:
        raise _unknown_verb(line)
    return read(line.drop_first())


def _unknown_verb(line: Line) -> Misread:
    """Name the verb that is meant by another word or a misspelling; else all there are."""
    verb = line.words[0]
    meant = None if verb.is_quoted else _MEANT.get(verb.lower) or nearest_word(verb.text, _VERBS)
    if meant is not None:
        right = line.replaced(0, meant)
        wrong = parse_alerts(right.removeprefix(line.command))
        nearest = wrong.nearest if isinstance(wrong, UsageProblem) else right
        return Misread(f"“{verb.text}” was not understood.", nearest)
    return Misread(
        f"“{verb.text}” is none of the things /alerts does: {', '.join(_VERBS)}. To follow it, subscribe.",
        line.says("subscribe", *(word.raw for word in line.words)),
    )


def _alone(query: AlertsQuery) -> Callable[[Line], AlertsQuery]:
    def read(line: Line) -> AlertsQuery:
        if line.words:
            raise Misread(f"“{line.after(0)}” is too much: {line.command} stands alone.", line.command)
        return query

    return read


def _with_id(make: Callable[[int], AlertsQuery]) -> Callable[[Line], AlertsQuery]:
    def read(line: Line) -> AlertsQuery:
        id_ = _id(line)
        if len(line.words) > 1:
            raise Misread(f"“{line.after(1)}” is too much.", line.says(str(id_)))
        return make(id_)

    return read


def _id(line: Line) -> int:
    if not line.words:
        raise Misread(f"Which alert? {line.command} needs its number; /alerts list shows them.", _LIST)
    word = line.words[0]
    read = read_id(word.text)
    if read is None:
        digits = "".join(filter(str.isdecimal, line.after(0)))[:15]
        raise Misread(
            f"“{word.text}” is no alert's number; /alerts list shows them.",
            line.says(digits) if digits else _LIST,
        )
    return read


def _pause(line: Line) -> Pause:
    id_ = _id(line)
    if len(line.words) == 1:
        return Pause(id_)
    said = "".join(word.text for word in line.words[1:] if word.lower != "for")
    duration = read_duration(said)
    if duration is None:
        meant = guess_duration(said) or "1d"
        raise Misread(
            f"“{line.after(1)}” was not understood as a length of time.", line.says(str(id_), meant)
        )
    if not 0 < duration.total_seconds() <= LONGEST.total_seconds():
        raise Misread(
            f"“{line.after(1)}” is out of bounds: from 1h to {LONGEST.days}d.",
            line.says(str(id_), say_duration(duration)),
        )
    return Pause(id_, duration)


def _why(line: Line) -> AskWhy:
    if not line.words:
        raise Misread("Why what? Add words of the headline, or its address.", line.says("Nvidia earnings"))
    return AskWhy(line.after(0))


_VERBS: Mapping[str, Callable[[Line], AlertsQuery]] = {
    "subscribe": read_subscribe,
    "add": read_subscribe,
    "follow": read_subscribe,
    "list": _alone(ListAlerts()),
    "feeds": _alone(ListFeeds()),
    "help": lambda _line: AskAlertsHelp(),
    "unsubscribe": _with_id(Unsubscribe),
    "pause": _pause,
    "resume": _with_id(Resume),
    "edit": _with_id(Edit),
    "test": _with_id(SendTest),
    "why": _why,
    "export": _alone(ExportAlerts()),
    "import": _alone(ImportAlerts()),
}

_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("stop", "remove", "delete", "end", "off", "unfollow"), "unsubscribe"),
    **dict.fromkeys(("mute", "silence", "snooze", "hold"), "pause"),
    **dict.fromkeys(("unpause", "continue", "on"), "resume"),
    **dict.fromkeys(("change", "modify", "update"), "edit"),
    **dict.fromkeys(("show", "ls", "mine"), "list"),
    **dict.fromkeys(("health", "status", "sources"), "feeds"),
    **dict.fromkeys(("watch", "new", "track"), "subscribe"),
    "explain": "why",
}
