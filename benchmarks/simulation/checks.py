"""What must hold after a simulation, reckoned anew from what Slack took and what the store can tell."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.simulation.run import START, Outcome
from benchmarks.simulation.slack import Sent
from feeds.policy.schedule import MOST_AN_HOUR
from feeds.queries.why import IN_A_DIGEST, Told, read_told
from feeds.types.decisions import MessageKind, Reason, StoredItem
from feeds.types.subscriptions import Place, Routes, Subscription, WatchTickers

HOUR = timedelta(hours=1)
EVERYTHING = 10**9
_FOLDING = frozenset({Reason.POSTED, Reason.WAITING, Reason.CAP, Reason.QUIET_HOURS})
_ALERTS = frozenset({MessageKind.POST})
_RINGING = frozenset({MessageKind.POST, MessageKind.REPLY, MessageKind.DIGEST})


@dataclass(frozen=True)
class Account:
    """What became of every item for every subscription of a workspace that sees it."""

    pairs: int
    reasons: Mapping[Reason, int]
    folded: int
    unexplained: tuple[str, ...]


def busiest_hours(outcome: Outcome, kinds: Iterable[MessageKind]) -> dict[Place, int]:
    """The most messages of these kinds that each channel got within any sixty minutes."""
    wanted = frozenset(kinds)
    times: dict[Place, list[datetime]] = defaultdict(list)
    for sent in outcome.slack.sent:
        if sent.message.kind in wanted:
            times[sent.message.place].append(sent.at)
    return {
        place: max(bisect_right(when, at + HOUR - timedelta(microseconds=1)) - n for n, at in enumerate(when))
        for place, when in times.items()
    }


def over_cap(outcome: Outcome) -> list[str]:
    """Channels that got more alerts within sixty minutes than their caps allow in a day, or too many digests.

    Without a cap, no more than the bound by the hour. A digest a wish, and one that was late.
    """
    wishes = _by_place(outcome)
    alerts, digests = busiest_hours(outcome, _ALERTS), busiest_hours(outcome, {MessageKind.DIGEST})
    caps = {place: _most_an_hour(its) for place, its in wishes.items()}
    return [
        *(
            f"{place}: {alerts[place]} alerts, cap {caps[place]}"
            for place in alerts
            if alerts[place] > caps[place]
        ),
        *(
            f"{place}: {digests[place]} digests"
            for place in digests
            if digests[place] > len(wishes[place]) + 1
        ),
    ]


def _most_an_hour(wishes: Iterable[Subscription]) -> int:
    caps = [wish.rules.max_per_day for wish in wishes]
    of_their_own = sum(cap for cap in caps if cap is not None)
    return of_their_own + MOST_AN_HOUR * (None in caps)


def broke_silence(outcome: Outcome) -> list[str]:
    """Messages in quiet hours that nothing strong enough excuses."""
    wishes = _by_place(outcome)
    return [
        f"{sent.message.place} at {sent.at}: {sent.message.kind}"
        for sent in outcome.slack.sent
        if sent.message.kind in _RINGING
        and all(_is_quiet(wish, sent.at) for wish in wishes[sent.message.place])
        and not any(_is_strong(wish, sent) for wish in wishes[sent.message.place])
    ]


def count_broken_through(outcome: Outcome) -> int:
    """Messages in quiet hours, each strong enough."""
    wishes = _by_place(outcome)
    return sum(
        all(_is_quiet(wish, sent.at) for wish in wishes[sent.message.place])
        for sent in outcome.slack.sent
        if sent.message.kind in _RINGING
    )


def settle_accounts(outcome: Outcome) -> Account:
    """Ask what became of every item for every subscription, as `/alerts why` does; compare with Slack."""
    posted, folded = _posted_stories(outcome.slack.sent), _folded_items(outcome.slack.sent)
    reasons: Counter[Reason] = Counter()
    unexplained: list[str] = []
    told_in_digest = 0
    for item, told in _all_told(outcome):
        place = told.subscription.place
        is_folded = item.id in folded[place]
        told_in_digest += is_folded and told.reason in _FOLDING
        reasons[told.reason] += 1
        if not _is_explained(told, is_posted=item.story_id in posted[place], is_folded=is_folded):
            unexplained.append(f"{item.item.key} for {told.subscription.id}: {told.reason} {told.detail}")
    return Account(reasons.total(), dict(reasons), told_in_digest, tuple(unexplained))


def _is_explained(told: Told, *, is_posted: bool, is_folded: bool) -> bool:
    match told.reason:
        case Reason.POSTED:
            return is_folded if told.detail.startswith(IN_A_DIGEST) else is_posted
        case Reason.SAME_STORY:
            return is_posted or "digest" in told.detail
        case Reason.WAITING | Reason.QUIET_HOURS | Reason.CAP:
            return is_folded or is_posted or told.subscription.is_paused
        case _:
            return bool(told.detail)


def _all_told(outcome: Outcome) -> Iterator[tuple[StoredItem, Told]]:
    for workspace, wishes in _by_workspace(outcome).items():
        for item in outcome.db.read_now(
            lambda unit, w=workspace: unit.workspace(w).items.latest(since=START, limit=EVERYTHING)
        ):
            for told in outcome.db.read_now(
                lambda unit, w=workspace, i=item, wishes=wishes: read_told(
                    unit.workspace(w), i, wishes, routes=Routes(), now=outcome.end
                )
            ):
                yield item, told


def _posted_stories(sent: Iterable[Sent]) -> dict[Place, set[int]]:
    stories: dict[Place, set[int]] = defaultdict(set)
    for each in sent:
        if each.message.kind is MessageKind.POST and each.message.item:
            stories[each.message.place].add(each.message.item.story_id)
    return stories


def _folded_items(sent: Iterable[Sent]) -> dict[Place, set[int]]:
    folded: dict[Place, set[int]] = defaultdict(set)
    for each in sent:
        folded[each.message.place] |= {held.item.id for held in each.message.held}
    return folded


def _by_place(outcome: Outcome) -> dict[Place, list[Subscription]]:
    found: dict[Place, list[Subscription]] = defaultdict(list)
    for wish in outcome.wishes:
        found[wish.place].append(wish)
    return found


def _by_workspace(outcome: Outcome) -> dict[str, list[Subscription]]:
    return {
        workspace: list(outcome.db.read_now(lambda unit, w=workspace: unit.workspace(w).subscriptions.all()))
        for workspace in sorted({wish.workspace for wish in outcome.wishes})
    }


def _is_quiet(wish: Subscription, at: datetime) -> bool:
    """By the clock on the reader's wall."""
    quiet = wish.rules.quiet
    if quiet is None:
        return False
    clock = at.astimezone(ZoneInfo(wish.rules.timezone)).time()
    if quiet.start < quiet.end:
        return quiet.start <= clock < quiet.end
    return not quiet.end <= clock < quiet.start


def _is_strong(wish: Subscription, sent: Sent) -> bool:
    bound, item = wish.rules.break_through, sent.message.item
    if bound is None or item is None:
        return False
    rows = item.analysis.tickers
    if isinstance(wish.watch, WatchTickers):
        return any(abs(row.sentiment.score) >= bound for row in rows if row.symbol in wish.watch.symbols)
    return abs(item.analysis.sentiment.score) >= bound
