"""A list of feeds passes the checks that one feed added by hand passes."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.guard import Guard
from feeds.fetch.hops import why_refused
from feeds.sieve import Sieve

GOOD = "https://good.example/rss"


def sieve(*, allow_private: bool = False) -> Sieve:
    return Sieve(partial(why_refused, guard=Guard(allow_private=allow_private)))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("javascript:alert(1)", "javascript addresses are not fetched"),
        ("file:///etc/passwd", "file addresses are not fetched"),
        ("ftp://good.example/rss", "ftp addresses are not fetched"),
        ("nonsense", "That is not a web address"),
        ("http://", "That is not a web address"),
        ("https://good.example:25/rss", "Port 25 of good.example is not one that feeds live on"),
        ("http://127.0.0.1/rss", "127.0.0.1 is in a private network"),
        ("http://0x7f.1/rss", "127.0.0.1 is in a private network"),
        ("http://2130706433/rss", "127.0.0.1 is in a private network"),
        ("http://[::1]/rss", "::1 is in a private network"),
        ("http://[::ffff:10.0.0.1]/rss", "is in a private network"),
        ("http://LOCALHOST./rss", "is in a private network"),
        ("http://feeds.localhost/rss", "feeds.localhost is in a private network"),
        ("http://169.254.169.254/latest", "169.254.169.254 is no address of the public web"),
        ("http://0.0.0.0/", "0.0.0.0 is no address of the public web"),
        ("https://good.example/" + "x" * 2000, "more than 2,000 characters"),
    ],
)
def test_an_address_that_is_never_asked_is_left_out_with_the_reason(url, why):
    good, left_out = sieve().sift([GOOD, url])
    assert good == [GOOD]
    assert len(left_out) == 1
    assert why in left_out[0]
    assert left_out[0].startswith(url[:200])


@pytest.mark.parametrize("again", [GOOD, "HTTPS://Good.Example:443/rss", GOOD + "#top"])
def test_an_address_that_a_list_names_twice_is_taken_once(again):
    assert sieve().sift([GOOD, again]) == ([GOOD], [f"{again}: The file names it twice."])


@pytest.mark.parametrize(
    "other", ["http://good.example/rss", GOOD + "?a", GOOD + "/", "https://ada@good.example/rss"]
)
def test_other_addresses_are_other_feeds(other):
    assert sieve().sift([GOOD, other]) == ([GOOD, other], [])


def test_the_same_feed_may_stand_in_two_places():
    sieve_ = sieve()
    assert [sieve_.why_not(GOOD, place=place) for place in ("C1", "C2")] == [None, None]


def test_what_is_private_is_taken_where_that_is_allowed():
    assert sieve(allow_private=True).sift(["http://localhost:8080/rss"])[1] == []


def test_no_reason_tells_a_password():
    _, left_out = sieve().sift(["https://ada:sesame@10.0.0.1/rss?token=abc"])
    assert left_out[0].startswith("https://***@10.0.0.1/rss?token=***: ")


@given(st.lists(st.text(max_size=40) | st.text(max_size=20).map("http://{}".format)))
def test_every_line_is_taken_or_told(urls):
    good, left_out = sieve().sift(urls)
    assert len(good) + len(left_out) == len(urls)
