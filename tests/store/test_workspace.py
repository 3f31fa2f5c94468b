from datetime import time

import pytest
from sqlalchemy import select

from feeds.errors import NotFound, UsageError
from feeds.store.lessons import MAX_WORDS
from feeds.store.tables import metadata
from feeds.types.decisions import MessageKind, Reason
from feeds.types.digests import Waiting
from feeds.types.outbox import DeliveryState
from feeds.types.preferences import Preferences
from feeds.types.subscriptions import LessonKind, MuteKind, WatchAll, WatchFeed
from feeds.types.timing import Hold
from tests.store.making import (
    NOON,
    OURS,
    THEIRS,
    add_feed,
    apply,
    by_key,
    edit,
    everything_in,
    later,
    planned,
    post,
    reply,
    subscribe,
    verdict,
)


def run(db, work, workspace=OURS):
    return db.run_now(lambda unit: work(unit.workspace(workspace)))


SET = Preferences(
    timezone="Asia/Tokyo", digest_at=time(6, 45), knows_the_way=True, reads_dark=True, is_cashtag_only=True
)


def test_preferences_are_as_usual_until_set_and_again_when_set_back(db):
    assert run(db, lambda it: it.preferences.of("U1")) == Preferences()
    run(db, lambda it: it.preferences.keep("U1", SET))
    assert run(db, lambda it: it.preferences.of("U1")) == SET
    run(db, lambda it: it.preferences.keep("U1", Preferences()))
    assert run(db, lambda it: dict(it.settings)) == {}


def test_preferences_are_a_persons_own_but_cashtags_only_is_the_workspaces(db):
    run(db, lambda it: it.preferences.keep("U1", SET))
    assert run(db, lambda it: it.preferences.of("U2")) == Preferences(is_cashtag_only=True)
    assert run(db, lambda it: it.cashtag_only) == {OURS}
    assert run(db, lambda it: it.cashtag_only, workspace=THEIRS) == frozenset()


def test_routes_say_which_workspaces_count_cashtags_only(db):
    feed = add_feed(db)
    for workspace in (OURS, THEIRS):
        subscribe(db, WatchFeed(feed.id, feed.url), workspace=workspace)
    run(db, lambda it: it.preferences.keep("U1", SET))
    assert db.read_now(lambda unit: unit.routes_for(feed.id)).cashtag_only == {OURS}


MAPPINGS = {"settings": lambda it: it.settings, "choices": lambda it: it.choices}


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=MAPPINGS)
class TestMappings:
    def test_what_was_written_last_is_read(self, db, mapping):
        run(db, lambda it: mapping(it).update(b="1", a="1"))
        run(db, lambda it: mapping(it).update(b="2"))
        assert run(db, lambda it: dict(mapping(it))) == {"a": "1", "b": "2"}
        assert run(db, lambda it: len(mapping(it))) == 2

    def test_what_was_never_written_has_a_default(self, db, mapping):
        assert run(db, lambda it: mapping(it).get("a", "default")) == "default"
        with pytest.raises(KeyError):
            run(db, lambda it: mapping(it)["a"])

    def test_what_was_removed_is_gone(self, db, mapping):
        run(db, lambda it: mapping(it).update(a="1"))
        assert run(db, lambda it: mapping(it).pop("a")) == "1"
        assert run(db, lambda it: "a" in mapping(it)) is False
        with pytest.raises(KeyError):
            run(db, lambda it: mapping(it).__delitem__("a"))

    def test_each_workspace_has_its_own(self, db, mapping):
        run(db, lambda it: mapping(it).update(a="ours"))
        run(db, lambda it: mapping(it).update(a="theirs"), THEIRS)
        assert run(db, lambda it: mapping(it)["a"]) == "ours"


def mute(workspace, value="NVDA", *, until=None, channel="C1"):
    return workspace.mutes.add(
        channel=channel, kind=MuteKind.TICKER, value=value, until=until, created_by="U1"
    )


