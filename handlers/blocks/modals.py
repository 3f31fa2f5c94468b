"""The modals: add or edit an alert, mute something, say what is wrong."""

import json
from collections.abc import Sequence
from datetime import time

from feeds.types.decisions import StoredItem
from feeds.types.preferences import Preferences
from feeds.types.scores import Label, Polarity
from feeds.types.subscriptions import Digest, DigestKind, Rules, Subscription
from handlers.blocks.badge import badge, glyph
from handlers.blocks.forms import View, channel_menu, field, menu, modal, radio, text_box
from handlers.blocks.mrkdwn import escape, flatten
from handlers.blocks.parts import Option, context, section
from handlers.blocks.subscriptions import say_wish
from handlers.grammar.saying import say_digest, say_rules

ADD_ALERT = "add_alert"
EDIT_ALERT = "edit_alert"
MUTE_MODAL = "mute_modal"
WRONG_MODAL = "wrong_modal"

WHAT, MIN, CHANNEL, DIRECTION, OPTIONS = "what", "min", "channel", "direction", "options"
WHEN, HOW_LONG = "when", "how_long"
LABEL, ABOUT, NOT_TICKER, WORDS, TICKER = "label", "about", "not_ticker", "words", "ticker"
WHOLE = "whole"
VOTE_HINT = (
    "It also corrects the words that decided, everywhere in this workspace: at most, one vote takes a word's "
    "weight away. Home lists and undoes it."
)

BOTH = "both"
AT_ONCE = "at_once"
DIGEST_AT = Preferences().digest_at
A_DAY, FOR_GOOD = "day", "good"
TICKER_MUTE, SOURCE_MUTE, STORY_MUTE = "ticker", "source", "story"


def alert_modal(
    *, channel: str = "", what: str = "", digest_at: time = DIGEST_AT, metadata: str = ""
) -> View:
    """What to follow, how strong it must be, and where it goes."""
    followed = text_box(placeholder='$NVDA $AMD, https://…, "interest rates", or all', initial=what)
    return modal(
        "Add an alert",
        ADD_ALERT,
        [
            field("What", WHAT, followed, hint="Tickers, a feed or site, words in quotes, or all"),
            *_rule_fields(Rules(), digest_at=digest_at),
            field("Channel", CHANNEL, channel_menu(initial=channel)),
        ],
        submit="Try it out",
        metadata=metadata,
    )


def edit_modal(
    subscription: Subscription, *, digest_at: time = DIGEST_AT, is_from_home: bool = False
) -> View:
    """The rules of a standing alert.

    Its metadata is the channel to answer in (none: in Home) and the alert's number.
    """
    wish = say_wish(subscription.watch, Rules())
    return modal(
        f"Edit alert {subscription.id}",
        EDIT_ALERT,
        [
            section(f"*Alert {subscription.id}* · {wish}"),
            *_rule_fields(subscription.rules, digest_at=digest_at),
        ],
        submit="Save",
        metadata=json.dumps(["" if is_from_home else subscription.channel, subscription.id]),
    )


def mute_modal(item: StoredItem, *, metadata: str) -> View:
    """What of an alert to mute in its channel, and for how long."""
    return modal(
        "Mute",
        MUTE_MODAL,
        [
            field("What", WHAT, menu(mute_options(item), placeholder="Choose", initial=_first(item))),
            field(
                "How long",
                HOW_LONG,
                radio([Option("For a day", A_DAY), Option("For good", FOR_GOOD)]),
            ),
            context("Only this channel is muted. The confirmation has a button to undo it."),
        ],
        submit="Mute",
        metadata=metadata,
    )


def mute_options(item: StoredItem) -> list[Option]:
    """What can be muted from an alert."""
    source = flatten(item.source) or "this feed"
    return [
        *(Option(f"${row.symbol}", f"{TICKER_MUTE}:{row.symbol}") for row in item.analysis.tickers[:5]),
        Option(f"Source: {source}", f"{SOURCE_MUTE}:{item.feed_id}"),
        Option("This alert and its updates", f"{STORY_MUTE}:{item.story_id}"),
    ]


