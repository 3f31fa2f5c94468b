"""Finds companies as a workspace means them: what it chose and taught before comes first."""

from collections.abc import Sequence

from feeds.scoring.companies import Companies
from feeds.scoring.names import name_key
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company, Found, Resolution, Unknown
from feeds.types.subscriptions import LessonKind
from handlers.language.uncovered import find_uncovered
from handlers.naming import Named, Naming, demand_marks, find_companies


def find(workspace: WorkspaceUnit, companies: Companies, words: Sequence[str]) -> Naming:
    """Find the companies these words name."""
    lessons = workspace.lessons.all(kind=LessonKind.ALIAS)
    taught = {name_key(lesson.words) for lesson in lessons}

    def resolve(phrase: str) -> Resolution:
        chosen = workspace.choices.get(choice_key(phrase))
        if chosen is not None:
            return Found(chosen, companies.name_of(chosen) or chosen)
        if name_key(phrase) not in taught and is_uncovered(phrase, companies=companies):
            return Unknown()
        return companies.resolve(phrase, lessons=lessons)

    def is_name(phrase: str) -> bool:
        is_known = companies.knows(phrase) or name_key(phrase) in taught
        return is_known or is_uncovered(phrase, companies=companies)

    naming = find_companies(words, resolve=resolve, is_name=is_name)
    return demand_marks(naming, words) if workspace.preferences.is_cashtag_only else naming


def find_told(workspace: WorkspaceUnit, companies: Companies, words: Sequence[str]) -> Naming:
    """Find companies to tell of: each by the share line that has news, GOOGL where GOOG has none."""
    naming = find(workspace, companies, words)
    if not isinstance(naming, Named):
        return naming
    return Named(tuple(dict.fromkeys(_told_of(workspace, companies, each) for each in naming.companies)))


def _told_of(workspace: WorkspaceUnit, companies: Companies, named: Company) -> Company:
    main = companies.main_line(named.symbol)
    if main == named.symbol or workspace.tones.kept(named.symbol) is not None:
        return named
    return Company(main, companies.name_of(main) or main)


def is_uncovered(phrase: str, *, companies: Companies) -> bool:
    """True for words that mean an index, a sector or the like, and no company."""
    found = find_uncovered(phrase, has_company=companies.knows)
    return bool(found) and found.casefold() == phrase.casefold()


def remember_choice(workspace: WorkspaceUnit, *, words: str, symbol: str) -> None:
    """From now on these words mean this symbol."""
    workspace.choices[choice_key(words)] = symbol


def forget_choice(workspace: WorkspaceUnit, *, words: str) -> bool:
    """These words are asked about again; False when they were no longer remembered."""
    return workspace.choices.pop(choice_key(words), None) is not None


def choice_key(words: str) -> str:
    """The form in which ambiguous words are remembered."""
    return " ".join(words.casefold().split())