class TestMutes:
    def test_a_mute_comes_back_as_it_was_made(self, db):
        made = run(db, lambda it: mute(it, until=later(days=1)))
        assert run(db, lambda it: it.mutes.all()) == (made,)
        assert (made.kind, made.value, made.until) == (MuteKind.TICKER, "NVDA", later(days=1))

    def test_muting_again_sets_the_new_end(self, db):
        first = run(db, lambda it: mute(it, until=later(days=1)))
        second = run(db, mute)
        assert (second.id, second.until) == (first.id, None)

    def test_mutes_that_are_over_can_be_left_out(self, db):
        run(db, lambda it: mute(it, until=later(hours=1)))
        lasting = run(db, lambda it: mute(it, "AMD", channel="C2"))
        assert run(db, lambda it: it.mutes.all(now=later(hours=1))) == (lasting,)
        assert run(db, lambda it: it.mutes.all(channel="C2")) == (lasting,)
        assert len(run(db, lambda it: it.mutes.all())) == 2

    def test_a_mute_can_be_undone_once_and_by_its_own_workspace(self, db):
        made = run(db, mute)
        with pytest.raises(NotFound):
            run(db, lambda it: it.mutes.remove(made.id), THEIRS)
        assert run(db, lambda it: it.mutes.remove(made.id)) == made
        with pytest.raises(NotFound):
            run(db, lambda it: it.mutes.remove(made.id))


def teach(workspace, words="apple", *, kind=LessonKind.ALIAS, by="U1", now=NOON):
    return workspace.lessons.add(kind=kind, words=words, value="AAPL", taught_by=by, now=now)


class TestLessons:
    def test_lessons_are_listed_by_kind_in_the_order_they_came(self, db):
        first, second = run(db, teach), run(db, lambda it: teach(it, "cook", kind=LessonKind.BLOCK))
        assert run(db, lambda it: it.lessons.all()) == (first, second)
        assert run(db, lambda it: it.lessons.all(kind=LessonKind.BLOCK)) == (second,)
        assert run(db, lambda it: it.lessons.all(), THEIRS) == ()

    def test_the_same_lesson_again_is_one_but_votes_of_two_people_are_two(self, db):
        first, again = run(db, teach), run(db, lambda it: teach(it, now=later(hours=1)))
        other = run(db, lambda it: teach(it, by="U2"))
        assert (again.id, again.taught_at) == (first.id, later(hours=1))
        assert other.id != first.id

    def test_a_lesson_can_be_forgotten_by_its_own_workspace(self, db):
        made = run(db, teach)
        with pytest.raises(NotFound):
            run(db, lambda it: it.lessons.remove(made.id), THEIRS)
        assert run(db, lambda it: it.lessons.remove(made.id)) == made
        assert run(db, lambda it: it.lessons.all()) == ()

    def test_an_article_is_no_lesson(self, db):
        with pytest.raises(UsageError, match="at most 200"):
            run(db, lambda it: teach(it, "x" * (MAX_WORDS + 1)))


class TestHoldings:
    def test_a_user_holds_each_symbol_once(self, db):
        run(db, lambda it: it.holdings.add("U1", ["NVDA", "AMD"]))
        run(db, lambda it: it.holdings.add("U1", ["AMD", "F"]))
        assert run(db, lambda it: it.holdings.of("U1")) == ("AMD", "F", "NVDA")
        assert run(db, lambda it: it.holdings.of("U2")) == ()

    def test_removing_says_how_many_were_there(self, db):
        run(db, lambda it: it.holdings.add("U1", ["NVDA", "AMD"]))
        assert run(db, lambda it: it.holdings.remove("U1", ["NVDA", "F"])) == 1
        assert run(db, lambda it: it.holdings.of("U1")) == ("AMD",)


