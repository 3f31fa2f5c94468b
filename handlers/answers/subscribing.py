"""Answers to `/alerts subscribe`: find what is wanted, try it out, make it stand."""

from collections.abc import Sequence

from feeds.errors import UsageError
from feeds.subscribing import FeedChoice
from feeds.types.subscriptions import (
    Subscription,
    Watch,
    WatchAll,
    WatchFeed,
    WatchTickers,
    WatchWords,
)
from handlers.asker import Asker
from handlers.blocks.choices import render_choice, render_unheard, render_unmarked, say_cashtags
from handlers.blocks.errors import code, render_problem
from handlers.blocks.feeds import render_feed_choice
from handlers.blocks.message import SlackMessage
from handlers.blocks.subscriptions import render_standing, render_subscribed
from handlers.blocks.trials import Trial, render_dry_run
from handlers.deps import Deps
from handlers.finding import find
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import (
    Subscribe,
    WantAll,
    WantCompanies,
    WantFeed,
    WantPortfolio,
    WantWords,
)
from handlers.grammar.saying import say_rules
from handlers.grammar.words import in_quotes
from handlers.naming import Named, SeveralUnheard, Unheard, Unmarked, Unsure
from handlers.unlisted import explain

COMMAND = "/alerts subscribe"
NO_PORTFOLIO = "There are no portfolios here yet, so this alert could never post; name its tickers instead."


async def answer_subscribe(deps: Deps, asker: Asker, query: Subscribe) -> SlackMessage:
    """Show a dry run; with `confirm` make the wish stand and say so with the counts."""
    found = await find_watch(deps, asker, query)
    if isinstance(found, SlackMessage):
        return found
    standing = await deps.subscribing.find(asker.place, found)
    if standing is not None:
        return render_standing(standing, wished=query.rules, now=deps.clock())
    trial = Trial(found, query.rules, query.steps)
    dry_run = await deps.subscribing.rehearse(
        place=asker.place, user=asker.user, watch=found, rules=trial.rules
    )
    if not query.is_confirmed:
        return render_dry_run(dry_run, trial, beside=await _everything(deps, asker, found))
    return render_subscribed(await subscribe(deps, asker, query, found), dry_run)


async def _everything(deps: Deps, asker: Asker, watch: Watch) -> Subscription | None:
    """Give the alert that follows everything in the channel, if what it sees holds what is watched."""
    if isinstance(watch, WatchAll | WatchFeed):
        return None
    standing = await deps.subscribing.find(asker.place, WatchAll())
    return None if standing is None or standing.is_paused_at(deps.clock()) else standing


async def subscribe(deps: Deps, asker: Asker, query: Subscribe, watch: Watch) -> Subscription:
    """Make a wish stand. Raises UsageError when the same stands already."""
    return await deps.subscribing.subscribe(
        place=asker.place, user=asker.user, watch=watch, rules=query.rules
    )


async def find_watch(deps: Deps, asker: Asker, query: Subscribe) -> Watch | SlackMessage:
    """Find what a wish is about; a message when the person has to choose first."""
    match query.want:
        case WantAll():
            return WatchAll()
        case WantPortfolio():
            raise UsageError(NO_PORTFOLIO)
        case WantWords(phrases=phrases):
            return WatchWords(phrases)
        case WantFeed(url=url):
            return await _find_feed(deps, query, url)
        case WantCompanies(words=words):
            return await _find_tickers(deps, asker, query, words)


async def refusal_of(deps: Deps, asker: Asker, text: str) -> str:
    """Say what of the words after `/alerts` can't be followed; nothing when all is well."""
    query = parse_alerts(text)
    if isinstance(query, Subscribe) and isinstance(query.want, WantPortfolio):
        return NO_PORTFOLIO
    if not isinstance(query, Subscribe) or not isinstance(query.want, WantCompanies):
        return ""
    companies, words = deps.scorer.companies, query.want.words
    found = await deps.db.read(lambda unit: find(unit.workspace(asker.workspace), companies, words))
    if isinstance(found, SeveralUnheard):
        return _say_unheard(found.words)
    if isinstance(found, Unmarked):
        return f"In this workspace only cashtags name companies. Try: {say_cashtags(found.companies)}"
    if not isinstance(found, Unheard):
        return ""
    near = " or ".join(f"${company.symbol}" for company in found.nearest[:3])
    hint = f"Did you mean {near}? " if near else ""
    return f"{_say_unheard([found.words])} {hint}Words to look for go in quotes."


async def _find_feed(deps: Deps, query: Subscribe, url: str) -> Watch | SlackMessage:
    match await deps.subscribing.find_feed(url):
        case WatchFeed() as watch:
            return watch
        case FeedChoice(page_url=page_url, links=links):
            commands = [_command(query, link.url) for link in links]
            return render_feed_choice(page_url, links, commands=commands)


async def _find_tickers(
    deps: Deps, asker: Asker, query: Subscribe, words: tuple[str, ...]
) -> Watch | SlackMessage:
    companies, said = deps.scorer.companies, " ".join(words)
    quoted = f"Or follow the words: {code(_command(query, in_quotes(words)))}"
    match await deps.db.read(lambda unit: find(unit.workspace(asker.workspace), companies, words)):
        case Named(companies=named):
            return WatchTickers(tuple(company.symbol for company in named))
        case Unmarked(companies=unmarked):
            return render_unmarked(unmarked, question=_command(query, say_cashtags(unmarked)))
        case Unsure(words=unsure, candidates=candidates):
            return render_choice(unsure, candidates, question=_command(query, said), otherwise=quoted)
        case SeveralUnheard(words=names, right=right):
            meant = _command(query, " ".join(right)) if right else None
            return render_problem(UsageProblem(_say_unheard(names), meant))
        case Unheard(words=unheard) if explained := explain(unheard, companies=companies):
            return explained
        case Unheard(words=unheard, nearest=nearest):
            symbols = [f"${company.symbol}" for company in nearest]
            commands = [_command(query, said.replace(unheard, symbol)) for symbol in symbols]
            return render_unheard(unheard, nearest, questions=commands, otherwise=quoted)


def _say_unheard(names: Sequence[str]) -> str:
    return f"No listed company is called {', '.join(f'“{name}”' for name in names)}."


def _command(query: Subscribe, what: str) -> str:
    """The command again, about something else."""
    return " ".join((COMMAND, what, *say_rules(query.rules), *(["confirm"] if query.is_confirmed else [])))
