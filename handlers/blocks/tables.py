"""Several tickers in a table: the comparison and the movers."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from feeds.queries.measures import is_enough
from feeds.queries.report import rank_by_tone
from feeds.types.reports import Comparison, Mover, Movers, TickerReport
from feeds.types.scores import Polarity
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.badge import badge, signed
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.parts import Block, actions, context, header, section, table
from handlers.blocks.phrases import (
    before,
    escaped_title,
    plural,
    say_beginning,
    say_length,
    say_tone,
    say_window,
    say_window_first,
    shares,
    title_of,
    usual_of,
    within,
)
from handlers.blocks.report import share_button, span_buttons, window_buttons
from handlers.grammar.values import say_duration

_COMPARED = ("Company", "Tone", "Change", "Stories (usual)", "Pos / neu / neg %")
_MOVED = ("Company", "Tone", "Change", "Stories (usual)")
_TOO_FEW = "too few"
_TOO_SHORT = ", missing where the history is too short to say"


def render_comparison(
    comparison: Comparison, *, is_private: bool = False, ranked: Polarity | None = None
) -> SlackMessage:
    """Render several tickers side by side; `ranked` from the best or the worst on, with who leads."""
    window = comparison.window
    reports = rank_by_tone(comparison.reports, wanted=ranked) if ranked else comparison.reports
    lead = _say_lead(reports) if ranked else ""
    said = "; ".join(f"{escaped_title(report.company)}: {say_tone(report.tone)}" for report in reports)
    rows = [
        (*_cells(title_of(report.company), report.tone, report.change, report.count), _split(report.tone))
        for report in reports
    ]
    words = " ".join(f"${report.company.symbol}" for report in comparison.reports)
    small_print = (
        f"Change: against {before(window)}",
        say_beginning("these", comparison.begins, window=window),
        "scores run from -1 to +1",
    )
    return compose(
        f"{say_window_first(window)}: {f'{lead} ' if lead else ''}{said}",
        [
            header(f"Side by side · {say_window(window)}"),
            section(lead) if lead else None,
            table([_COMPARED, *rows], right=frozenset(range(2, len(_COMPARED)))),
            context(" · ".join(filter(None, small_print))),
            window_buttons(words, window, is_private=is_private),
        ],
    )


def _say_lead(reports: Sequence[TickerReport]) -> str:
    """Who is ahead of whom, as far as there are stories enough to say."""
    known = [report for report in reports if is_enough(report.tone)]
    scores = [report.tone.sentiment for report in known if report.tone.sentiment]
    if len(scores) < 2:
        return "Too few stories to say who leads."
    names = [escaped_title(report.company) for report in known]
    (first, second, *_), (name, other, *_) = scores, names
    if first == second:
        return f"{name} and {other} are level at {first.signed}."
    place = "leads" if first.score > second.score else "is lowest"
    beside = "ahead of" if first.score > second.score else "below"
    few = len(reports) - len(known)
    rest = f"; of {few} there are too few stories to say" if few else ""
    return f"{name} {place} with {first.signed}, {beside} {other} {second.signed}{rest}."


def render_movers(movers: Movers, *, is_private: bool = False) -> SlackMessage:
    """Render the largest changes and the loudest names; or the best or the worst, where they were wanted."""
    buttons = _mover_buttons(movers, is_private=is_private)
    if movers.wanted is not None:
        return _render_ranked(movers, movers.wanted, buttons)
    if not movers.loudest and not movers.changed:
        text = f"Nothing stands out {within(movers.window)}: no ticker has three stories and more than usual."
        return compose(text, [section(text), buttons])
    lead = "; ".join(_mover_line(mover) for mover in (movers.changed or movers.loudest)[:3])
    return compose(
        f"Movers, {say_window(movers.window)}: {lead}",
        [
            header(f"Movers · {say_window(movers.window)}"),
            *_changed(movers),
            section("*Loudest against their own history*", *map(_loud_line, movers.loudest))
            if movers.loudest
            else None,
            context(
                f"Change: against {before(movers.window)}, from three stories each · "
                f"{_say_usual((*movers.changed, *movers.loudest))} · scores run from -1 to +1"
            ),
            buttons,
        ],
    )


def _render_ranked(movers: Movers, wanted: Polarity, buttons: Block) -> SlackMessage:
    """The tickers at one end of the scale; that they lie on the other side of it is said first."""
    title, window = f"Most {wanted.value}", movers.window
    if not movers.ranked:
        text = f"No ticker has three stories {within(window)}, so none is the most {wanted.value}."
        return compose(text, [section(text), buttons])
    first = movers.ranked[0].tone.sentiment
    is_such = first is not None and first.polarity is wanted
    none = f"No ticker with three stories is {wanted.value} {within(window)}"
    proviso = "" if is_such and not movers.is_thin else f"{none}; {'on fewer' if is_such else 'nearest'}:"
    lead = "; ".join(map(_mover_line, movers.ranked[:3]))
    return compose(
        f"{proviso} {lead}" if proviso else f"{title}, {say_window(window)}: {lead}",
        [
            header(f"{title} · {say_window(window)}"),
            section(proviso) if proviso else None,
            _mover_table(movers.ranked),
            context(
                f"By mean score, from {'one story' if movers.is_thin else 'three stories'} · "
                f"Change: against {before(window)} · {_say_usual(movers.ranked)} · scores run from -1 to +1"
            ),
            buttons,
        ],
    )


def _say_usual(shown: Sequence[Mover]) -> str:
    """What is usual goes by; where it is missing, why."""
    is_unknown = any(mover.count.usual is None for mover in shown)
    return f"usual: the mean of spans this long before{_TOO_SHORT if is_unknown else ''}"


def _changed(movers: Movers) -> list[Block]:
    if not movers.changed:
        return [
            section(
                f"No ticker with three stories {within(movers.window)} and three before changed its tone "
                "by 0.05 or more."
            )
        ]
    return [section("*Largest changes of tone*"), _mover_table(movers.changed)]


def _mover_table(shown: Sequence[Mover]) -> Block:
    rows = (_cells(title_of(mover.company), mover.tone, mover.change, mover.count) for mover in shown)
    return table([_MOVED, *rows], right=frozenset({2, 3}))


def _loud_line(mover: Mover) -> str:
    number = usual_of(mover.count)
    usual = f", usually {number}" if number else ""
    told = plural(mover.count.now, "story")
    return f"• {escaped_title(mover.company)} · {told}{usual} · {say_tone(mover.tone)}"


def _mover_line(mover: Mover) -> str:
    change = "" if mover.change is None else f" ({signed(mover.change)})"
    return f"{escaped_title(mover.company)} {say_tone(mover.tone)}{change}"


def _mover_buttons(movers: Movers, *, is_private: bool) -> Block:
    ask = partial(_question, movers)
    share = [share_button(ask(movers.window.length))] if is_private else []
    return actions(*span_buttons(movers.window, ask), *share)


def _question(movers: Movers, length: timedelta) -> str:
    """The same asked over another span."""
    if movers.wanted is None:
        return f"/ticker movers {say_duration(length)}"
    return f"most {movers.wanted.value} stocks in the last {say_length(length)}"


def _cells(title: str, tone: Tone, change: float | None, count: StoryCount) -> Sequence[str]:
    said = badge(tone.sentiment) if tone.sentiment else "no stories"
    number = usual_of(count)
    usual = f" ({number})" if number else ""
    return title, said, _TOO_FEW if change is None else signed(change), f"{count.now}{usual}"


def _split(tone: Tone) -> str:
    return " / ".join(map(str, shares(tone))) if tone.items else "-"
