"""Answers to plain English, in direct messages and mentions."""

from dataclasses import replace
from datetime import datetime

from feeds.scoring.companies import Companies
from feeds.types.subscriptions import Rules
from handlers.answers.alerts import answer_alerts
from handlers.answers.inquiry import from_question
from handlers.answers.scoring import answer_score
from handlers.answers.subscribing import answer_subscribe
from handlers.answers.ticker import answer_companies, answer_movers, answer_news, answer_reasons
from handlers.answers.why import answer_address, answer_why_score
from handlers.asker import Asker
from handlers.blocks.errors import render_problem
from handlers.blocks.help import (
    render_all_but,
    render_capabilities,
    render_thanks,
    render_two_spans,
    render_uncovered,
    render_unread_span,
)
from handlers.blocks.message import SlackMessage
from handlers.blocks.mrkdwn import escape
from handlers.blocks.notes import (
    render_as_it_comes,
    render_beyond,
    render_by_news,
    render_for_here,
    render_half_read,
    render_of_all,
    render_own_alerts,
    render_without,
)
from handlers.deps import Deps
from handlers.finding import find
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import ListAlerts, Subscribe, WantCompanies
from handlers.language.names import Knows
from handlers.language.questions import (
    AllBut,
    AskAbout,
    AskAboutItem,
    AskOwnAlerts,
    AskPortfolio,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    NotCovered,
    NotEnglish,
    Question,
    ScoreThis,
    Thanks,
    Topic,
    TwoSpans,
    Unreadable,
    UnreadSpan,
    Wish,
)
from handlers.language.reading import read_question
from handlers.naming import Named, Naming, SeveralUnheard, Unheard, Unmarked, Unsure, is_near
from handlers.unlisted import explain

NO_PORTFOLIOS = (
    "There are no portfolios here yet, so I can't tell how yours does; name its companies instead."
)
UNREADABLE = "I could not read that."
ENGLISH_ONLY = "I read English only, and the names of companies."

_WORDS_LENGTH = 100

_Said = AskPortfolio | AskWhatYouDo | Thanks | NotEnglish
_Refused = UnreadSpan | TwoSpans | AllBut | NotCovered


def read_text(text: str, *, companies: Companies, now: datetime, before: Question | None = None) -> Question:
    """Read a sentence with the table of companies; `now` is the asker's local time."""
    return read_question(text, knows=is_known(companies), now=now, before=before)


def is_known(companies: Companies) -> Knows:
    """Says whether words are exactly the name or the symbol of one of these companies."""
    return companies.knows


async def answer_question(
    deps: Deps, asker: Asker, question: Question, *, is_private: bool = False
) -> SlackMessage:
    """Answer what was asked; a private answer can be shared."""
    match question:
        case AskAbout():
            return await _answer_whole(deps, asker, question, is_private=is_private)
        case AskWhatMoves():
            return await answer_what_moves(deps, asker, question, is_private=is_private)
        case AskToBeTold() | Wish() | AskOwnAlerts():
            return await _answer_alerting(deps, asker, question)
        case ScoreThis() | AskAboutItem():
            return await _answer_score(deps, asker, question)
        case Unreadable():
            return await _answer_unreadable(deps, asker, question)
        case aside:
            return _render_aside(asker, aside)


async def _answer_whole(deps: Deps, asker: Asker, question: AskAbout, *, is_private: bool) -> SlackMessage:
    """Answer a question about companies, and say what of it was left out or not read."""
    whole = await _with_misspelt(deps, asker, question)
    answered = await answer_about(deps, asker, whole, is_private=is_private)
    if question.beside:
        return render_without(answered, question.beside)
    said = {part for words in whole.listed for part in words.split()}
    unheard = [word for word in question.unheard if word not in said]
    return render_half_read(answered, unheard) if unheard else answered


async def answer_what_moves(
    deps: Deps, asker: Asker, question: AskWhatMoves, *, is_private: bool = False
) -> SlackMessage:
    """Answer what moves at large."""
    window, wanted = question.window, question.direction
    return await answer_movers(deps, asker, window, is_private=is_private, wanted=wanted)


async def answer_about(
    deps: Deps, asker: Asker, question: AskAbout, *, is_private: bool = False
) -> SlackMessage:
    """Answer a question about companies."""
    inquiry = from_question(question)
    match question.topic:
        case Topic.REPORT:
            return await answer_companies(deps, asker, inquiry, is_private=is_private)
        case Topic.REASONS:
            return await answer_reasons(deps, asker, inquiry, is_private=is_private)
        case Topic.NEWS:
            return await answer_news(deps, asker, inquiry, is_private=is_private)
        case Topic.BEYOND:
            return render_beyond(await answer_companies(deps, asker, inquiry, is_private=is_private))


