"""A wish tried out: what it would have posted, and buttons that make it stand, tighten or loosen it."""

from dataclasses import dataclass

from feeds.policy.dry_run import DryRun, stepped
from feeds.types.scores import Analysis
from feeds.types.subscriptions import Rules, Subscription, Watch, WatchTickers
from handlers.blocks import limits
from handlers.blocks.alert import headline
from handlers.blocks.badge import badge
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.blocks.subscriptions import say_counts, say_idle, say_wish
from handlers.grammar.saying import say_subscribe

CONFIRM = "subscribe_confirm"
TIGHTEN = "subscribe_tighten"
LOOSEN = "subscribe_loosen"

MOST_SCORES = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """A wish as the person gave it, and how often it was tightened since; below zero, loosened."""

    watch: Watch
    wished: Rules
    steps: int = 0

    @property
    def rules(self) -> Rules:
        """What is tried: the wish, so many steps on."""
        return stepped(self.wished, self.steps) or self.wished

    def pack(self, steps: int) -> str:
        """Put the same wish, tried at other steps, into a button's value."""
        return f"{steps} {say_subscribe(self.watch, self.wished)}"

    def has(self, steps: int) -> bool:
        """True when there are rules at these steps."""
        return stepped(self.wished, steps) is not None


def unpack_trial(value: str) -> tuple[int, str]:
    """Read a button's value: the steps, and the command. An older one holds the command alone."""
    steps, _, command = value.partition(" ")
    return (int(steps), command) if not steps.startswith("/") else (0, value)


def render_dry_run(dry_run: DryRun, trial: Trial, *, beside: Subscription | None = None) -> SlackMessage:
    """Show what a wish would have posted, before anything stands.

    `beside` is the alert that follows everything in the channel already.
    """
    watch, rules = trial.watch, trial.rules
    counted, wish = say_counts(dry_run), say_wish(watch, rules)
    command = say_subscribe(watch, rules)
    longest = max(map(len, (command, say_subscribe(watch, trial.wished))))
    fits = longest <= limits.BUTTON_VALUE - 100
    advice = "" if fits else f"Add the word {code('confirm')} to the command to subscribe."
    known = _say_beside(beside)
    text = " ".join(filter(None, (counted, known, "Nothing is subscribed yet.", advice)))
    return compose(
        f"Dry run of {wish}: {text}",
        [
            section(f"*Dry run:* {wish}", counted),
            _examples(dry_run, watch),
            context("Nothing is subscribed yet.", known, _bound(trial), say_idle(rules), advice),
            _buttons(trial, command) if fits else None,
        ],
    )


def _say_beside(everything: Subscription | None) -> str:
    if everything is None:
        return ""
    return (
        f"This channel already follows everything (alert {everything.id}): "
        "this one adds nothing here but its own rules."
    )


def _buttons(trial: Trial, command: str) -> Block:
    """Confirm, and the steps either way, as far as there are any."""
    tighter, looser = trial.steps + 1, trial.steps - 1
    elements = [button("Confirm", CONFIRM, value=command, style="primary")]
    if trial.has(tighter):
        elements.append(button("Tighten", TIGHTEN, value=trial.pack(tighter)))
    if trial.has(looser):
        elements.append(button("Loosen", LOOSEN, value=trial.pack(looser)))
    return actions(*elements)


def _bound(trial: Trial) -> str:
    """That rules can go no further one way, if so."""
    direction = trial.rules.direction
    if not trial.has(trial.steps - 1):
        kept = f"without dropping “{direction.value}”." if direction else "every score passes."
        return f"Nothing is looser{' ' if direction else ': '}{kept}"
    is_tightest = not trial.has(trial.steps + 1)
    return "Nothing is tighter: only the strongest and most relevant pass." if is_tightest else ""


def _examples(dry_run: DryRun, watch: Watch) -> Block | None:
    lines = [f"• {headline(item)} · {_scores(item.analysis, watch)}" for item in dry_run.examples]
    more = (dry_run.would_post or dry_run.would_fold) - len(lines)
    return section(*lines, f"and {more:,} more" if more > 0 else "") if lines else None


def _scores(analysis: Analysis, watch: Watch) -> str:
    """The scores that the rules look at: of the tickers that are asked for, else of the whole."""
    asked = watch.symbols if isinstance(watch, WatchTickers) else ()
    rows = [row for row in analysis.tickers if row.symbol in asked][:MOST_SCORES]
    return ", ".join(f"{row.symbol} {badge(row.sentiment)}" for row in rows) or badge(analysis.sentiment)
