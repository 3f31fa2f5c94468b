"""OPML in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import opml
from feeds.errors import UsageError
from feeds.types.news import FeedLink

NESTED = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>Mine</title></head><body>
 <outline text="Markets"><outline text="Deep"><outline text="A &amp; B" type="rss" xmlUrl="https://a.example/rss"/></outline></outline>
 <outline title="Title wins" text="text" xmlurl="https://b.example/rss" htmlUrl="https://b.example/"/>
 <outline text="again" XMLURL="https://a.example/rss"/>
 <outline text="no address"/>
 <outline text="evil" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_nested_feeds_are_found_as_they_stand():
    assert opml.read(NESTED) == (
        FeedLink("https://a.example/rss", "A & B"),
        FeedLink("https://b.example/rss", "Title wins"),
        FeedLink("https://a.example/rss", "again"),
        FeedLink("javascript:alert(1)", "evil"),
    )


def test_a_list_without_end_is_refused():
    outline = b"<outline xmlUrl='https://a.example/'/>"
    with pytest.raises(UsageError, match="names 10,001 feeds"):
        opml.read(b"<opml>" + outline * (opml.MOST_FEEDS + 1) + b"</opml>")


def test_bare_ampersands_are_forgiven():
    document = b'<opml><body><outline text="S&P" xmlUrl="https://a.example/?a=1&b=2"/></body></opml>'
    assert opml.read(document) == (FeedLink("https://a.example/?a=1&b=2", "S&P"),)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"hello",
        b"<rss/>",
        b"<html><body/></html>",
        b"<opml><body>",
        b"\x00\xff" * 50,
        b"<opml>" + b"<outline>" * 500_000,
        b"<opml>" + b" " * opml.MOST_BYTES,
    ],
    ids=["empty", "text", "feed", "page", "cut off", "junk", "bomb", "huge"],
)
def test_what_is_no_opml_is_told(document):
    with pytest.raises(UsageError, match="no OPML"):
        opml.read(document)


def test_entities_stay_inert():
    document = b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&#38;x;" xmlUrl="https://a.example/"/></body></opml>'
    assert all("root" not in link.title for link in opml.read(document))


def test_an_empty_list_is_a_list():
    assert opml.read(opml.write([])) == ()


titles = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
links = st.builds(FeedLink, url=st.integers(0, 99).map("https://a.example/?x=1&n={}".format), title=titles)


@given(st.lists(links, unique_by=lambda link: link.url))
def test_what_is_written_is_read_again(feeds):
    assert [link.url for link in opml.read(opml.write(feeds))] == [feed.url for feed in feeds]


def test_a_feed_without_title_is_named_by_its_address():
    assert b'text="https://a.example/"' in opml.write([FeedLink("https://a.example/")])
