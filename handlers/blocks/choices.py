"""Questions back to the person, with buttons: which company was meant, and what else can be asked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.types.companies import Company
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose, noted
from handlers.blocks.mrkdwn import escape, flatten
from handlers.blocks.parts import Block, actions, button, context, section
from handlers.blocks.phrases import escaped_title, title_of
from handlers.blocks.report import ASK

CHOOSE = "choose"
UNCHOOSE = "unchoose"
MOST_CHOICES = 5
MOST_NEAREST = 3

_WORDS_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A press of one of the buttons: `words` mean `symbol` from now on, and `question` is asked again."""

    words: str
    symbol: str
    question: str

    def pack(self) -> str:
        """Put it into a button's value."""
        return json.dumps([self.words[:300], self.symbol, self.question[:1200]])

    @classmethod
    def unpack(cls, value: str) -> "Choice":
        """Read it back."""
        words, symbol, question = json.loads(value)
        return cls(words, symbol, question)


def render_choice(
    words: str, candidates: Sequence[Company], *, question: str, otherwise: str = ""
) -> SlackMessage:
    """Ask which company was meant; the answer is remembered."""
    shown = candidates[:MOST_CHOICES]
    said = escape(flatten(words), limit=_WORDS_LENGTH)
    what = f"“{said}” fits several companies. Which one? I will remember it."
    names = ", ".join(escaped_title(company) for company in shown)
    buttons = [
        button(title_of(company), f"{CHOOSE}:{number}", value=Choice(words, company.symbol, question).pack())
        for number, company in enumerate(shown)
    ]
    note = context(otherwise) if otherwise else None
    return compose(f"{what} {names}. {otherwise}", [section(what), actions(*buttons), note])


def render_chosen(answered: SlackMessage, *, words: str, company: Company) -> SlackMessage:
    """The answer after a choice, below what is remembered of it."""
    note = f"I will take {_meaning(words, company, joined='for')} here; Home undoes it."
    return noted(note, answered)


def choice_block(words: str, company: Company) -> Block:
    """A remembered choice in a list, with its button."""
    remove = button("Remove", UNCHOOSE, value=words)
    return section(f"{_meaning(words, company, joined='means')}.", accessory=remove)


def _meaning(words: str, company: Company, *, joined: str) -> str:
    return f"“{escape(flatten(words), limit=_WORDS_LENGTH)}” {joined} {escaped_title(company)}"


def render_unmarked(companies: Sequence[Company], *, question: str) -> SlackMessage:
    """Say that only cashtags are read here; `question` asks again with them."""
    what = "In this workspace only cashtags name companies."
    names = ", ".join(escaped_title(company) for company in companies)
    cashtags = say_cashtags(companies)
    return compose(
        f"{what} Did you mean {cashtags}?",
        [section(what, f"Did you mean {names}?"), actions(button(cashtags, ASK, value=question))],
    )


def say_cashtags(companies: Sequence[Company]) -> str:
    """Companies as cashtags, e.g. "$NVDA $AMD"."""
    return " ".join(f"${company.symbol}" for company in companies)


def render_unheard(
    words: str, nearest: Sequence[Company], *, questions: Sequence[str], otherwise: str = ""
) -> SlackMessage:
    """Say that no company is called that, and offer the nearest; `questions` ask for each of them."""
    what = f"No listed company is called “{escape(flatten(words), limit=_WORDS_LENGTH)}”."
    if not nearest:
        usual = f"Try a symbol or a name, like {code('/ticker NVDA')} or {code('/ticker Apple')}."
        return compose(f"{what} {otherwise or usual}", [section(what, otherwise or usual)])
    shown = list(zip(nearest, questions, strict=True))[:MOST_NEAREST]
    names = ", ".join(escaped_title(company) for company, _ in shown)
    buttons = [
        button(title_of(company), f"{ASK}:{number}", value=question)
        for number, (company, question) in enumerate(shown)
    ]
    return compose(
        f"{what} Did you mean {names}? {otherwise}",
        [
            section(what, "Did you mean one of these?"),
            actions(*buttons),
            context(otherwise) if otherwise else None,
        ],
    )
