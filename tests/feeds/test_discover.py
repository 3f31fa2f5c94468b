"""From the address that people know to the feeds behind it."""

import pytest

from feeds.discover import discover
from feeds.errors import UsageError
from feeds.fetch import Fetcher
from feeds.types.news import FeedLink
from tests.feeds.servers import FEED, Behaviour, Peer, Request, serving

PAGE = """<!doctype html><html><head><title>Site</title>
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="Comments &raquo; feed" href="/comments/feed">
<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" TITLE="Markets &amp; more"
 HREF="feeds/markets.atom">
<link rel="alternate" type="application/rss+xml" href="https://cdn.example/all.rss">
<link rel="alternate" type="application/rss+xml" title="twice" href="https://cdn.example/all.rss">
<link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/rss+xml" title="evil" href="javascript:alert(1)">
</head><body><a href="/rss.xml">RSS</a></body></html>"""


def site(**pages: str | bytes) -> Behaviour:
    """A site of these pages; all else is not found. Names: `index` is "/", "a_xml" is "/a.xml"."""
    named = {"/" if name == "index" else "/" + name.replace("_", "."): page for name, page in pages.items()}

    async def behave(request: Request, peer: Peer) -> None:
        page = named.get(request.path)
        if page is None:
            await peer.answer(status="404 Not Found")
        else:
            await peer.answer(page.encode() if isinstance(page, str) else page)

    return behave


async def found_at(
    behaviour: Behaviour, path: str = "/", *, scheme: str = "http://", timeout_s: float = 5
) -> list[FeedLink]:
    """What is found, with the server's address left out."""
    fetcher = Fetcher(
        timeout_s=timeout_s, max_body_bytes=10**6, contact=None, allow_private=True, version="0"
    )
    async with serving(behaviour) as server, fetcher as door:
        links = await discover(door, scheme + server.url.removeprefix("http://") + path)
        return [FeedLink(link.url.removeprefix(server.url), link.title) for link in links]


async def test_a_feed_is_returned_as_itself():
    assert await found_at(site(news_xml=FEED), "/news.xml") == [FeedLink("/news.xml", "Healthy")]


async def test_linked_feeds_are_offered_with_their_titles_and_comments_come_last():
    assert await found_at(site(index=PAGE)) == [
        FeedLink("/feeds/markets.atom", "Markets & more"),
        FeedLink("https://cdn.example/all.rss", ""),
        FeedLink("/comments/feed", "Comments » feed"),
    ]


async def test_links_are_relative_to_the_pages_base():
    page = '<base href="/deep/"><link rel="alternate" type="application/rss+xml" href="a.xml">'
    assert await found_at(site(index=page)) == [FeedLink("/deep/a.xml", "")]


@pytest.mark.parametrize(
    "anchor", ['<a href="/x/rss.xml">Subscribe</a>', '<a href="/x/rss.xml"><b> RSS</b></a>']
)
async def test_without_named_feeds_those_that_the_text_links_to_are_offered(anchor):
    links = await found_at(site(index=f"<html><body><a href='/rssing-car'>car</a>{anchor}</body></html>"))
    assert [link.url for link in links] == ["/x/rss.xml"]


async def test_without_any_link_the_usual_places_are_tried():
    assert await found_at(site(index="<html></html>", atom_xml=FEED)) == [FeedLink("/atom.xml", "Healthy")]


async def test_a_page_without_feeds_has_none():
    assert await found_at(site(index="<html></html>")) == []


async def test_an_address_without_a_scheme_is_tried_both_ways():
    links = await found_at(site(index=FEED), scheme="", timeout_s=1)
    assert [link.title for link in links] == ["Healthy"]


async def test_a_page_that_does_not_answer_is_the_askers_to_mend():
    with pytest.raises(UsageError, match="has no feed at this address"):
        await found_at(site())


@pytest.mark.parametrize(
    "page", ["<html>" + "<a href='/rss'>" * 30_000, "<link" * 50_000, "\x00\xff", "<html" * 9]
)
async def test_a_broken_page_is_searched_as_far_as_it_goes(page):
    assert len(await found_at(site(index="<html>" + page))) <= 20
