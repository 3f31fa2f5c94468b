"""Sources: each counts once, and what it tells later takes the place of what it told before."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.sources import Source, is_update, latest_by_source, source_of
from tests.policy.samples import stored


def told(id, *, feed_id=1, url="https://news.example/a"):
    one = stored(id, story_id=1)
    return replace(one, feed_id=feed_id, item=replace(one.item, url=url))


FIRST = told(1)


@pytest.mark.parametrize(
    ("later", "is_one"),
    [
        pytest.param(told(2, url="https://www.news.example/b"), True, id="the_same_feed_again"),
        pytest.param(told(2, feed_id=2), False, id="another_feed"),
        pytest.param(told(2, url="https://other.example/a"), False, id="another_site_of_one_feed"),
    ],
)
def test_a_source_that_tells_a_story_again_updates_it(later, is_one):
    assert is_update(later, (FIRST, later)) is is_one
    assert latest_by_source([FIRST, later]) == ((later,) if is_one else (FIRST, later))


def test_what_came_first_is_no_update_of_what_came_later():
    assert not is_update(FIRST, (FIRST, told(2)))


@pytest.mark.parametrize("url", [None, "", "http://[bad", "no address"])
def test_an_item_that_links_nowhere_is_told_by_its_feed(url):
    assert source_of(told(1, url=url)) == Source(1, "")


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["https://a.example/", "https://b.example/"]))))
def test_each_source_counts_once(tellings):
    items = [told(number, feed_id=feed, url=url) for number, (feed, url) in enumerate(tellings)]
    assert len(latest_by_source(items)) == len(set(tellings))
