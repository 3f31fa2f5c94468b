"""What can be asked: every form that works, with what it does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.blocks import limits
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import escape
from handlers.blocks.parts import Element, actions, button, context, header, section
from handlers.blocks.report import ASK


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask, and what comes of it."""

    said: str
    does: str


TICKER_FORMS = (
    Form("/ticker NVDA", "how it does in the news; add 24h, 7d or 30d"),
    Form("/ticker Apple", "names work too"),
    Form("/ticker NVDA AMD INTC", "several side by side"),
    Form("/ticker movers", "the largest changes and the loudest names"),
)
CASHTAG_FORMS = (
    Form("/ticker $NVDA", "how it does in the news; add 24h, 7d or 30d"),
    Form("/ticker $NVDA $AMD $INTC", "several side by side"),
    TICKER_FORMS[-1],
)
ALERT_FORMS = (
    Form("/alerts", "opens a form to fill in"),
    Form("/alerts subscribe $NVDA $AMD", "follow tickers here"),
    Form("/alerts subscribe https://…", "follow a feed, or the feed behind a page"),
    Form('/alerts subscribe "interest rates"', "follow words"),
    Form("/alerts subscribe all", "follow everything"),
    Form("/alerts list", "what is followed here"),
    Form("/alerts unsubscribe 3", "end alert 3"),
    Form("/alerts pause 3 2d", "silence alert 3 for two days; resume 3 ends it"),
    Form("/alerts edit 3", "change its rules; test 3 shows what it looks like"),
    Form("/alerts feeds", "each feed's health"),
    Form("/alerts why Nvidia earnings", "why an item was posted, or was not"),
    Form("/alerts export", "all settings and feeds as files; import brings them back"),
)
OPTION_FORMS = (
    Form("min:0.35", "only scores of this size or more"),
    Form("positive", "only good news; or negative"),
    Form("relevance:0.5", "only what is mainly about it"),
    Form('include:"a AND (b OR c)"', "only with these words"),
    Form('exclude:"x OR y"', "never with these"),
    Form(
        "digest:08:30",
        "all of a day in one message; also hourly, weekdays@08:30, or open: before the exchange",
    ),
    Form("quiet:22:00-07:00", "nothing at night; what comes then is told in the morning"),
    Form("break:0.6", "scores of this size come at once all the same"),
    Form("max:20", "at most so many a day; without it 60 an hour, the rest in one digest"),
    Form("tz:Europe/Berlin", "by this clock instead of yours"),
    Form("confirm", "at once, without a look at what it would post"),
)
_HELLO = "Hello. I read the market news and score it."
_CAN = (
    "I can tell how a company does in the news, compare several, show what moves, and say why a tone "
    "is up or down."
)
_DATE = r"\d{1,2} [A-Z][a-z]{2}(?: \d{4})?"
_DATES = re.compile(rf"(?:since |after |from )?{_DATE}(?: to {_DATE})?")
PROMPTS_TITLE = "Ask me something"
_MOVERS_EXAMPLE = "What's moving?"
EXAMPLES = ("How is Nvidia doing?", "Compare AMD and Intel", _MOVERS_EXAMPLE)
CASHTAG_EXAMPLES = ("How is $NVDA doing?", "Compare $AMD and $INTC", _MOVERS_EXAMPLE)


def examples(*, is_cashtag_only: bool) -> tuple[str, ...]:
    """Questions that work where only cashtags name companies, or where names do too."""
    return CASHTAG_EXAMPLES if is_cashtag_only else EXAMPLES


def render_ticker_help(*, is_cashtag_only: bool = False) -> SlackMessage:
    """What `/ticker` does."""
    forms = CASHTAG_FORMS if is_cashtag_only else TICKER_FORMS
    asked = "how is $TSLA doing?" if is_cashtag_only else "how is Tesla doing?"
    return compose(
        f"/ticker: {_in_line(forms)}",
        [
            header("Ask about a ticker"),
            section(*_lines(forms)),
            section(
                f"In a direct message just ask, in your own words: “{asked}” In channels and "
                f"threads mention me: “@Tickertone {asked}”"
            ),
        ],
    )


def render_alerts_help() -> SlackMessage:
    """What `/alerts` does."""
    return compose(
        f"/alerts: {_in_line(ALERT_FORMS)}",
        [
            header("Follow the news"),
            section(*_lines(ALERT_FORMS)),
            section("*Options of subscribe*", *_lines(OPTION_FORMS)),
        ],
    )


def render_capabilities(opening: str = "", *, is_cashtag_only: bool = False) -> SlackMessage:
    """What can be asked in plain English, with three examples to tap."""
    asked = examples(is_cashtag_only=is_cashtag_only)
    buttons = [
        button(example, f"{ASK}:example{number}", value=example) for number, example in enumerate(asked)
    ]
    text = f"{opening} {_CAN}".strip()
    return compose(f"{text} Try: {' · '.join(asked)}", [section(text), actions(*buttons)])


