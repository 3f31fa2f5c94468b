"""Answers what came after `/ticker`: by its grammar; where that hears no company, as a message would be."""

from dataclasses import replace

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
from handlers.grammar.queries import SEPARATORS, AskCompanies, AskMovers, AskTickerHelp, TickerQuery
from handlers.grammar.ticker import COMMAND
from handlers.language.questions import AskAbout, AskToBeTold, AskWhatMoves, Topic
from handlers.language.reading import read_strictly
from handlers.language.vocabulary import STOP_WORDS

_TAIL = frozenset({"for", "over", "in", "the", "last", "past", "of", "since", "now", "please"})
_Plain = AskAbout | AskWhatMoves | AskToBeTold


async def answer_ticker_text(deps: Deps, asker: Asker, text: str, *, is_private: bool) -> SlackMessage:
    """Answer what came after `/ticker`; a private answer can be shared."""
    query = parse_ticker(text)
    if isinstance(query, UsageProblem):
        plain = _plainly(deps, asker, text)
        if not isinstance(plain, AskWhatMoves):
            return render_problem(query)
        return await answer_question(deps, asker, plain, is_private=is_private)
    if isinstance(query, AskCompanies):
        query = _without_tail(query)
        companies = deps.scorer.companies
        plain = None if _names_all(query, companies) else _plainly(deps, asker, text)
        if plain and (_is_sentence(plain, query) or not await is_heard(deps, asker, query.words)):
            return await answer_question(deps, asker, plain, is_private=is_private)
        if plain is None and _names_nobody(query, companies):
            return render_problem(
                UsageProblem(f"“{' '.join(query.words)}” names no company.", f"{COMMAND} NVDA")
            )
    same = (asker.workspace, asker.zone, query, is_private)
    return await deps.together.give(same, lambda: _answer(deps, asker, query, is_private=is_private))


def _without_tail(query: AskCompanies) -> AskCompanies:
    """A question without the small words that led up to a length: "NVDA for 30d"."""
    words = query.words
    while len(words) > 1 and words[-1] in _TAIL:
        words = words[:-1]
    return replace(query, words=words)


def _names_all(query: AskCompanies, companies: Companies) -> bool:
    """True where each word is a company's symbol or name, so that nothing else can be meant."""
    return all(companies.knows(word) and not _is_small(word) for word in query.words)


def _names_nobody(query: AskCompanies, companies: Companies) -> bool:
    """True for several small words that are no list of symbols: "how is it doing"."""
    is_small_talk = len(query.words) > 1 and all(map(_is_small, query.words))
    return is_small_talk and not all(map(companies.knows, query.words))


def _is_small(word: str) -> bool:
    """True for an everyday word of questions, which in capitals may be a symbol: "on", "any"."""
    return word.islower() and word.strip("?!.,") in STOP_WORDS


def _plainly(deps: Deps, asker: Asker, text: str) -> _Plain | None:
    """What the words ask as a sentence with nothing strange in it, if it is more than names and a length."""
    if " " not in text.strip():
        return None
    now = deps.clock().astimezone(asker.zone)
    match read_strictly(text, knows=is_known(deps.scorer.companies), now=now):
        case AskAbout() as question if _says_more(question, text, companies=deps.scorer.companies):
            return question
        case AskWhatMoves() | AskToBeTold(names=(_, *_)) as question:
            return question
        case _:
            return None


def _says_more(question: AskAbout, text: str, *, companies: Companies) -> bool:
    """True for a span in words, another question than how they do, a name like a length, a whole sentence."""
    is_other = question.window.called is not None or question.topic is not Topic.REPORT
    is_like_a_length = any(name[0].isdigit() for name in question.names)
    small = [word for word in text.split() if _is_small(word) and word not in SEPARATORS]
    return is_other or is_like_a_length or (len(small) > 1 and not all(map(companies.knows, small)))


def _is_sentence(plain: _Plain, query: AskCompanies) -> bool:
    """True where what is said beside the names is no symbol in capitals: "any news on HP", "NVDA Nov"."""
    names = {word.casefold() for name in getattr(plain, "names", ()) for word in name.split()}
    beside = [word for word in query.words if word.strip("?!.,").casefold() not in names]
    return bool(beside) and not any(map(str.isupper, beside))


async def _answer(deps: Deps, asker: Asker, query: TickerQuery, *, is_private: bool) -> SlackMessage:
    match query:
        case AskTickerHelp():
            return render_ticker_help(is_cashtag_only=asker.is_cashtag_only)
        case AskMovers(window=length):
            return await answer_movers(deps, asker, last(deps, length), is_private=is_private)
        case AskCompanies(words=words, window=length):
            inquiry = from_command(words, last(deps, length))
            return await answer_companies(deps, asker, inquiry, is_private=is_private)
