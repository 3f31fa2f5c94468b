"""Items of several feeds about one event become one story, whichever worker stores them."""

from datetime import timedelta

import pytest

from bot.samples import read_samples
from feeds.policy.newness import Arrived, Backlog, CountsAsNew
from feeds.policy.stories import WINDOW
from feeds.recording import Arriving, Harvest, record, remember_some
from feeds.scoring.score import Scorer
from feeds.story_memory import READ_AT_ONCE, StoryMemory
from feeds.types.decisions import ScoredItem
from feeds.types.news import Feed, NewsItem
from feeds.types.subscriptions import WatchAll
from tests.bot.stage import subscribe
from tests.policy.samples import DAY, HOUR, NOW

FROM_A_WIRE = (
    "Nvidia raises third-quarter revenue forecast as data center orders outpace supply",
    "Nvidia now expects revenue of $61 billion, up from its earlier range of $54 billion to $56 billion.",
)
FROM_A_SITE = (
    "Nvidia lifts sales outlook to $61 billion on data center demand",
    (
        "The chip maker raised its third-quarter revenue forecast to $61 billion as data center orders run "
        "ahead of supply, the company said."
    ),
)
NEWS = CountsAsNew()
OTHER_NEWS = ("Boeing wins 787 order worth $9.4 billion", "Boeing received a firm order for 32 jets.")


@pytest.fixture(scope="module")
def scorer():
    return Scorer.load()


@pytest.fixture
def feeds(db):
    def add(number):
        return db.run_now(
            lambda unit: unit.feeds.add(f"https://{number}.example/rss", now=NOW, in_catalogue=True)
        )

    return [add(number) for number in range(3)]


@pytest.fixture
def harvest(scorer):
    def bring(feed: Feed, *told, at=NOW, arrival=NEWS):
        return Harvest(
            feed,
            None,
            tuple(
                Arriving(
                    ScoredItem(
                        NewsItem(title, title, text, published_at=at), scorer.score(title=title, text=text)
                    ),
                    arrival,
                )
                for title, text in told
            ),
        )

    return bring


def write(db, memory, harvest, *, now=NOW):
    db.run_now(lambda unit: record(unit, harvest, memory=memory, now=now))


def stories(db):
    """Titles by story, in the order they were stored."""
    found: dict[int, list[str]] = {}
    for known in db.run_now(lambda unit: unit.items.recent(after_id=0, since=NOW - 30 * DAY, limit=9_999)):
        found.setdefault(known.story_id, []).append(known.item.title)
    return list(found.values())


def test_second_telling_joins_the_story_of_the_first(db, feeds, harvest):
    memory = StoryMemory()
    write(db, memory, harvest(feeds[0], FROM_A_WIRE, OTHER_NEWS))
    write(db, memory, harvest(feeds[1], FROM_A_SITE))
    assert stories(db) == [[FROM_A_WIRE[0], FROM_A_SITE[0]], [OTHER_NEWS[0]]]


def test_two_tellings_in_one_poll_are_one_story(db, feeds, harvest):
    write(db, StoryMemory(), harvest(feeds[0], FROM_A_WIRE, FROM_A_SITE))
    assert stories(db) == [[FROM_A_WIRE[0], FROM_A_SITE[0]]]


def test_worker_joins_what_another_has_stored(db, feeds, harvest):
    write(db, StoryMemory(), harvest(feeds[0], FROM_A_WIRE))
    write(db, StoryMemory(), harvest(feeds[1], FROM_A_SITE))
    assert len(stories(db)) == 1


def test_transaction_that_was_undone_leaves_no_story_behind(db, feeds, harvest):
    memory = StoryMemory()

    def write_and_fail(unit):
        record(unit, harvest(feeds[0], FROM_A_WIRE), memory=memory, now=NOW)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        db.run_now(write_and_fail)
    write(db, memory, harvest(feeds[1], OTHER_NEWS))
    write(db, memory, harvest(feeds[2], FROM_A_SITE))
    assert stories(db) == [[OTHER_NEWS[0]], [FROM_A_SITE[0]]]