class TestMessages:
    def put(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a"), messages=[post("a"), edit("a"), reply("a"), post("a", channel="C2")])
        apply(db, feed, messages=[post("a", workspace=THEIRS)])
        return by_key(db, feed, "a").story_id

    def test_a_storys_messages_are_listed_in_every_channel(self, db):
        story_id = self.put(db)
        listed = run(db, lambda it: it.messages.of_story(story_id))
        assert [(message.channel, message.kind) for message in listed] == [
            ("C1", MessageKind.POST),
            ("C1", MessageKind.EDIT),
            ("C1", MessageKind.REPLY),
            ("C2", MessageKind.POST),
        ]
        assert {message.state for message in listed} == {DeliveryState.WAITING}

    def test_a_channel_has_one_parent_of_a_story(self, db):
        story_id = self.put(db)
        posts = run(db, lambda it: it.messages.posts(story_id))
        assert {channel: post.kind for channel, post in posts.items()} == {
            "C1": MessageKind.POST,
            "C2": MessageKind.POST,
        }

    def test_there_is_no_message_where_none_was_posted(self, db):
        self.put(db)
        assert run(db, lambda it: it.messages.at("C1", "1.0")) is None


def test_the_last_refusal_of_charts_is_kept(db):
    assert run(db, lambda it: it.chart_refusals.until()) is None
    for until in (NOON, later(days=1)):
        run(db, lambda it, until=until: it.chart_refusals.keep(until))
    assert run(db, lambda it: it.chart_refusals.until()) == later(days=1)
    assert run(db, lambda it: it.chart_refusals.until(), THEIRS) is None


def test_erasing_a_workspace_leaves_no_row_of_it_and_all_of_the_others(db):
    feed, own = add_feed(db), add_feed(db, "https://own.example/", in_catalogue=False)
    before = everything_in(db)
    fill(db, THEIRS, feed, own)
    theirs = everything_in(db)
    fill(db, OURS, feed, own)
    run(db, lambda it: it.erase())
    assert everything_in(db) == theirs
    run(db, lambda it: it.erase(), THEIRS)
    assert rows_of_workspaces(db) == 0
    assert everything_in(db)["feeds"] == before["feeds"]


def fill(db, workspace, feed, own):
    """Write at least one row of the workspace into every table that has any."""
    wish = subscribe(db, WatchAll(), workspace=workspace)
    subscribe(db, WatchFeed(own.id, own.url), workspace=workspace)
    messages = [post("a", workspace=workspace)]
    held = verdict("b", wish, Reason.WAITING, hold=Hold(NOON))
    apply(db, feed, planned("a"), planned("b"), verdicts=[verdict("a", wish), held], messages=messages)
    for work in (mute, teach, hold, refuse_charts):
        run(db, work, workspace)
    for mapping in MAPPINGS.values():
        run(db, lambda it, mapping=mapping: mapping(it).update(a="1"), workspace)
    with db._engine.connect() as connection:
        empty = [table.name for table in of_workspaces() if not connection.execute(select(table)).all()]
    assert empty == []


def hold(workspace):
    workspace.holdings.add("U1", ["NVDA"])


def refuse_charts(workspace):
    workspace.chart_refusals.keep(NOON)


def rows_of_workspaces(db):
    with db._engine.connect() as connection:
        return sum(len(connection.execute(select(table)).all()) for table in of_workspaces())


def of_workspaces():
    return [table for table in metadata.sorted_tables if "workspace" in table.c]


def test_what_waits_is_counted_by_reason_for_each_subscription_of_the_workspace(db):
    feed = add_feed(db)
    wishes = [subscribe(db, WatchAll(), channel=channel) for channel in ("C1", "C2", "C3")]
    theirs = subscribe(db, WatchAll(), workspace=THEIRS)
    holds = [
        (wishes[0], "a", Reason.WAITING, 2),
        (wishes[0], "b", Reason.QUIET_HOURS, 1),
        (wishes[1], "a", Reason.CAP, 3),
        (wishes[1], "b", Reason.CAP, 4),
        (theirs, "a", Reason.WAITING, 1),
    ]
    verdicts = [
        verdict(key, wish, reason, hold=Hold(later(hours=hours))) for wish, key, reason, hours in holds
    ]
    apply(db, feed, planned("a"), planned("b"), verdicts=verdicts)
    assert run(db, lambda it: it.waiting()) == {
        wishes[0].id: Waiting(((Reason.QUIET_HOURS, 1), (Reason.WAITING, 1)), later(hours=1)),
        wishes[1].id: Waiting(((Reason.CAP, 2),), later(hours=3)),
    }
    run(db, lambda it: it.subscriptions.remove(wishes[0].id))
    assert set(run(db, lambda it: it.waiting())) == {wishes[1].id}
