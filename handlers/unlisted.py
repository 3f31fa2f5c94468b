"""Says what words are that name no listed company and yet mean something."""

from feeds.scoring.companies import Companies
from feeds.scoring.isins import has_form, is_isin
from feeds.scoring.names import name_key
from feeds.scoring.vocabulary import private_companies
from handlers.blocks.help import render_uncovered, render_unlisted
from handlers.blocks.message import SlackMessage, sentence
from handlers.language.uncovered import find_uncovered

_INSTEAD = "give the company's name or symbol."


def explain(words: str, *, companies: Companies) -> SlackMessage | None:
    """Say what words are: a number of a security, a company on no exchange, an index; None for others."""
    said = words.strip(" .,;!?()<>[]\"'")
    if has_form(said):
        return sentence(_say_number(said.upper()))
    if gone := companies.gone(said):
        what = f"{gone.name} ({gone.symbol}) is no longer listed on an exchange, so it has no ticker."
        return render_unlisted(what, words=gone.name)
    if name_key(said) in private_companies():
        return render_unlisted(f"{said} is not listed on an exchange, so it has no ticker.", words=said)
    uncovered = find_uncovered(said, has_company=companies.knows)
    return render_uncovered(uncovered) if uncovered else None


def _say_number(isin: str) -> str:
    if is_isin(isin):
        return f"{isin} is a valid ISIN, but not in my list; {_INSTEAD}"
    return f"{isin} is no valid ISIN: one of its digits or letters is wrong. Check it, or {_INSTEAD}"