def test_what_an_undone_transaction_has_read_of_its_own_rows_is_taken_back(db, feeds, harvest):
    memory = StoryMemory()
    write(db, memory, harvest(feeds[0], OTHER_NEWS))
    memory.settle()

    def write_two_and_fail(unit):
        record(unit, harvest(feeds[1], FROM_A_WIRE), memory=memory, now=NOW)
        record(unit, harvest(feeds[2], FROM_A_SITE), memory=memory, now=NOW)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        db.run_now(write_two_and_fail)
    memory.take_back()
    write(db, memory, harvest(feeds[2], FROM_A_SITE))
    write(db, memory, harvest(feeds[1], FROM_A_WIRE))
    assert stories(db) == [[OTHER_NEWS[0]], [FROM_A_SITE[0], FROM_A_WIRE[0]]]


def test_story_older_than_the_window_is_not_joined(db, feeds, harvest):
    memory = StoryMemory()
    write(db, memory, harvest(feeds[0], FROM_A_WIRE))
    later = NOW + WINDOW + HOUR
    write(db, memory, harvest(feeds[1], FROM_A_SITE, at=later), now=later)
    assert len(stories(db)) == 2


@pytest.mark.parametrize(
    ("age", "arrival", "joins"),
    [
        pytest.param(WINDOW + HOUR, Backlog("first sync"), False, id="past_at_a_first_sync"),
        pytest.param(WINDOW - HOUR, Backlog("first sync"), True, id="within_the_window_at_a_first_sync"),
        pytest.param(WINDOW + HOUR, Arrived(NOW - HOUR), True, id="late_but_news"),
    ],
)
def test_what_is_past_is_matched_with_nothing_at_a_first_sync(db, feeds, harvest, age, arrival, joins):
    memory = StoryMemory()
    write(db, memory, harvest(feeds[0], FROM_A_WIRE, at=NOW - 2 * DAY))
    told = harvest(feeds[1], OTHER_NEWS, FROM_A_SITE, at=NOW - age, arrival=arrival)
    write(db, memory, told)
    assert len(stories(db)) == (2 if joins else 3)


def test_no_later_item_joins_what_was_past_when_it_was_seen(db, feeds, harvest):
    memory = StoryMemory()
    write(db, memory, harvest(feeds[0], FROM_A_WIRE, at=NOW - WINDOW - HOUR))
    write(db, memory, harvest(feeds[1], FROM_A_SITE, at=NOW - WINDOW + HOUR))
    assert len(stories(db)) == 2


def test_memory_reads_what_was_stored_before_it_in_bounded_steps(db, feeds, harvest):
    count = READ_AT_ONCE + 1
    filler = [(f"Notice {n}: vessel {n * 7919} leaves port {n * 104729}", "") for n in range(count)]
    write(db, StoryMemory(), harvest(feeds[0], *filler))
    memory = StoryMemory()
    more = [
        db.run_now(lambda unit: remember_some(unit, memory=memory, now=NOW + timedelta(minutes=1)))
        for _step in range(2)
    ]
    assert more == [True, False]
    assert memory.is_complete


def test_later_telling_is_a_reply_and_an_edit_not_a_second_post(db, feeds, harvest):
    subscribe(db, watch=WatchAll())
    memory = StoryMemory()
    for feed, told in zip(feeds, (FROM_A_WIRE, FROM_A_SITE), strict=False):
        write(db, memory, harvest(feed, told, at=NOW + HOUR), now=NOW + HOUR)
    kinds = [entry.kind.value for entry in db.run_now(lambda unit: unit.outbox.entries())]
    assert sorted(kinds) == ["edit", "post", "reply"]


def test_bundled_samples_hold_one_story_told_three_times(db, feeds, harvest):
    memory = StoryMemory()
    for feed, sample in zip(feeds, read_samples(), strict=True):
        for item in sorted(sample.items, key=lambda item: -item.minutes_ago):
            at = NOW - timedelta(minutes=item.minutes_ago)
            write(db, memory, harvest(feed, (item.title, item.text), at=at))
    told_again = [titles for titles in stories(db) if len(titles) > 1]
    (nvidia,) = [titles for titles in told_again if "Nvidia" in titles[0]]
    assert len(nvidia) == 3
    assert all("third-quarter" in title or "$61 billion" in title for title in nvidia)
