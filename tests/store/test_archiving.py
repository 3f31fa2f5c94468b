"""Settings leave the store and come back the same, again and again, without what is secret."""

from dataclasses import replace
from functools import partial
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.archiving import read_archive, restore
from feeds.fetch.guard import Guard
from feeds.fetch.hops import why_refused
from feeds.types.archives import Archive, Restored, SavedAlert, SavedLesson, SavedMute
from feeds.types.subscriptions import (
    LessonKind,
    MuteKind,
    Rules,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from tests.store.making import NOON, OURS, THEIRS, add_feed, later

REFUSAL = partial(why_refused, guard=Guard(allow_private=False))
FEED = "https://news.example/rss"
SECRET = "https://ada:secret@news.example/rss?token=abc"
HIDDEN = "https://***@news.example/rss?token=***"
NVDA = SavedAlert("C1", "U1", WatchTickers(("NVDA", "AMD")), Rules(min_score=0.35))
EVERYTHING = Archive(
    OURS,
    alerts=(
        NVDA,
        SavedAlert("C1", "U1", WatchFeed(0, FEED), is_paused=True),
        SavedAlert("C2", "U2", WatchWords(("rate cut",)), is_paused=True, paused_until=later(days=2)),
        SavedAlert("C2", "U2", WatchPortfolio("U2")),
        SavedAlert("C3", "U2", WatchAll(), Rules(max_per_day=5, timezone="Europe/Berlin")),
    ),
    mutes=(
        SavedMute("C1", MuteKind.TICKER, "TSLA", "U1"),
        SavedMute("C1", MuteKind.SOURCE, FEED, "U1", until=later(days=1)),
    ),
    lessons=(
        SavedLesson(LessonKind.ALIAS, "big green", "NVDA", "U1"),
        SavedLesson(LessonKind.BLOCK, "meta", "META", "U2"),
        SavedLesson(LessonKind.WORD, "recalls", "+0.25", "U2"),
    ),
    choices=(("apple", "AAPL"),),
    settings=(("timezone", "Europe/Berlin"),),
)

workspaces = count()
watches = st.sampled_from([alert.watch for alert in EVERYTHING.alerts])
rules = st.builds(Rules, min_score=st.sampled_from([0.0, 0.15, 0.35]), max_per_day=st.none() | st.just(9))
alerts = st.builds(SavedAlert, st.sampled_from(["C1", "C2"]), st.just("U2"), watches, rules, st.booleans())


def bring_back(db, archive, *, workspace=OURS, now=NOON):
    return db.run_now(lambda unit: restore(unit, archive, workspace=workspace, refusal=REFUSAL, now=now))


def archive_of(db, workspace=OURS):
    return db.read_now(lambda unit: read_archive(unit.workspace(workspace)))


def test_everything_set_comes_back(db):
    assert bring_back(db, EVERYTHING) == Restored(added=5)
    assert archive_of(db) == EVERYTHING


def test_the_same_file_twice_changes_nothing(db):
    bring_back(db, EVERYTHING)
    assert bring_back(db, EVERYTHING, now=later(hours=1)) == Restored(same=5)
    assert archive_of(db) == EVERYTHING


def test_another_workspace_gets_it_as_its_own(db):
    bring_back(db, EVERYTHING, workspace=THEIRS)
    assert archive_of(db, THEIRS) == replace(EVERYTHING, workspace=THEIRS)
    assert archive_of(db, OURS) == Archive(OURS)


@given(wished=st.lists(alerts, max_size=4, unique_by=lambda each: (each.channel, each.watch)).map(tuple))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_wished_comes_back_as_often_as_it_is_brought(db, wished):
    workspace = f"T{next(workspaces)}"
    archive = Archive(workspace, alerts=wished)
    assert bring_back(db, archive, workspace=workspace).added == len(wished)
    assert bring_back(db, archive, workspace=workspace) == Restored(same=len(wished))
    assert archive_of(db, workspace) == archive


def test_an_alert_with_other_options_is_changed_to_those_of_the_file(db):
    bring_back(db, Archive(OURS, alerts=(NVDA,)))
    other = replace(NVDA, rules=Rules(min_score=0.6), is_paused=True)
    assert bring_back(db, Archive(OURS, alerts=(other,))) == Restored(changed=1)
    assert archive_of(db).alerts == (other,)
    assert bring_back(db, Archive(OURS, alerts=(replace(other, is_paused=False),))) == Restored(changed=1)
    assert not archive_of(db).alerts[0].is_paused


def test_what_the_file_does_not_name_stays(db):
    bring_back(db, EVERYTHING)
    bring_back(db, Archive(OURS, settings=(("timezone", "UTC"),)))
    assert archive_of(db) == replace(EVERYTHING, settings=(("timezone", "UTC"),))


def subscribe_to_secret(db, workspace=OURS):
    feed = add_feed(db, SECRET, in_catalogue=False)
    db.run_now(
        lambda unit: unit.workspace(workspace).subscriptions.add(
            channel="C1", created_by="U1", watch=WatchFeed(feed.id, SECRET), now=NOON
        )
    )
    return feed


def test_credentials_stay_behind(db):
    feed = subscribe_to_secret(db)
    db.run_now(
        lambda unit: unit.workspace(OURS).mutes.add(
            channel="C1", kind=MuteKind.SOURCE, value=str(feed.id), until=None, created_by="U1"
        )
    )
    archive = archive_of(db)
    assert archive.alerts == (SavedAlert("C1", "U1", WatchFeed(0, HIDDEN)),)
    assert archive.mutes[0].value == HIDDEN


def test_an_address_without_its_credentials_means_the_feed_the_workspace_sees(db):
    subscribe_to_secret(db)
    assert bring_back(db, archive_of(db)) == Restored(same=1)


def test_elsewhere_it_is_left_out_and_named(db):
    subscribe_to_secret(db)
    restored = bring_back(db, archive_of(db), workspace=THEIRS)
    assert restored.added == 0
    assert restored.left_out == (
        f"{HIDDEN} needs a login, which a file never holds; subscribe to it again with its full address.",
    )
    assert archive_of(db, THEIRS).alerts == ()


def test_a_workspace_is_known_by_whatever_it_has_set(db):
    bring_back(db, Archive(OURS, settings=(("timezone", "UTC"),)))
    bring_back(db, EVERYTHING, workspace=THEIRS)
    assert db.read_now(lambda unit: unit.workspaces()) == (OURS, THEIRS)


def test_mutes_of_stories_and_votes_on_items_mean_nothing_elsewhere(db):
    def teach(unit):
        mine = unit.workspace(OURS)
        mine.mutes.add(channel="C1", kind=MuteKind.STORY, value="7", until=None, created_by="U1")
        mine.lessons.add(kind=LessonKind.LABEL, words="7", value="neutral", taught_by="U1", now=NOON)

    db.run_now(teach)
    assert archive_of(db) == Archive(OURS)
