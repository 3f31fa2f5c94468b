"""From bytes to a feed: who reads it, what is the same whoever reads it, and what is said when nobody can."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.parse import parse
from feeds.parse.documents import read_by_feedparser, read_repaired, read_strictly
from feeds.policy.identity import make_items
from feeds.types.news import Fetched, ParsedFeed, ParseFailed, PollResult
from tests.feeds.test_golden import DOCUMENTS, URL

WELL_FORMED = [path for path in DOCUMENTS if "not_closed" not in path.name and "junk" not in path.name]
BODIES = [path.read_bytes() for path in DOCUMENTS]


def fetched(body: bytes | str, content_type: str = "") -> Fetched:
    return Fetched(
        final_url=URL, body=body.encode() if isinstance(body, str) else body, content_type=content_type
    )


def entries_of(body: bytes | str, content_type: str = "") -> tuple[str, ...]:
    parsed = parse(fetched(body, content_type))
    assert isinstance(parsed, ParsedFeed), parsed
    return tuple(entry.title for entry in parsed.entries)


def rss(*items: str) -> str:
    return f"<rss><channel><title>T</title>{''.join(items)}</channel></rss>"


@pytest.mark.parametrize(
    "path", [path for path in WELL_FORMED if path.suffix == ".xml"], ids=lambda path: path.stem
)
def test_keys_do_not_depend_on_the_reader(path):
    document = fetched(path.read_bytes())
    strict, loose = read_strictly(document) or read_repaired(document), read_by_feedparser(document)
    assert strict is not None
    assert loose is not None
    assert [item.key for item in make_items(strict.entries)] == [
        item.key for item in make_items(loose.entries)
    ]


@pytest.mark.parametrize(
    ("content_type", "encoding", "declared"),
    [
        ("text/xml; charset=windows-1251", "windows-1251", ""),
        ("text/xml", "windows-1251", "windows-1251"),
        ("text/xml; charset=latin-1", "windows-1251", "windows-1251"),
        ("text/xml; charset=utf-8", "koi8-r", "koi8-r"),
        ("text/xml; charset=klingon", "utf-8", "klingon"),
        ("", "utf-8-sig", ""),
        ("", "utf-16-le", ""),
        ("", "utf-16-be", ""),
        ("", "utf-32", ""),
    ],
)
def test_words_survive_every_encoding(content_type, encoding, declared):
    said = f' encoding="{declared}"' if declared else ""
    document = f'<?xml version="1.0"{said}?>' + rss("<item><title>Рубль вырос</title></item>")
    assert entries_of(document.encode(encoding), content_type) == ("Рубль вырос",)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(
            rss("<item><title>A</title></item>", "<item><title>B & C</title></item>"), id="ampersand"
        ),
        pytest.param(rss("<item><title>A</title></item><item><title>B &copy; C</title></item>"), id="entity"),
        pytest.param(
            rss("<item><title>A\x0b</title></item><item><title>B</title></item>"), id="control character"
        ),
        pytest.param(
            "\n\n junk " + rss("<item><title>A</title></item>", "<item><title>B</title></item>"), id="junk"
        ),
        pytest.param(rss("<item><title>A</title><item><title>B</title></item>"), id="item in item"),
        pytest.param(
            rss("<item><title>A</title></item>", "<item><title>B</title></item>")[:-20], id="cut off"
        ),
        pytest.param(
            rss("<item><title>A<br></title></item>", "<item><title>B</title></item>"), id="open tag"
        ),
        pytest.param(rss("<ITEM><Title>A</Title></ITEM>", "<item><TITLE>B</TITLE></item>"), id="upper case"),
    ],
)
def test_no_entry_is_lost_to_a_mistake_of(document):
    assert [title[:1] for title in entries_of(document)] == ["A", "B"]


def test_a_broken_document_too_large_for_the_slow_reader_is_read_in_part():
    item = f"<item><title>A & B</title><description>{'word ' * 2_000}</description></item>"
    assert len(entries_of(rss(item * 400)[:-20])) == 400


def test_items_beside_their_channel_are_found():
    assert entries_of("<rss><channel><title>T</title></channel><item><title>A</title></item></rss>") == ("A",)


def test_a_feed_without_entries_is_a_feed():
    assert entries_of("<rss version='2.0'><channel><title>T</title></channel></rss>") == ()


@pytest.mark.parametrize(
    "content",
    ["<media:content url='x'/>", "<language>en</langauge>", "<x:a xmlns:x=' http://spaced.example '>a</x:a>"],
    ids=["undeclared prefix", "misspelt end", "namespace with spaces"],
)
def test_a_feed_without_entries_is_a_feed_in_spite_of_a_mistake(content):
    parsed = parse(fetched(f"<rss version='2.0'><channel>{content}</channel></rss>"))
    assert isinstance(parsed, ParsedFeed)
    assert parsed.entries == ()


def test_foreign_elements_of_the_same_name_are_no_entries():
    foreign = '<x:item xmlns:x="urn:x"><title>no</title></x:item><item><title>A</title></item>'
    assert entries_of(rss(foreign)) == ("A",)


def test_at_most_five_thousand_entries_are_read():
    assert len(entries_of(rss("<item><title>A</title></item>" * 5_001))) == 5_000


@pytest.mark.parametrize(
    ("body", "result", "what"),
    [
        (b"", PollResult.NOT_A_FEED, "empty page"),
        (b"<!doctype html><html><head><title>x</title></head></html>", PollResult.NOT_A_FEED, "web page"),
        (b"{}", PollResult.NOT_A_FEED, "JSON that is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 5}', PollResult.NOT_A_FEED, "JSON"),
        (b"<urlset><url/></urlset>", PollResult.NOT_A_FEED, "no feed"),
        (b"hello", PollResult.NOT_A_FEED, "no feed"),
        (b"<rss" + b"<a" * 500_000, PollResult.UNPARSABLE, "more tags"),
    ],
)
def test_what_is_no_feed_is_told_in_a_sentence(body, result, what):
    failed = parse(fetched(body))
    assert isinstance(failed, ParseFailed)
    assert failed.result is result
    assert what in failed.why
    assert failed.why.startswith("publisher.example ")


@settings(max_examples=60)
@given(st.sampled_from(BODIES), st.integers(0, 4_000), st.binary(max_size=12), st.integers(0, 40))
def test_a_damaged_document_is_read_or_refused_but_never_an_error(body, at, junk, removed):
    outcome = parse(fetched(body[:at] + junk + body[at + removed :]))
    assert isinstance(outcome, ParsedFeed | ParseFailed)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_read_or_refused(body, content_type):
    assert isinstance(parse(fetched(b"<rss>" + body, content_type)), ParsedFeed | ParseFailed)