def wrong_modal(item: StoredItem, *, metadata: str) -> View:
    """What is wrong with an alert: its label, a ticker it is not about, one it misses.

    Of an item about several companies it asks which of them, or the whole, a label is meant for.
    """
    labels = [Option(f"{glyph(label)} {label.value}", label.value) for label in Label]
    tickers = [Option(f"${row.symbol} {flatten(row.name)}", row.symbol) for row in item.analysis.tickers[:10]]
    title = escape(flatten(item.item.title), limit=300)
    return modal(
        "What is wrong?",
        WRONG_MODAL,
        [
            section(f"*{title}*" if title and "*" not in title else title or "This alert"),
            context(*_present_labels(item)),
            field(
                "Right label",
                LABEL,
                menu(labels, placeholder="Leave as it is"),
                is_optional=True,
                hint=VOTE_HINT,
            ),
            field(
                "The label is meant for",
                ABOUT,
                menu([Option("The whole", WHOLE), *tickers], placeholder="The whole, or one company"),
                is_optional=True,
            )
            if len(tickers) > 1
            else None,
            field("Not about", NOT_TICKER, menu(tickers, placeholder="Nothing wrong"), is_optional=True)
            if tickers
            else None,
            field(
                "Words that name a company",
                WORDS,
                text_box(placeholder="As they stand in the text"),
                is_optional=True,
                hint="If a company was missed",
            ),
            field("Its ticker", TICKER, text_box(placeholder="META"), is_optional=True),
            context("What you say is remembered for this workspace; Home lists it, and each can be removed."),
        ],
        submit="Remember",
        metadata=metadata,
    )


def _present_labels(item: StoredItem) -> list[str]:
    """How an item reads: as a whole, and for each of its companies."""
    analysis = item.analysis
    whole = f"Now: {badge(analysis.sentiment)}"
    if len(analysis.tickers) < 2:
        return [whole]
    rows = (f"{escape(row.symbol, limit=20)} {badge(row.sentiment)}" for row in analysis.tickers[:9])
    return [f"{whole} as a whole", *rows]


def _rule_fields(rules: Rules, *, digest_at: time) -> Sequence[dict[str, object]]:
    directions = [
        Option("Positive and negative", BOTH),
        Option("Only positive", Polarity.POSITIVE.value),
        Option("Only negative", Polarity.NEGATIVE.value),
    ]
    chosen = rules.direction.value if rules.direction else BOTH
    minimum = f"{rules.min_score:g}" if rules.min_score else ""
    return [
        field(
            "Minimum score",
            MIN,
            text_box(placeholder="0.35", initial=minimum),
            is_optional=True,
            hint="From 0 (everything) to 1; 0.35 is moderately positive or negative",
        ),
        field(
            "Direction", DIRECTION, menu(directions, placeholder="Choose", initial=chosen), is_optional=True
        ),
        field(
            "When",
            WHEN,
            menu(
                when_options(rules.digest, digest_at=digest_at),
                placeholder="Choose",
                initial=_when(rules.digest),
            ),
            is_optional=True,
        ),
        field(
            "Further options",
            OPTIONS,
            text_box(placeholder="relevance:0.5 quiet:22:00-07:00", initial=" ".join(_further(rules))),
            is_optional=True,
            hint="As in /alerts help: relevance: include: exclude: quiet: break: max: tz:",
        ),
    ]


def when_options(digest: Digest | None, *, digest_at: time) -> list[Option]:
    """When an alert can be told: at once, or in a digest; one at another time is kept among them."""
    digests = {
        "Every hour": Digest(DigestKind.HOURLY),
        f"Every day at {digest_at:%H:%M}": Digest(DigestKind.DAILY, digest_at),
        f"Weekdays at {digest_at:%H:%M}": Digest(DigestKind.WEEKDAYS, digest_at),
        "Before New York opens": Digest(DigestKind.OPEN),
    }
    options = [Option("At once", AT_ONCE), *(Option(words, _when(each)) for words, each in digests.items())]
    known = {option.value for option in options}
    now = _when(digest)
    return options if now in known else [*options, Option(f"As now, {now}", now)]


def _when(digest: Digest | None) -> str:
    """A choice of when, as the grammar says it."""
    return AT_ONCE if digest is None else f"digest:{say_digest(digest)}"


def _further(rules: Rules) -> list[str]:
    shown = ("min:", "digest:", Polarity.POSITIVE.value, Polarity.NEGATIVE.value)
    options = [option for option in say_rules(rules) if not option.startswith(shown)]
    return [*options, "tz:UTC"] if rules.has_times and rules.timezone == "UTC" else options


def _first(item: StoredItem) -> str:
    return mute_options(item)[0].value
