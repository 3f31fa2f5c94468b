"""URLs as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.urls import canonical_url, host_of, redacted, spellings, web_url


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://news.example/feed?a=1", "https://news.example/feed?a=1"),
        ("https://ann:secret@news.example/feed", "https://***@news.example/feed"),
        ("https://ann@news.example/", "https://***@news.example/"),
        ("https://a:b@c:d@news.example/", "https://***@news.example/"),
        ("https://news.example/u@home", "https://news.example/u@home"),
        ("https://news.example/?q=1&token=secret&x=2", "https://news.example/?q=1&token=***&x=2"),
        ("https://news.example/?API_KEY=secret#f", "https://news.example/?API_KEY=***#f"),
        ("fetched http://ann:secret@a.example/ twice", "fetched http://***@a.example/ twice"),
        ("//ann:secret@a.example/", "//***@a.example/"),
    ],
)
def test_credentials_are_not_shown(url, shown):
    assert redacted(url) == shown


@given(st.text())
def test_redacting_twice_is_redacting_once(text):
    assert redacted(redacted(text)) == redacted(text)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://a.example/x?utm_source=rss#top", "https://a.example/x?utm_source=rss#top"),
        ("HTTP://A.example/", "HTTP://A.example/"),
        ("/x", "https://base.example/x"),
        ("x y", "https://base.example/dir/x%20y"),
        ("//c.example/", "https://c.example/"),
        (" https://a.example/\n b ", "https://a.example/%20b"),
        ("?q", "https://base.example/dir/page?q"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_is_an_absolute_web_address_or_none(link, url):
    assert web_url(link, "https://base.example/dir/page") == url


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a/b?id=7",
        "http://news.example/a/b?id=7",
        "https://www.news.example/a/b/?id=7",
        "https://m.news.example:443/a/b?id=7",
        "https://amp.news.example/a/b/amp/?id=7",
        "https://news.example/a/b.amp?id=7",
        "https://news.example/a/b?utm_source=x&id=7&fbclid=1&mod=rss",
        "https://news.example/a/b?id=7#comments",
        "HTTPS://News.Example/a/b?id=7",
        "https://news.example/a/b/index.html?id=7",
    ],
)
def test_one_page_has_one_canonical_address(url):
    assert canonical_url(url) == "https://news.example/a/b?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?id=1", "https://a.example/?id=2"),
        ("https://a.example/x", "https://a.example/X"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example:8080/x", "https://a.example/x"),
        ("https://m.example/x", "https://example/x"),
    ],
)
def test_two_pages_have_two(one, other):
    assert canonical_url(one) != canonical_url(other)


@given(st.text() | st.text("htps:/w.amp?&=#index@[]%", max_size=40).map("https://".__add__))
def test_canonical_is_a_fixed_point_and_never_an_error(text):
    once = canonical_url(text)
    assert canonical_url(once) == once
    assert isinstance(host_of(text), str)
    assert web_url(text, text) is None or "://" in text + str(web_url(text, text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://a.example/feed", ("https://a.example/feed",)),
        (" <https://a.example/fe\ned> ", ("https://a.example/feed",)),
        ("a.example/feed?x=1", ("https://a.example/feed?x=1", "http://a.example/feed?x=1")),
        ("a.example:8080", ("https://a.example:8080", "http://a.example:8080")),
        ("bücher.example", ("https://bücher.example", "http://bücher.example")),
        ("localhost:80/x", ("https://localhost:80/x", "http://localhost:80/x")),
        ("feed://a.example/rss", ("https://a.example/rss", "http://a.example/rss")),
        ("feed:https://a.example/rss", ("https://a.example/rss",)),
        ("AAPL", ("AAPL",)),
        ("javascript:alert(1)", ("javascript:alert(1)",)),
        ("mailto:ada@a.example", ("mailto:ada@a.example",)),
        ("a b.example", ("a%20b.example",)),
        ("", ("",)),
    ],
)
def test_a_pasted_address_is_read_as_it_was_meant(typed, meant):
    assert spellings(typed) == meant


def test_people_know_a_host_without_its_www():
    assert host_of("https://www.Nasdaq.com:443/feed") == "nasdaq.com"
    assert host_of("nonsense") == ""
