"""Answers about tickers: a report, a comparison, the movers, what is new, and why a tone is as it is."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from feeds.errors import NotFound
from feeds.queries.movers import read_movers
from feeds.queries.news import read_news
from feeds.queries.report import read_comparison, read_report
from feeds.store import Unit, WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import Window
from feeds.types.scores import Polarity
from handlers.answers.inquiry import Inquiry
from handlers.asker import Asker
from handlers.blocks.asked import mark
from handlers.blocks.choices import Choice, render_choice, render_unheard, render_unmarked, say_cashtags
from handlers.blocks.errors import render_problem
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.mrkdwn import escape
from handlers.blocks.news import render_news, render_reasons
from handlers.blocks.notes import render_beside
from handlers.blocks.report import render_report
from handlers.blocks.tables import render_comparison, render_movers
from handlers.deps import Deps
from handlers.finding import find, find_told, forget_choice, remember_choice
from handlers.grammar.ticker import MOST_COMPARED, ask_about, read_as_length, several_unheard, too_many
from handlers.language.questions import AskWhatMoves
from handlers.language.saying import say_movers_again
from handlers.naming import Named, Naming, SeveralUnheard, Unheard, Unmarked, Unsure
from handlers.unlisted import explain

Draw = Callable[[WorkspaceUnit, Sequence[Company]], SlackMessage]


async def answer_movers(
    deps: Deps,
    asker: Asker,
    window: Window,
    *,
    is_private: bool = False,
    wanted: Polarity | None = None,
) -> SlackMessage:
    """Rank what moved in a window; with `wanted` the best or the worst tickers."""
    name_of = deps.scorer.companies.name_of
    movers = await deps.db.read(
        lambda unit: read_movers(
            unit.workspace(asker.workspace), window=window, name_of=name_of, wanted=wanted
        )
    )
    asked = say_movers_again(AskWhatMoves(window, wanted))
    return mark(render_movers(movers, is_private=is_private), asked)


async def answer_companies(
    deps: Deps, asker: Asker, inquiry: Inquiry, *, is_private: bool = False
) -> SlackMessage:
    """Report on one company or compare several, maybe ranked; ask when it is not clear who is meant."""

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company]) -> SlackMessage:
        if len(companies) == 1:
            report = read_report(workspace, companies[0], window=inquiry.window, zone=asker.zone)
            return render_report(report, is_private=is_private, zone=asker.zone)
        compared = read_comparison(workspace, companies, window=inquiry.window)
        return render_comparison(compared, is_private=is_private, ranked=inquiry.direction)

    return await _draw(deps, asker, inquiry, draw=draw)


async def answer_reasons(
    deps: Deps, asker: Asker, inquiry: Inquiry, *, is_private: bool = False
) -> SlackMessage:
    """Say why a company's tone is as it is: the stories that moved it most, and what in them decided."""

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company]) -> SlackMessage:
        reports = [read_report(workspace, each, window=inquiry.window) for each in companies]
        return render_reasons(reports, premise=inquiry.direction, is_private=is_private)

    return await _draw(deps, asker, inquiry, draw=draw)


async def answer_news(
    deps: Deps, asker: Asker, inquiry: Inquiry, *, is_private: bool = False
) -> SlackMessage:
    """List the newest stories about companies; only the good or the bad ones if asked."""
    window, wanted = inquiry.window, inquiry.direction

    def draw(workspace: WorkspaceUnit, companies: Sequence[Company]) -> SlackMessage:
        news = [read_news(workspace, each, window=window, wanted=wanted) for each in companies]
        return render_news(news, is_private=is_private)

    return await _draw(deps, asker, inquiry, draw=draw)


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


async def is_heard(deps: Deps, asker: Asker, words: Sequence[str]) -> bool:
    """True unless a word among these means nothing."""
    companies = deps.scorer.companies
    found = await deps.db.read(lambda unit: find(unit.workspace(asker.workspace), companies, words))
    return not isinstance(found, Unheard | SeveralUnheard)


async def _draw(deps: Deps, asker: Asker, inquiry: Inquiry, *, draw: Draw) -> SlackMessage:
    """Find the companies meant, and draw the answer about them in the same transaction."""
    words, again = inquiry.words, inquiry.again

    def work(unit: Unit) -> SlackMessage:
        workspace = unit.workspace(asker.workspace)
        match find_told(workspace, deps.scorer.companies, words):
            case Named(companies=companies) if len(companies) > MOST_COMPARED:
                return render_problem(too_many([each.symbol for each in companies], inquiry.window.length))
            case Named(companies=companies):
                if inquiry.without:
                    companies = _but(companies, find_told(workspace, deps.scorer.companies, inquiry.without))
                asked = inquiry.plainly([each.symbol for each in companies])
                return mark(draw(workspace, companies), asked)
            case Unsure(words=unsure, candidates=candidates):
                return render_choice(unsure, candidates, question=again(words))
            case Unmarked(companies=companies):
                question = again([say_cashtags(companies[:MOST_COMPARED])])
                return render_unmarked(companies[:MOST_COMPARED], question=question)
            case Unheard() | SeveralUnheard() as unheard:
                explained = explain(_meaningless(unheard), companies=deps.scorer.companies)
                return _beside(explained, unheard, inquiry) if explained else _unheard(unheard, inquiry)

    return await deps.db.read(work)


def _but(companies: tuple[Company, ...], left_out: Naming) -> tuple[Company, ...]:
    """These companies but those left out; all of them if none would be left."""
    less = left_out.companies if isinstance(left_out, Named) else ()
    return tuple(company for company in companies if company not in less) or companies


def _unheard(found: Unheard | SeveralUnheard, inquiry: Inquiry) -> SlackMessage:
    """Say which words name no company, and what may have been meant."""
    words, length = inquiry.words, inquiry.window.length
    (first, *more) = (found.words,) if isinstance(found, Unheard) else found.words
    misread = None if more else read_as_length(first, words=words)
    if misread is not None:
        return render_problem(misread)
    match found:
        case SeveralUnheard(words=unheard, right=right):
            return render_problem(several_unheard(unheard, right, length))
        case Unheard(words=unheard, nearest=nearest):
            put_right = [_put_right(words, unheard, company) for company in nearest]
            return render_unheard(unheard, nearest, questions=list(map(inquiry.again, put_right)))


def _meaningless(found: Unheard | SeveralUnheard) -> str:
    """The words that name no company: the only ones, or all that was said."""
    match found:
        case Unheard(words=words) | SeveralUnheard(words=(words,)):
            return words
        case SeveralUnheard(words=several, right=right):
            return "" if right else " ".join(several)


def _beside(explained: SlackMessage, found: Unheard | SeveralUnheard, inquiry: Inquiry) -> SlackMessage:
    """What words that name no company are, and how to ask about the others."""
    match found:
        case SeveralUnheard(right=(_, *_) as right):
            return render_beside(explained, command=ask_about(right, inquiry.window.length))
        case _:
            return explained


def _put_right(words: Sequence[str], wrong: str, company: Company) -> Sequence[str]:
    return " ".join(words).replace(wrong, f"${company.symbol}").split()