def render_uncovered(words: str) -> SlackMessage:
    """That an index, a sector or the like is not followed as companies are, and what can be done."""
    followed = f'/alerts subscribe "{searched(words)}"'
    text = (
        "I follow listed companies, not indices, sectors, commodities or currencies. Name companies "
        f"({code('/ticker $NVDA $AMD')}), ask what is moving, or follow the words: {code(followed)}."
    )
    moving = button(_MOVERS_EXAMPLE, f"{ASK}:moving", value=_MOVERS_EXAMPLE)
    return compose(text, [section(text), actions(moving, alert_on_words(words))])


def render_unlisted(what: str, *, words: str) -> SlackMessage:
    """That somebody known is on no exchange; alerts on the name work all the same."""
    followed = f'/alerts subscribe "{searched(words)}"'
    text = f"{escape(what)} Alerts on the name work: {code(followed)}"
    return compose(text, [section(text), actions(alert_on_words(words))])


def alert_on_words(words: str) -> Element:
    """A button that tries an alert on words."""
    plain = searched(words)
    return button(f"Alert on “{plain}”", f"{ASK}:words", value=f'/alerts subscribe "{plain}"')


def searched(words: str) -> str:
    """Words as an alert looks for them: without an article or quotes."""
    plain = " ".join(words.replace('"', "").split())
    return plain[4:] if plain[:4].casefold() == "the " else plain


def render_greeting(*, is_cashtag_only: bool = False) -> SlackMessage:
    """What a new user reads first where no prompts to tap are shown."""
    return render_capabilities(_HELLO, is_cashtag_only=is_cashtag_only)


def render_brief_greeting() -> SlackMessage:
    """What a new user reads first, beside the prompts that say the examples."""
    return sentence(f"{_HELLO} {_CAN} Tap a question, or ask in your own words.")


def render_connecting(*, is_cashtag_only: bool = False) -> SlackMessage:
    """How to bring the bot to where a team talks."""
    asked = f"@Tickertone why is {'$TSLA' if is_cashtag_only else 'Tesla'} down?"
    return compose(
        "How to connect: invite me to a channel, mention me, write me a message, or use the shortcuts.",
        [
            header("Bring your team"),
            section(
                "*Channels.* I join open channels by myself when an alert is made for them. In a private one "
                f"type {code('/invite @Tickertone')} first."
            ),
            section(f"*Threads.* Slash commands do not work there; mention me: “{asked}”"),
            section("*Direct messages.* Ask in your own words, or paste an article to have it scored."),
            section(
                "*Any message.* Its menu has *Score this message*; *Add an alert* is among the shortcuts."
            ),
            section(
                f"*Your own sources.* {code('/alerts subscribe https://…')} takes a feed, or a page with one."
            ),
            context(f"{code('/ticker help')} and {code('/alerts help')} show every form."),
        ],
    )


def render_unread_span(words: str, readings: Sequence[str] = ()) -> SlackMessage:
    """That a time can't be looked back over, and how spans are said; or which of two is meant."""
    if readings:
        return _render_readings(words, readings)
    examples = "“last 7 days”, “since Monday”, “on 20 Nov”, “from 1 Nov to 10 Nov” or “in October”"
    return sentence(
        f"“{escape(words)}” lies ahead or is no time that I can read; I forecast nothing. Say {examples}."
    )


def _render_readings(words: str, readings: Sequence[str]) -> SlackMessage:
    """Ask which dates are meant, each with a button that asks the question with them."""
    dates = [" · ".join(_DATES.findall(reading)) or reading for reading in readings]
    buttons = [
        button(said, f"{ASK}:dates{number}", value=reading)
        for number, (said, reading) in enumerate(zip(dates, readings, strict=True))
    ]
    text = f"“{escape(words)}” can mean two things. Which?"
    return compose(f"{text} {' · '.join(map(escape, dates))}", [section(text), actions(*buttons)])


def render_all_but(names: Sequence[str]) -> SlackMessage:
    """That an answer about all companies can leave none out."""
    named = " and ".join(escape(name, limit=60) for name in names)
    exclude = 'exclude:"' + " OR ".join(names) + '"'
    return sentence(
        f"I can't leave {named} out of all the others. Ask what is moving, or name the companies you want; "
        f"an alert on everything leaves words out: {code(f'/alerts subscribe all {exclude}')}"
    )


def render_two_spans() -> SlackMessage:
    """That each of several companies was given a span of its own."""
    return sentence(
        "That names several companies and two spans of time. Ask for all over one span, “Ford and Tesla this "
        "week”, or hold one span against the other: “Ford and Tesla, this week vs last week”."
    )


def render_unknown_address(url: str) -> SlackMessage:
    """That no item here has an address, and what can be done with it."""
    text = "No item that I hold has this address. Paste its text to have it scored, or follow the site."
    command = f"/alerts subscribe {url}"
    follow = [] if len(command) > limits.BUTTON_VALUE else [button("Follow this site", ASK, value=command)]
    return compose(text, [section(text), actions(*follow) if follow else None])


def render_thanks() -> SlackMessage:
    """Any time."""
    return sentence("Any time.")


def _lines(forms: Sequence[Form]) -> list[str]:
    return [f"{code(form.said)}  {form.does}" for form in forms]


def _in_line(forms: Sequence[Form]) -> str:
    return " · ".join(f"{code(form.said)} {form.does}" for form in forms)
