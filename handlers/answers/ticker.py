"""Answers about tickers: a report, a comparison, the movers, what is new, and why a tone is as it is."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from feeds.errors import NotFound
from feeds.queries.movers import read_movers
from feeds.queries.report import read_comparison, read_report
from feeds.store import Unit, WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import Window
from handlers.asker import Asker
from handlers.blocks.choices import Choice, render_choice, render_unheard, render_unmarked, say_cashtags
from handlers.blocks.errors import render_problem
from handlers.blocks.help import render_ticker_help
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.mrkdwn import escape
from handlers.blocks.news import render_news, render_reasons
from handlers.blocks.report import render_report
from handlers.blocks.tables import render_comparison, render_movers
from handlers.deps import Deps
from handlers.finding import find, forget_choice, remember_choice
from handlers.grammar import UsageProblem, parse_ticker
from handlers.grammar.queries import AskCompanies, AskMovers, AskTickerHelp, TickerQuery
from handlers.grammar.ticker import COMMAND, MOST_COMPARED, read_as_length, several_unheard, too_many
from handlers.grammar.values import say_duration
from handlers.naming import Named, SeveralUnheard, Unheard, Unmarked, Unsure
from handlers.unlisted import explain

MOST_NEWS = 30

Draw = Callable[[WorkspaceUnit, Sequence[Company], Window], SlackMessage]


async def answer_ticker_text(deps: Deps, asker: Asker, text: str, *, is_private: bool) -> SlackMessage:
    """Answer what came after `/ticker`; a private answer can be shared."""
    query = parse_ticker(text)
    if isinstance(query, UsageProblem):
        return render_problem(query)
    same = (asker.workspace, asker.zone, query, is_private)
    return await deps.together.give(same, lambda: _answer(deps, asker, query, is_private=is_private))


async def _answer(deps: Deps, asker: Asker, query: TickerQuery, *, is_private: bool) -> SlackMessage:
    match query:
        case AskTickerHelp():
            return render_ticker_help()
        case AskMovers(window=length):
            return await answer_movers(deps, asker, last(deps, length), is_private=is_private)
        case AskCompanies(words=words, window=length):
            return await answer_companies(deps, asker, words, last(deps, length), is_private=is_private)


async def answer_movers(
    deps: Deps, asker: Asker, window: Window, *, is_private: bool = False
) -> SlackMessage:
    """Rank what moved in a window."""
    name_of = deps.scorer.companies.name_of
    movers = await deps.db.read(
        lambda unit: read_movers(unit.workspace(asker.workspace), window=window, name_of=name_of)
    )
    return render_movers(movers, is_private=is_private)


async def answer_companies(
    deps: Deps, asker: Asker, words: Sequence[str], window: Window, *, is_private: bool = False
) -> SlackMessage:
    """Report on one company or compare several; ask when it is not clear which are meant."""

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company], window: Window) -> SlackMessage:
        if len(companies) == 1:
            report = read_report(workspace, companies[0], window=window)
            return render_report(report, is_private=is_private, zone=asker.zone)
        return render_comparison(read_comparison(workspace, companies, window=window), is_private=is_private)

    return await _draw(deps, asker, words, window, draw=draw)


async def answer_reasons(deps: Deps, asker: Asker, words: Sequence[str], window: Window) -> SlackMessage:
    """Say why a company's tone is as it is: the stories that moved it most, and what in them decided."""

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company], window: Window) -> SlackMessage:
        return render_reasons([read_report(workspace, each, window=window) for each in companies])

    return await _draw(deps, asker, words, window, draw=draw)


async def answer_news(deps: Deps, asker: Asker, words: Sequence[str], window: Window) -> SlackMessage:
    """List the newest stories about companies."""

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company], window: Window) -> SlackMessage:
        found = [
            workspace.items.about(each.symbol, since=window.since, until=window.until, limit=MOST_NEWS)
            for each in companies
        ]
        return render_news(list(zip(companies, found, strict=True)), window=window)

    return await _draw(deps, asker, words, window, draw=draw)


async def remember(deps: Deps, asker: Asker, choice: Choice) -> None:
    """Remember which company an ambiguous word means here."""
    await deps.db.run(
        lambda unit: remember_choice(
            unit.workspace(asker.workspace), words=choice.words, symbol=choice.symbol
        )
    )


async def forget(deps: Deps, asker: Asker, words: str) -> SlackMessage:
    """Forget which company an ambiguous word means here. Raises NotFound."""
    is_gone = await deps.db.run(lambda unit: forget_choice(unit.workspace(asker.workspace), words=words))
    if not is_gone:
        raise NotFound("That choice was forgotten already.")
    return sentence(f"Forgotten: “{escape(words)}” is asked about again.")


def last(deps: Deps, length: timedelta) -> Window:
    """The window of this length that ends now."""
    now = deps.clock()
    return Window(now - length, now)


async def _draw(
    deps: Deps, asker: Asker, words: Sequence[str], window: Window, *, draw: Draw
) -> SlackMessage:
    """Find the companies meant, and draw the answer about them in the same transaction."""

    def work(unit: Unit) -> SlackMessage:
        workspace = unit.workspace(asker.workspace)
        match find(workspace, deps.scorer.companies, words):
            case Named(companies=companies) if len(companies) > MOST_COMPARED:
                return render_problem(too_many([each.symbol for each in companies], window.length))
            case Named(companies=companies):
                return draw(workspace, companies, window)
            case Unsure(words=unsure, candidates=candidates):
                return render_choice(unsure, candidates, question=_question(words, window))
            case Unmarked(companies=companies):
                question = _question([say_cashtags(companies[:MOST_COMPARED])], window)
                return render_unmarked(companies[:MOST_COMPARED], question=question)
            case Unheard() | SeveralUnheard() as unheard:
                explained = explain(_meaningless(unheard), companies=deps.scorer.companies)
                return explained or _unheard(unheard, words=words, window=window)

    return await deps.db.read(work)


def _unheard(found: Unheard | SeveralUnheard, *, words: Sequence[str], window: Window) -> SlackMessage:
    """Say which words name no company, and what may have been meant."""
    (first, *more) = (found.words,) if isinstance(found, Unheard) else found.words
    length = None if more else read_as_length(first, words=words)
    if length is not None:
        return render_problem(length)
    match found:
        case SeveralUnheard(words=unheard, right=right):
            return render_problem(several_unheard(unheard, right, window.length))
        case Unheard(words=unheard, nearest=nearest):
            put_right = [_put_right(words, unheard, company) for company in nearest]
            questions = [_question(each, window) for each in put_right]
            return render_unheard(unheard, nearest, questions=questions)


def _meaningless(found: Unheard | SeveralUnheard) -> str:
    """All that was said, if none of it names a company."""
    match found:
        case Unheard(words=words):
            return words
        case SeveralUnheard(words=several, right=right):
            return "" if right else " ".join(several)


def _put_right(words: Sequence[str], wrong: str, company: Company) -> Sequence[str]:
    return " ".join(words).replace(wrong, f"${company.symbol}").split()


def _question(words: Sequence[str], window: Window) -> str:
    """Say it again as a command."""
    return f"{COMMAND} {' '.join(words)} {say_duration(window.length)}"
