"""Answers to plain English, in direct messages and mentions."""

from datetime import datetime

from feeds.scoring.companies import Companies
from feeds.scoring.names import name_key
from feeds.types.subscriptions import Rules
from handlers.answers.scoring import answer_score
from handlers.answers.subscribing import answer_subscribe
from handlers.answers.ticker import answer_companies, answer_movers, answer_news, answer_reasons, last
from handlers.asker import Asker
from handlers.blocks.help import render_capabilities, render_thanks
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.grammar.queries import DEFAULT_WINDOW, Subscribe, WantCompanies
from handlers.language.questions import (
    AskNews,
    AskReasons,
    AskReport,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    Question,
    ScoreThis,
    Thanks,
    Unreadable,
)
from handlers.language.reading import Context, read_question

UNREADABLE = "I could not read that."


def read_text(text: str, *, companies: Companies, now: datetime, context: Context | None = None) -> Question:
    """Read a sentence with the table of companies; `now` is the asker's local time."""

    def knows(phrase: str) -> bool:
        return name_key(phrase) in companies.names or companies.symbol_of(phrase) is not None

    return read_question(text, knows=knows, now=now, context=context)


async def answer_question(deps: Deps, asker: Asker, question: Question) -> SlackMessage:
    """Answer what was asked."""
    match question:
        case AskReport(names=names, window=window):
            return await answer_companies(deps, asker, names, window)
        case AskReasons(names=names, window=window):
            return await answer_reasons(deps, asker, names, window)
        case AskNews(names=names, window=window):
            return await answer_news(deps, asker, names, window)
        case AskWhatMoves(window=window):
            return await answer_movers(deps, asker, window)
        case AskToBeTold(names=names, direction=direction):
            wish = Subscribe(WantCompanies(names), Rules(direction=direction))
            return await answer_subscribe(deps, asker, wish)
        case _:
            return await _answer_other(deps, asker, question)


async def _answer_other(
    deps: Deps, asker: Asker, question: AskWhatYouDo | Thanks | ScoreThis | Unreadable
) -> SlackMessage:
    match question:
        case AskWhatYouDo():
            return render_capabilities()
        case Thanks():
            return render_thanks()
        case ScoreThis(text=text):
            return await answer_score(deps, asker, text)
        case Unreadable(names=()):
            return render_capabilities(UNREADABLE)
        case Unreadable(names=names):
            return await answer_companies(deps, asker, names, last(deps, DEFAULT_WINDOW))
