"""Several tickers in a table: the comparison and the movers."""

from collections.abc import Sequence

from feeds.types.reports import Comparison, Mover, Movers
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.badge import badge, signed
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.parts import Block, actions, button, context, header, section, table
from handlers.blocks.phrases import (
    before,
    escaped_title,
    plural,
    say_tone,
    say_window,
    say_window_first,
    shares,
    title_of,
    usual_of,
    within,
)
from handlers.blocks.report import ASK, SHARE, WINDOWS, window_buttons
from handlers.grammar.values import say_duration

_COMPARED = ("Company", "Tone", "Change", "Stories (usual)", "Pos / neu / neg %")
_MOVED = ("Company", "Tone", "Change", "Stories (usual)")
_TOO_FEW = "too few"


def render_comparison(comparison: Comparison, *, is_private: bool = False) -> SlackMessage:
    """Render several tickers side by side."""
    length = comparison.window.length
    reports = comparison.reports
    said = "; ".join(f"{escaped_title(report.company)}: {say_tone(report.tone)}" for report in reports)
    rows = [
        (*_cells(title_of(report.company), report.tone, report.change, report.count), _split(report.tone))
        for report in reports
    ]
    words = " ".join(f"${report.company.symbol}" for report in reports)
    return compose(
        f"{say_window_first(comparison.window)}: {said}",
        [
            header(f"Side by side · {say_window(comparison.window)}"),
            table([_COMPARED, *rows], right=frozenset(range(2, len(_COMPARED)))),
            context(f"Change: against {before(comparison.window)} · scores run from -1 to +1"),
            window_buttons(words, length, is_private=is_private),
        ],
    )


def render_movers(movers: Movers, *, is_private: bool = False) -> SlackMessage:
    """Render the largest changes, and the loudest names."""
    if not movers.loudest and not movers.changed:
        text = f"Nothing stands out {within(movers.window)}: no ticker has three stories and more than usual."
        return compose(text, [section(text), _mover_buttons(movers, is_private=is_private)])
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
                "usual: the mean of the four spans before · scores run from -1 to +1"
            ),
            _mover_buttons(movers, is_private=is_private),
        ],
    )


def _changed(movers: Movers) -> list[Block]:
    if not movers.changed:
        return [
            section(
                f"No ticker has three stories both {within(movers.window)} and before: no change to tell."
            )
        ]
    rows = [
        _cells(title_of(mover.company), mover.tone, mover.change, mover.count) for mover in movers.changed
    ]
    return [section("*Largest changes of tone*"), table([_MOVED, *rows], right=frozenset({2, 3}))]


def _loud_line(mover: Mover) -> str:
    number = usual_of(mover.count)
    usual = f", usually {number}" if number else ""
    told = plural(mover.count.now, "story")
    return f"• {escaped_title(mover.company)} · {told}{usual} · {say_tone(mover.tone)}"


def _mover_line(mover: Mover) -> str:
    change = "" if mover.change is None else f" ({signed(mover.change)})"
    return f"{escaped_title(mover.company)} {say_tone(mover.tone)}{change}"


def _mover_buttons(movers: Movers, *, is_private: bool) -> Block:
    length = movers.window.length
    windows = [
        button(
            say_duration(window),
            f"{ASK}:{say_duration(window)}",
            value=f"/ticker movers {say_duration(window)}",
            style="primary" if window == length else None,
        )
        for window in WINDOWS
    ]
    share = [button("Share", SHARE, value=f"/ticker movers {say_duration(length)}")] if is_private else []
    return actions(*windows, *share)


def _cells(title: str, tone: Tone, change: float | None, count: StoryCount) -> Sequence[str]:
    said = badge(tone.sentiment) if tone.sentiment else "no stories"
    number = usual_of(count)
    usual = f" ({number})" if number else ""
    return title, said, _TOO_FEW if change is None else signed(change), f"{count.now}{usual}"


def _split(tone: Tone) -> str:
    return " / ".join(map(str, shares(tone))) if tone.items else "-"
