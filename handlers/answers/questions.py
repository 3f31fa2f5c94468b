"""Answers to plain English, in direct messages and mentions."""

from datetime import datetime

from feeds.scoring.companies import Companies
from feeds.scoring.names import name_key
from feeds.types.subscriptions import Rules
from handlers.answers.alerts import answer_alerts
from handlers.answers.scoring import answer_score
from handlers.answers.subscribing import answer_subscribe
from handlers.answers.ticker import answer_companies, answer_movers, answer_news, answer_reasons, last
from handlers.asker import Asker
from handlers.blocks.errors import render_problem
from handlers.blocks.help import (
    render_beyond,
    render_by_news,
    render_capabilities,
    render_own_alerts,
    render_thanks,
    render_unread_span,
)
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.finding import find
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import DEFAULT_WINDOW, ListAlerts, Subscribe, WantCompanies
from handlers.language.names import Knows
from handlers.language.questions import (
    AskAbout,
    AskOwnAlerts,
    AskPortfolio,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    Question,
    ScoreThis,
    Thanks,
    Topic,
    Unreadable,
    UnreadSpan,
    Wish,
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
        case AskToBeTold() | Wish() | AskOwnAlerts():
            return await _answer_alerting(deps, asker, question)
        case ScoreThis(text=text):
            return await answer_score(deps, asker, text)
        case Unreadable(names=names):
            return await _answer_unreadable(deps, asker, names)
        case AskPortfolio() | AskWhatYouDo() | Thanks() | UnreadSpan():
            return _render_aside(question)


def _render_aside(question: AskPortfolio | AskWhatYouDo | Thanks | UnreadSpan) -> SlackMessage:
    match question:
        case AskPortfolio():
            return render_capabilities(NO_PORTFOLIOS)
        case AskWhatYouDo():
            return render_capabilities()
        case Thanks():
            return render_thanks()
        case UnreadSpan(words=words, readings=readings):
            return render_unread_span(words, readings)


async def _answer_alerting(
    deps: Deps, asker: Asker, question: AskToBeTold | Wish | AskOwnAlerts
) -> SlackMessage:
    """What is to be followed, or is followed."""
    match question:
        case AskToBeTold():
            return await _answer_to_be_told(deps, asker, question)
        case Wish(text=text):
            return await _answer_wish(deps, asker, text)
        case AskOwnAlerts():
            return render_own_alerts(await answer_alerts(deps, asker, ListAlerts()))


async def _answer_to_be_told(deps: Deps, asker: Asker, question: AskToBeTold) -> SlackMessage:
    rules = Rules(direction=question.direction, min_score=question.min_score)
    answered = await answer_subscribe(deps, asker, Subscribe(WantCompanies(question.names), rules))
    return render_by_news(answered) if question.is_by_price else answered


async def _answer_wish(deps: Deps, asker: Asker, text: str) -> SlackMessage:
    """Answer words that could as well stand behind `/alerts`."""
    query = parse_alerts(text)
    if isinstance(query, UsageProblem):
        return render_problem(query)
    if not isinstance(query, Subscribe):
        return render_capabilities(UNREADABLE)
    return await answer_subscribe(deps, asker, query.by_clock_of(str(asker.zone)))


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
        unknown = f"“{names[0]}” is no listed company that I know." if len(names) == 1 else UNREADABLE
        return render_capabilities(unknown)
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