async def _answer_score(deps: Deps, asker: Asker, question: ScoreThis | AskAboutItem) -> SlackMessage:
    """Score what was brought, or explain the score of an item that is here."""
    match question:
        case ScoreThis(text=text):
            return await answer_score(deps, asker, text)
        case AskAboutItem(item_id=int(item_id)):
            return await answer_why_score(deps, asker, item_id)
        case AskAboutItem(url=url):
            return await answer_address(deps, asker, url)


def _render_aside(asker: Asker, question: _Said | _Refused) -> SlackMessage:
    match question:
        case UnreadSpan() | TwoSpans() | AllBut() | NotCovered():
            return _render_refusal(question)
        case AskPortfolio():
            return render_capabilities(NO_PORTFOLIOS, is_cashtag_only=asker.is_cashtag_only)
        case AskWhatYouDo():
            return render_capabilities(is_cashtag_only=asker.is_cashtag_only)
        case Thanks():
            return render_thanks()
        case NotEnglish():
            return render_capabilities(ENGLISH_ONLY, is_cashtag_only=asker.is_cashtag_only)


def _render_refusal(question: _Refused) -> SlackMessage:
    match question:
        case UnreadSpan(words=words, readings=readings):
            return render_unread_span(words, readings)
        case AllBut(names=names):
            return render_all_but(names)
        case TwoSpans():
            return render_two_spans()
        case NotCovered(words=words):
            return render_uncovered(words)


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
    rules = Rules(direction=question.direction, min_score=question.min_score, digest=question.digest)
    wish = Subscribe(WantCompanies(question.names), rules).by_clock_of(str(asker.zone))
    answered = await answer_subscribe(deps, asker, wish)
    if question.channel not in {"", asker.channel}:
        answered = render_for_here(answered, wanted=question.channel)
    if question.unheard:
        answered = render_half_read(answered, question.unheard)
    if question.limits:
        answered = render_of_all(answered, words=question.limits)
    if question.moment:
        answered = render_as_it_comes(answered, moment=question.moment)
    return render_by_news(answered) if question.is_by_price else answered


async def _answer_wish(deps: Deps, asker: Asker, text: str) -> SlackMessage:
    """Answer words that could as well stand behind `/alerts`."""
    query = parse_alerts(text)
    if isinstance(query, UsageProblem):
        return render_problem(query)
    if not isinstance(query, Subscribe):
        return render_capabilities(UNREADABLE, is_cashtag_only=asker.is_cashtag_only)
    return await answer_subscribe(deps, asker, query.by_clock_of(str(asker.zone)))


async def _answer_unreadable(deps: Deps, asker: Asker, question: Unreadable) -> SlackMessage:
    """Offer the companies spelt most like the words that were not known; else say what can be asked."""
    if question.about is None:
        return render_capabilities(UNREADABLE, is_cashtag_only=asker.is_cashtag_only)
    names = question.about.names
    if explained := explain(" ".join(names), companies=deps.scorer.companies):
        return explained
    if await _may_mean(deps, asker, names):
        return await answer_about(deps, asker, question.about)
    unknown = f"“{escape(names[0], limit=_WORDS_LENGTH)}” is no listed company that I know."
    said = unknown if len(names) == 1 else UNREADABLE
    return render_capabilities(said, is_cashtag_only=asker.is_cashtag_only)


async def _with_misspelt(deps: Deps, asker: Asker, question: AskAbout) -> AskAbout:
    """The question with those words beside its names that may be misspelt ones: they are asked back."""
    meant = [words for words in question.doubtful if await _may_mean(deps, asker, (words,))]
    return replace(question, listed=(*question.listed, *meant))


async def _may_mean(deps: Deps, asker: Asker, names: tuple[str, ...]) -> bool:
    """True where a company is called so, or is spelt much like it."""
    companies = deps.scorer.companies
    return _is_near(await deps.db.read(lambda unit: find(unit.workspace(asker.workspace), companies, names)))


def _is_near(found: Naming) -> bool:
    """True unless the words, which may as well be no name at all, are too little like one."""
    match found:
        case Unheard():
            return is_near(found)
        case SeveralUnheard(words=words, right=right):
            return len(right) == len(words)
        case Named() | Unmarked() | Unsure():
            return True
