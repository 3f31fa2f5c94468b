"""Answers what came after `/ticker`: by its grammar; where that hears no company, as a message would be."""

from feeds.scoring.companies import Companies
from handlers.answers.inquiry import from_command
from handlers.answers.questions import answer_question, is_known
from handlers.answers.ticker import answer_companies, answer_movers, is_heard, last
from handlers.asker import Asker
from handlers.blocks.errors import render_problem
from handlers.blocks.help import render_ticker_help
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.grammar import UsageProblem, parse_ticker
from handlers.grammar.queries import AskCompanies, AskMovers, AskTickerHelp, TickerQuery
from handlers.language.questions import AskAbout, AskWhatMoves, Topic
from handlers.language.reading import read_strictly


async def answer_ticker_text(deps: Deps, asker: Asker, text: str, *, is_private: bool) -> SlackMessage:
    """Answer what came after `/ticker`; a private answer can be shared."""
    query = parse_ticker(text)
    is_sentence = " " in text.strip() and not _names_all(query, deps.scorer.companies)
    plain = _plainly(deps, asker, text) if is_sentence else None
    if isinstance(query, UsageProblem):
        if isinstance(plain, AskWhatMoves):
            return await answer_question(deps, asker, plain, is_private=is_private)
        return render_problem(query)
    if isinstance(query, AskCompanies) and plain and not await is_heard(deps, asker, query.words):
        return await answer_question(deps, asker, plain, is_private=is_private)
    same = (asker.workspace, asker.zone, query, is_private)
    return await deps.together.give(same, lambda: _answer(deps, asker, query, is_private=is_private))


def _names_all(query: TickerQuery | UsageProblem, companies: Companies) -> bool:
    """True where each word is a company's symbol or name, so that nothing else can be meant."""
    return isinstance(query, AskCompanies) and all(map(companies.knows, query.words))


def _plainly(deps: Deps, asker: Asker, text: str) -> AskAbout | AskWhatMoves | None:
    """What the words ask as a sentence with nothing strange in it, if it is more than names and a length."""
    now = deps.clock().astimezone(asker.zone)
    match read_strictly(text, knows=is_known(deps.scorer.companies), now=now):
        case AskAbout() as question if _says_more(question):
            return question
        case AskWhatMoves() as question:
            return question
        case _:
            return None


def _says_more(question: AskAbout) -> bool:
    """True for a span in words, another question than how they do, or a name like a length: 3D Systems."""
    is_other = question.window.called is not None or question.topic is not Topic.REPORT
    return is_other or any(name[0].isdigit() for name in question.names)


async def _answer(deps: Deps, asker: Asker, query: TickerQuery, *, is_private: bool) -> SlackMessage:
    match query:
        case AskTickerHelp():
            return render_ticker_help(is_cashtag_only=asker.is_cashtag_only)
        case AskMovers(window=length):
            return await answer_movers(deps, asker, last(deps, length), is_private=is_private)
        case AskCompanies(words=words, window=length):
            inquiry = from_command(words, last(deps, length))
            return await answer_companies(deps, asker, inquiry, is_private=is_private)
