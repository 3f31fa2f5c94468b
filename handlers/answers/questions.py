"""Answers to plain English, in direct messages and mentions."""

from datetime import datetime

from feeds.scoring.companies import Companies
from feeds.scoring.names import name_key
from feeds.types.subscriptions import Rules
from handlers.answers.scoring import answer_score
from handlers.answers.subscribing import answer_subscribe
from handlers.answers.ticker import answer_companies, answer_movers, answer_news, answer_reasons, last
from handlers.asker import Asker
from handlers.blocks.help import render_beyond, render_capabilities, render_thanks
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.finding import find
from handlers.grammar.queries import DEFAULT_WINDOW, Subscribe, WantCompanies
from handlers.language.names import Knows
from handlers.language.questions import (
    AskAbout,
    AskPortfolio,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    Question,
    ScoreThis,
    Thanks,
    Topic,
    Unreadable,
)
from handlers.language.reading import read_question
from handlers.naming import Named, Naming, SeveralUnheard, Unheard, Unmarked, Unsure, is_near

NO_PORTFOLIOS = (
    "There are no portfolios here yet, so I can't tell how yours does; name its companies instead."
)
UNREADABLE = "I could not read that; I understand plain English."


def read_text(text: str, *, companies: Companies, now: datetime, before: Question | None = None) -> Question:
    """Read a sentence with the table of companies; `now` is the asker's local time."""
    return read_question(text, knows=is_known(companies), now=now, before=before)


def is_known(companies: Companies) -> Knows:
    """Says whether words are exactly the name or the symbol of one of these companies."""

    def knows(phrase: str) -> bool:
        return name_key(phrase) in companies.names or companies.symbol_of(phrase) is not None

    return knows


async def answer_question(deps: Deps, asker: Asker, question: Question) -> SlackMessage:
    """Answer what was asked."""
    match question:
        case AskAbout():
            return await _answer_about(deps, asker, question)
        case AskWhatMoves(window=window):
            return await answer_movers(deps, asker, window)
        case AskToBeTold(names=names, direction=direction):
            wish = Subscribe(WantCompanies(names), Rules(direction=direction))
            return await answer_subscribe(deps, asker, wish)
        case ScoreThis(text=text):
            return await answer_score(deps, asker, text)
        case Unreadable(names=names):
            return await _answer_unreadable(deps, asker, names)
        case AskPortfolio() | AskWhatYouDo() | Thanks():
            return _render_aside(question)


def _render_aside(question: AskPortfolio | AskWhatYouDo | Thanks) -> SlackMessage:
    match question:
        case AskPortfolio():
            return render_capabilities(NO_PORTFOLIOS)
        case AskWhatYouDo():
            return render_capabilities()
        case Thanks():
            return render_thanks()


async def _answer_about(deps: Deps, asker: Asker, question: AskAbout) -> SlackMessage:
    names, window = question.names, question.window
    match question.topic:
        case Topic.REPORT:
            return await answer_companies(deps, asker, names, window)
        case Topic.REASONS:
            return await answer_reasons(deps, asker, names, window)
        case Topic.NEWS:
            return await answer_news(deps, asker, names, window)
        case Topic.BEYOND:
            return render_beyond(await answer_companies(deps, asker, names, window))


async def _answer_unreadable(deps: Deps, asker: Asker, names: tuple[str, ...]) -> SlackMessage:
    """Offer the companies spelt most like the words that were not known; else say what can be asked."""
    companies = deps.scorer.companies
    found = await deps.db.read(lambda unit: find(unit.workspace(asker.workspace), companies, names))
    if not names or not _is_near(found):
        return render_capabilities(UNREADABLE)
    return await answer_companies(deps, asker, names, last(deps, DEFAULT_WINDOW))


def _is_near(found: Naming) -> bool:
    """True unless the words, which may as well be no name at all, are too little like one."""
    match found:
        case Unheard():
            return is_near(found)
        case SeveralUnheard(words=words, right=right):
            return len(right) == len(words)
        case Named() | Unmarked() | Unsure():
            return True
