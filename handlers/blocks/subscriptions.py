"""What is followed: the list, the dry run, and what became of a wish."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from feeds.policy.dry_run import DryRun
from feeds.policy.urls import redacted
from feeds.types.decisions import StoredItem
from feeds.types.digests import Waiting
from feeds.types.subscriptions import Mute, Rules, Subscription, Watch, WatchFeed, WatchTickers
from handlers.blocks import limits
from handlers.blocks.alert import render_story
from handlers.blocks.errors import code
from handlers.blocks.lessons import mute_block, muted_story
from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import channel_link, escape, flatten, local_time
from handlers.blocks.parts import Block, Element, actions, button, context, header, question, section
from handlers.blocks.phrases import WAITED_FOR, plural
from handlers.grammar.saying import say_rules, say_subscribe, say_watch

UNSUBSCRIBE = "unsubscribe"
PAUSE = "pause"
RESUME = "resume"
EDIT = "edit"
RESTORE = "restore"

MOST_LISTED = 20  # two blocks each, within a message's fifty
MOST_MUTES = 8
MOST_SYMBOLS = 10
NOTHING: Mapping[int, Waiting] = MappingProxyType({})
NO_STORIES: Mapping[str, StoredItem] = MappingProxyType({})
_WISH_LENGTH = 400
_ASKED_LENGTH = 200


def say_wish(watch: Watch, rules: Rules) -> str:
    """What is watched and under which rules, shortened, as mrkdwn."""
    return escape(" ".join((_short(watch), *say_rules(rules))), limit=_WISH_LENGTH)


def render_subscribed(subscription: Subscription, dry_run: DryRun | None) -> SlackMessage:
    """Say that a wish stands, and what to expect."""
    wish = say_wish(subscription.watch, subscription.rules)
    counted = say_counts(dry_run) if dry_run else ""
    return compose(
        f"Subscribed: {wish} (alert {subscription.id}). {counted}".strip(),
        [
            section(f"*Subscribed:* {wish}", counted),
            context(
                f"Alert {subscription.id}. Only what is new from now on is posted.",
                say_idle(subscription.rules),
            ),
            actions(button("Unsubscribe", UNSUBSCRIBE, value=str(subscription.id))),
        ],
    )


def render_standing(standing: Subscription, *, wished: Rules, now: datetime) -> SlackMessage:
    """Say that the same is followed already: under these very options, or under which, and how to edit."""
    id_, rules = standing.id, say_rules(standing.rules)
    what = say_wish(standing.watch, Rules())
    under = escape(" ".join(rules), limit=_WISH_LENGTH) if rules else "without options"
    if standing.rules == wished:
        text = (
            f"That is subscribed here already, as alert {id_}: {what} {under if rules else ''}".rstrip() + "."
        )
    else:
        text = (
            f"{what} is followed here already, as alert {id_}, {'with ' if rules else ''}{under}. "
            "Edit changes its options."
        )
    is_paused = standing.is_paused_at(now)
    said = f"{text} It is paused." if is_paused else text
    buttons = [button("Edit", EDIT, value=str(id_)), button("Unsubscribe", UNSUBSCRIBE, value=str(id_))]
    if is_paused:
        buttons.insert(0, button("Resume", RESUME, value=str(id_)))
    return compose(said, [section(said), actions(*buttons)])


def render_subscriptions(
    subscriptions: Sequence[Subscription],
    *,
    waiting: Mapping[int, Waiting] = NOTHING,
    mutes: Sequence[tuple[Mute, str]] = (),
    muted_stories: Mapping[str, StoredItem] = NO_STORIES,
    title: str = "",
    is_direct: bool = False,
    now: datetime,
) -> SlackMessage:
    """List what a channel, or a direct conversation, follows and has muted, each with its buttons.

    `title` says it when these are not all of them.
    """
    if not subscriptions and not mutes:
        text = f"Nothing is followed here yet. Begin with {code('/alerts subscribe $NVDA')}"
        return compose(text, [section(text)])
    shown = subscriptions[:MOST_LISTED]
    lines = [f"{each.id}: {say_wish(each.watch, each.rules)}{_state(each, now)}" for each in shown]
    more = len(subscriptions) - len(shown)
    return compose(
        f"{plural(len(subscriptions), 'alert')}: {' · '.join(lines)}",
        [
            header(title or ("Alerts in this direct message" if is_direct else "Alerts of this channel")),
            *(
                block
                for each in shown
                for block in subscription_blocks(each, waiting=waiting.get(each.id), now=now)
            ),
            context(f"and {more} more") if more else None,
            *(
                mute_block(mute, name=name, story=muted_story(mute, muted_stories))
                for mute, name in mutes[:MOST_MUTES]
            ),
        ],
    )


def render_let_through(
    subscriptions: Sequence[Subscription], *, waiting: Mapping[int, Waiting] = NOTHING, now: datetime
) -> SlackMessage:
    """List the alerts that let one through, at least one, and say how to see the others."""
    title = "The alert that let this through" if len(subscriptions) == 1 else "Alerts that let this through"
    listed = render_subscriptions(subscriptions, waiting=waiting, title=title, now=now)
    hint = context(f"{code('/alerts list')} shows all that is followed here.")
    return compose(f"{title}. {listed.text}", [*listed.blocks, hint])


def subscription_blocks(
    subscription: Subscription,
    *,
    waiting: Waiting | None = None,
    now: datetime,
    names_channel: bool = False,
    is_others: bool = False,
) -> tuple[Block, Block]:
    """One subscription with its buttons; outside its channel the channel is named.

    `is_others`: somebody else added it, so that whoever ends it is told so first.
    """
    value = str(subscription.id)
    is_paused = subscription.is_paused_at(now)
    wish = say_wish(subscription.watch, subscription.rules)
    where = f"in {channel_link(subscription.channel)} " if names_channel else ""
    made = f"{where}by <@{escape(subscription.created_by)}> {local_time(subscription.created_at)}"
    held = _say_waiting(waiting, is_paused=is_paused) if waiting else ""
    return (
        section(f"*Alert {subscription.id}* · {wish}{_state(subscription, now)}", held, made),
        actions(
            button("Resume", RESUME, value=value) if is_paused else button("Pause", PAUSE, value=value),
            button("Edit", EDIT, value=value),
            button(
                "Unsubscribe", UNSUBSCRIBE, value=value, asks=_ask_to_end(subscription, is_others=is_others)
            ),
        ),
    )


def _ask_to_end(subscription: Subscription, *, is_others: bool) -> Element:
    others = "Somebody else added it. " if is_others else ""
    return question(
        f"End alert {subscription.id}?",
        f"{' '.join((_short(subscription.watch), *say_rules(subscription.rules)))[:_ASKED_LENGTH]}. "
        f"{others}The answer has a button to undo it.",
        yes="End it",
        no="Keep it",
    )


def _say_waiting(waiting: Waiting, *, is_paused: bool) -> str:
    """What waits, what for, and when it is told."""
    if is_paused:
        return f"{_count_waiting(sum(count for _, count in waiting.held))} until it is resumed"
    parts = [f"{_count_waiting(count)} {WAITED_FOR[reason]}" for reason, count in waiting.held]
    return f"{', '.join(parts)}; told {local_time(waiting.until)}"


def _count_waiting(count: int) -> str:
    return f"{plural(count, 'item')} {'waits' if count == 1 else 'wait'}"


def say_counts(dry_run: DryRun) -> str:
    """What a dry run counted, in one sentence."""
    if not dry_run.of_items:
        return f"There is nothing stored of the last {plural(dry_run.days, 'day')} to try it on."
    posted = f"{dry_run.would_post:,} of {plural(dry_run.of_items, 'item')}"
    folded = f", and told {dry_run.would_fold:,} more in {plural(dry_run.digests, 'digest')}"
    end = folded if dry_run.would_fold else ""
    return f"In the last {plural(dry_run.days, 'day')} this would have posted {posted}{end}."


def say_idle(rules: Rules) -> str:
    """That `break:` does not do what it is for, if so."""
    strong = rules.break_through
    if strong is None:
        return ""
    if rules.quiet is None and rules.digest is None:
        return f"{code(f'break:{strong:g}')} has nothing to break through: there is no quiet: or digest:."
    if strong <= rules.min_score:
        return f"All that passes {code(f'min:{rules.min_score:g}')} also passes {code(f'break:{strong:g}')}."
    return ""


def _state(subscription: Subscription, now: datetime) -> str:
    if not subscription.is_paused_at(now):
        return ""
    until = subscription.paused_until
    return " · paused" if until is None else f" · paused until {local_time(until)}"


def _short(watch: Watch) -> str:
    match watch:
        case WatchTickers(symbols=symbols) if len(symbols) > MOST_SYMBOLS:
            shown = say_watch(WatchTickers(symbols[:MOST_SYMBOLS]))
            return f"{shown} and {len(symbols) - MOST_SYMBOLS} others"
        case WatchFeed(url=url):
            return flatten(redacted(url))
        case _:
            return say_watch(watch)


def render_changed(subscription: Subscription, *, now: datetime, missed: int = 0) -> SlackMessage:
    """Say that a subscription was paused, with a button to resume it, or goes on."""
    wish = say_wish(subscription.watch, subscription.rules)
    if not subscription.is_paused_at(now):
        come = "comes" if missed == 1 else "come"
        digest = f"{plural(missed, 'item')} that the channel missed {come} in one digest." if missed else ""
        more = " ".join(filter(None, (digest, say_idle(subscription.rules))))
        return sentence(f"Alert {subscription.id} goes on: {wish}. {more}".rstrip())
    until = subscription.paused_until
    text = f"Alert {subscription.id} is paused{f' until {local_time(until)}' if until else ''}: {wish}."
    return compose(text, [section(text), actions(button("Resume", RESUME, value=str(subscription.id)))])


def say_missing(id_: int, *, here: Sequence[int]) -> str:
    """That there is no such alert, and which there are in the channel."""
    if not here:
        return f"There is no alert {id_}. Nothing is followed here."
    numbers = ", ".join(map(str, here[:MOST_LISTED]))
    be = "The one here is" if len(here) == 1 else "Those here are"
    return f"There is no alert {id_}. {be} {numbers}; {code('/alerts list')} shows what each follows."


def render_ended(subscription: Subscription, *, undo: str = "") -> SlackMessage:
    """Say that a subscription ended, with a button to undo that, or how to have it back.

    `undo` is what the button carries; where it is too long for one, the command says the same.
    """
    text = f"Alert {subscription.id} has ended: {say_wish(subscription.watch, subscription.rules)}."
    if undo and len(undo) <= limits.BUTTON_VALUE:
        return compose(text, [section(text), actions(button("Undo", RESTORE, value=undo))])
    command = say_subscribe(subscription.watch, subscription.rules)
    is_repeatable = len(command) < _WISH_LENGTH and redacted(command) == command
    return sentence(f"{text} To have it back: {code(command)}" if is_repeatable else text)


def render_restored(subscription: Subscription, *, now: datetime) -> SlackMessage:
    """Say that an ended subscription stands again, under a number of its own."""
    wish = say_wish(subscription.watch, subscription.rules)
    where = channel_link(subscription.channel)
    state = _state(subscription, now)
    return sentence(f"It stands again in {where}, as alert {subscription.id}: {wish}{state}.")


def render_sample(subscription: Subscription, dry_run: DryRun) -> SlackMessage:
    """Show what a subscription's alerts look like."""
    lead = f"Test of alert {subscription.id}: {say_wish(subscription.watch, subscription.rules)}"
    if not dry_run.examples:
        text = f"{lead}. {say_counts(dry_run)} So there is nothing to show."
        return compose(text, [section(text)])
    sample = render_story((dry_run.examples[0],))
    note = f"{lead}. {say_counts(dry_run)} The newest of them would look like this; only you see it."
    return compose(f"{note} {sample.text}", [section(note), *sample.blocks])
