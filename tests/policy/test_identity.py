"""Keys name an item for good, whatever the publisher does around it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.identity import make_items, names, recognise
from feeds.types.news import Entry, NewsItem

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def entry(number: int = 1, **changes: object) -> Entry:
    plain = Entry(
        title=f"Acme opens plant {number}",
        text=f"The plant employs {number} people.",
        url=f"https://news.example/{number}",
        guid=f"id-{number}",
        published_at=NOON + timedelta(minutes=number),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def keys(*entries: Entry) -> list[str]:
    return [item.key for item in make_items(entries)]


def stored(items: tuple[NewsItem, ...]) -> dict[str, str]:
    """What the store would answer after these items were saved."""
    return {name: item.content_hash for item in items for name in (item.key, *item.aliases)}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "Acme opens its plant"}, id="headline"),
        pytest.param({"text": "Corrected."}, id="text"),
        pytest.param({"url": "https://news.example/1?utm_source=rss"}, id="link"),
        pytest.param({"published_at": NOON + timedelta(days=1)}, id="date"),
        pytest.param({"published_at": None}, id="no date any more"),
        pytest.param({"guid": " id-1\n"}, id="space around the guid"),
    ],
)
def test_key_stays_the_same_when_the_publisher_changes_the(changes):
    assert keys(entry(**changes)) == keys(entry())


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/1",
        "https://www.news.example/1/",
        "https://news.example/1?utm_medium=feed&utm_source=x#top",
        "https://amp.news.example/1/amp/",
        "HTTPS://NEWS.EXAMPLE:443/1",
    ],
)
def test_without_guid_the_link_names_the_item_however_it_is_spelled(url):
    assert keys(entry(guid=None, url=url)) == keys(entry(guid=None))


def test_without_guid_and_link_headline_and_date_name_the_item():
    bare = {"guid": None, "url": None}
    assert keys(entry(**bare)) == keys(entry(**bare, text="Corrected."))
    assert keys(entry(**bare)) != keys(entry(**bare, published_at=NOON))


@pytest.mark.parametrize("shared", [{"guid": "feed"}, {"guid": None, "url": "https://news.example/"}])
def test_a_name_that_several_entries_share_names_none_of_them(shared):
    assert len(set(keys(*(entry(number, **shared) for number in range(5))))) == 5


def test_nameless_entries_of_one_headline_and_day_are_told_apart_by_their_turn():
    bare = {"guid": None, "url": None, "title": "ACME halted", "published_at": NOON}
    first, second = entry(**bare, text="10:19"), entry(**bare, text="14:30")
    known = stored(make_items((first,)))
    found = recognise(make_items((second, replace(first, text="10:19, resumed 11:00"))), known)
    assert [item.text for item in found.new] == ["14:30"]
    assert [item.text for item in found.edited] == ["10:19, resumed 11:00"]


def test_the_same_entry_twice_is_one_item():
    assert len(make_items((entry(), entry()))) == 1


def test_an_entry_with_nothing_to_show_is_left_out():
    assert make_items((Entry(title="", guid="x"),)) == ()


def test_an_item_without_headline_is_headed_by_its_first_words():
    (item,) = make_items((Entry(title="", text="Shares of Acme rose. " * 20, guid="x"),))
    assert item.title.startswith("Shares of Acme rose.")
    assert len(item.title) <= 121


def test_an_item_carries_its_own_url_unaltered():
    url = "https://www.news.example/1/?utm_source=rss#live"
    assert make_items((entry(url=url),))[0].url == url


class TestRecognising:
    def test_everything_is_new_the_first_time(self):
        items = make_items((entry(1), entry(2)))
        assert recognise(items, {}).new == items

    def test_nothing_is_new_the_second_time(self):
        items = make_items((entry(1), entry(2)))
        found = recognise(items, stored(items))
        assert (found.new, found.edited) == ((), ())

    def test_an_edit_is_an_edit_and_no_news(self):
        before = make_items((entry(),))
        after = make_items((entry(title="Acme opens plant at last"),))
        found = recognise(after, stored(before))
        assert (found.new, found.edited) == ((), after)

    @pytest.mark.parametrize(
        "renamed",
        [
            pytest.param(lambda n: {"guid": f"session-{n}"}, id="guid"),
            pytest.param(lambda n: {"guid": None, "url": f"https://news.example/s{n}"}, id="link"),
            pytest.param(
                lambda n: {"guid": f"s-{n}", "url": f"https://news.example/s{n}"}, id="guid and link"
            ),
            pytest.param(
                lambda n: {"guid": f"s-{n}", "published_at": NOON + timedelta(days=9)}, id="guid and date"
            ),
            pytest.param(lambda n: {"guid": f"s-{n}", "published_at": None}, id="guid, no date"),
        ],
    )
    def test_items_stay_old_when_each_poll_brings_another(self, renamed):
        first = make_items(
            tuple(entry(n, **({"guid": None} if not renamed(n)["guid"] else {})) for n in range(4))
        )
        second = make_items(tuple(entry(n, **renamed(n)) for n in range(4)))
        assert recognise(second, stored(first)).new == ()

    @pytest.mark.parametrize(
        "names",
        [
            pytest.param(
                lambda poll, n: {"guid": f"{poll}-{n}", "published_at": NOON + poll * timedelta(days=1)},
                id="guid and date",
            ),
            pytest.param(
                lambda poll, n: {
                    "guid": f"{poll}-{n}",
                    "url": f"https://news.example/{poll}/{n}",
                    "published_at": None,
                },
                id="guid and link, no date",
            ),
            pytest.param(
                lambda poll, n: {"guid": None, "url": None, "published_at": NOON + poll * timedelta(hours=1)},
                id="only the date",
            ),
        ],
    )
    def test_what_joins_items_that_each_poll_names_anew_is_all_that_is_new(self, names):
        first, second = (
            make_items(tuple(entry(n, text=f"Text {n}", **names(poll, n)) for n in range(3 + poll)))
            for poll in range(2)
        )
        assert [item.title for item in recognise(second, stored(first)).new] == [entry(3).title]

    def test_a_headline_that_returns_every_day_is_news_every_day(self):
        daily = {"title": "Market close", "url": "https://news.example/close"}
        monday = make_items((entry(1, **daily), entry(7)))
        tuesday = make_items((entry(2, **daily), entry(7)))
        assert [item.title for item in recognise(tuesday, stored(monday)).new] == ["Market close"]

    def test_a_guid_shared_by_all_still_tells_old_from_new(self):
        first = make_items((entry(1, guid="feed"),))
        second = make_items((entry(2, guid="feed"), entry(1, guid="feed")))
        assert [item.title for item in recognise(second, stored(first)).new] == [entry(2).title]

    def test_order_does_not_matter(self):
        entries = tuple(entry(number) for number in range(6))
        known = stored(make_items(entries))
        assert recognise(make_items(entries[::-1]), known).new == ()

    def test_every_name_is_asked_for(self):
        items = make_items((entry(1), entry(2)))
        assert set(names(items)) == set(stored(items))


words = st.text(max_size=12)
entries = st.builds(
    Entry,
    title=words,
    text=words,
    url=st.none() | words.map("https://news.example/".__add__) | words,
    guid=st.none() | words,
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(entries, max_size=8).map(tuple))
def test_keys_are_unique_and_the_same_every_time(found):
    once, again = make_items(found), make_items(found)
    assert once == again
    assert len({item.key for item in once}) == len(once)


@given(st.lists(entries, max_size=8).map(tuple), st.randoms())
def test_keys_do_not_depend_on_the_order(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert {item.key for item in make_items(tuple(shuffled))} == {item.key for item in make_items(found)}


@given(st.lists(entries, max_size=8).map(tuple))
def test_what_was_stored_is_never_news_again(found):
    items = make_items(found)
    assert recognise(items, stored(items)) == recognise((), {})
