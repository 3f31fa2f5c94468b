"""The labelled tellings are joined as they should be, each family for itself and whatever came before."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from benchmarks.stories_pairs import PARTS, Relation, count_relations, read_tellings
from feeds.policy.stories import StoryIndex
from feeds.policy.stories.fingerprint import take_fingerprint
from feeds.scoring.score import Scorer
from feeds.types.news import NewsItem

START = datetime(2026, 11, 4, 14, tzinfo=UTC)
TUNED = read_tellings("tuned")
STYLES = sorted({telling.style for telling in TUNED})


@pytest.fixture(scope="module")
def scorer():
    return Scorer.load()


def stories_of(tellings, scorer):
    """The number of the telling that started each one's story, in the order of `tellings`."""
    index, found = StoryIndex(), {}
    for number, telling in sorted(enumerate(tellings), key=lambda numbered: numbered[1].minutes):
        at = START + timedelta(minutes=telling.minutes)
        mark = take_fingerprint(
            NewsItem(str(number), telling.title, telling.text, published_at=at),
            scorer.score(title=telling.title, text=telling.text),
            feed_id=STYLES.index(telling.style),
            seen_at=at,
        )
        match = index.match(mark)
        found[number] = number if match is None else match.story
        index.add(mark, story=found[number], seen_at=at)
    return [found[number] for number in range(len(tellings))]


@pytest.mark.parametrize("family", sorted({telling.family for telling in TUNED}))
def test_no_two_events_of_a_family_are_one_story(family, scorer):
    tellings = [telling for telling in TUNED if telling.family == family]
    stories = stories_of(tellings, scorer)
    wrong = [
        (tellings[one].title, tellings[other].title)
        for one, other in combinations(range(len(tellings)), 2)
        if stories[one] == stories[other] and tellings[one].event != tellings[other].event
    ]
    assert wrong == []


def test_nine_of_ten_tellings_of_an_event_are_found(scorer):
    stories = stories_of(TUNED, scorer)
    same = [
        pair for pair in combinations(range(len(TUNED)), 2) if TUNED[pair[0]].event == TUNED[pair[1]].event
    ]
    assert sum(stories[one] == stories[other] for one, other in same) >= 0.9 * len(same)


def test_labelled_set_is_large_and_a_third_of_it_is_kept_aside():
    tuned, kept = (count_relations(read_tellings(part)) for part in PARTS)
    assert tuned.total() + kept.total() >= 400
    assert kept.total() >= (tuned.total() + kept.total()) / 3
    assert all(tuned[relation] > 50 and kept[relation] > 30 for relation in Relation)
