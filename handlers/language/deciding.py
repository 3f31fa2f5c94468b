"""Makes a question of what was found in a sentence, and of what was asked before it."""

from dataclasses import replace

from handlers.language import turns
from handlers.language.alerting import EVERYTHING, find_everything
from handlers.language.following import before_that, earlier_names, follow_up, span_after, to_be_told
from handlers.language.found import Found
from handlers.language.intents import Intent
from handlers.language.questions import (
    AllBut,
    AskAbout,
    AskOwnAlerts,
    AskPortfolio,
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

FEW_WORDS = 3  # so many unknown words alone may be a misspelt name
MOST_UNKNOWN = 4


def decide(found: Found, before: Question | None) -> Question:
    """Decide what is asked; `before` is what was asked before in the same conversation."""
    if (whole := before_that(found, before) or _beside(found)) is not None:
        return whole
    if not found.names or found.intent in {Intent.THANKS, Intent.HELP}:
        return _not_covered(found) or _alone(found) or _unknown(found) or follow_up(found, before)
    if turns.means_all_but(found) and not (isinstance(before, AskAbout) and before.names[1:]):
        return _all_but(found)
    if found.intent is Intent.ALERT:
        return to_be_told(found, found.wanted + found.listed, earlier_names(found.names, before))
    if found.is_talk:
        return Unreadable()
    return _about(found, before)


def stands_alone(found: Found) -> bool:
    """True when nothing that was asked before can change the decision."""
    if _beside(found) is not None:
        return True
    if not found.names or found.intent in {Intent.THANKS, Intent.HELP}:
        return (_not_covered(found) or _alone(found)) is not None
    if found.intent is Intent.ALERT:
        return True
    return not turns.goes_on(found)


def _beside(found: Found) -> Question | None:
    """What is asked whatever companies are named."""
    if found.tells:
        return ScoreThis(found.said)
    if found.intent is Intent.OWN_ALERTS:
        return AskOwnAlerts()
    if found.wish:
        return Wish(found.wish)
    if found.intent is Intent.ALERT and not found.names and (everything := find_everything(found.said)):
        return Wish(everything)
    if found.is_foreign:
        return NotEnglish()
    return TwoSpans() if found.splits_spans else _unread(found)


def _all_but(found: Found) -> Wish | AllBut:
    """Everything but some companies, which alerts can leave out by their names, and answers can't."""
    if found.intent is Intent.ALERT:
        return Wish(f'{EVERYTHING} exclude:"{" OR ".join(found.names)}"')
    return AllBut(found.names)


def _unread(found: Found) -> UnreadSpan | None:
    """A time that can't be looked back over, in a sentence that asks."""
    is_asked = found.names or found.intent is not None or found.continues
    if not (found.unread and is_asked) or found.intent is Intent.ALERT:
        return None
    is_whole = found.names or found.intent is Intent.MOVERS  # without what was asked before
    return UnreadSpan(found.unread, found.readings if is_whole else ())


def _not_covered(found: Found) -> NotCovered | None:
    """What is asked of an index, a sector or a currency, unless the sentence is about something else."""
    is_about = found.intent not in {Intent.THANKS, Intent.HELP, Intent.PORTFOLIO, Intent.MOVERS}
    return NotCovered(found.uncovered) if found.uncovered and is_about and not found.names else None


def _alone(found: Found) -> Question | None:
    """What a sentence without a name can ask by itself."""
    match found.intent:
        case Intent.THANKS if found.window is None:
            return Thanks()
        case Intent.HELP:
            return AskWhatYouDo()
        case Intent.PORTFOLIO:
            return AskPortfolio()
        case Intent.OFF_TOPIC:
            return Unreadable()
        case Intent.MOVERS:
            return AskWhatMoves(found.span, found.direction)
        case _:
            return None


def _unknown(found: Found) -> Unreadable | None:
    """Words that mean nothing here: a name that is not known, if the rest speaks for one."""
    if not found.unknown:
        return None
    is_asked = found.intent is not None or found.window is not None
    is_short = len(found.text.split()) <= FEW_WORDS
    may_be_name = (is_asked or is_short) and len(found.unknown) <= MOST_UNKNOWN
    return Unreadable(_about_names(found, found.unknown) if may_be_name else None)


def _about_names(found: Found, names: tuple[str, ...]) -> AskAbout:
    """What the sentence asks of these names."""
    topic = found.topic or Topic.REPORT
    return AskAbout(names, found.span, topic, direction=found.direction)


def _changed(found: Found, before: AskAbout) -> AskAbout | None:
    """The same about other companies, where it says which go or come."""
    window = span_after(found, before)
    if (swap := turns.swapped(found)) is not None:
        gone, come = swap
        return replace(
            before, names=(*before.names, come), without=(*before.without, gone), window=window, unheard=()
        )
    if less := turns.left_out(found):
        return replace(before, window=window, without=before.without + less, unheard=())
    return None


def _about(found: Found, before: Question | None) -> AskAbout:
    """A question about companies it names; one that goes on keeps the span and the topic."""
    names, topic, window, direction = found.wanted, found.topic, found.window, found.direction
    if isinstance(before, AskAbout):
        if (changed := _changed(found, before)) is not None:
            return changed
        if turns.joins(found) or turns.adds(found, count=len(before.names)):
            names = tuple(dict.fromkeys(before.names + names))
            window = span_after(found, before)
        elif found.continues:
            direction = direction or (None if topic else before.direction)
            topic = topic or before.topic
            window = span_after(found, before)
    asked = AskAbout(names, window or found.span, topic or Topic.REPORT, earlier_names(names, before))
    return replace(
        asked,
        direction=direction,
        doubtful=found.doubtful,
        unheard=() if turns.goes_on(found) else found.unheard,
        beside=found.beside,
        listed=found.listed,
    )
