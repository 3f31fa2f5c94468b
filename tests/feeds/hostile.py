"""All that a server can do to a feed reader, as a table: what it does, and the word a poll must end with."""

import asyncio
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.types.news import PollResult
from tests.feeds.servers import FEED, Behaviour, Peer, Request

R = PollResult
PIECE = b"x" * 65_536
MB = 1024 * 1024


@dataclass(frozen=True)
class Attack:
    """One behaviour; `results` are the words it may end with, `entries` how many come out all the same."""

    id: str
    behaviour: Behaviour
    results: tuple[PollResult, ...]
    entries: int | None = None


def raw(*pieces: bytes) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.send(*pieces)
        peer.writer.close()

    return behave


def body(content: bytes, **headers: str) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.answer(content, **headers)

    return behave


def status(line: str, **headers: str) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.answer(b"", status=line, **headers)

    return behave


def redirect(location: str, code: int = 302) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.answer(
            status=f"{code} Found", Location=location.replace("PORT", peer.url.rpartition(":")[2])
        )

    return behave


def endless(head: bytes, piece: bytes, pause_s: float = 0.0) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.send(head)
        while True:
            await peer.send(piece)
            await asyncio.sleep(pause_s)

    return behave


def streamed(pieces: Iterator[bytes], **headers: str) -> bytes:
    """Gzip of something too large to hold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])


async def silence(request: Request, peer: Peer) -> None:
    await asyncio.sleep(60)


async def reset(request: Request, peer: Peer) -> None:
    peer.writer.transport.abort()


async def count_up(request: Request, peer: Peer) -> None:
    """A chain of redirects that goes on for ever, each to a new place."""
    await peer.answer(status="302 Found", Location=f"/{int('0' + request.path.strip('/')) + 1}")


async def ping_pong(request: Request, peer: Peer) -> None:
    await peer.answer(status="301 Moved", Location="/b" if request.path == "/a" else "/a")


def rss(*content: bytes, before: bytes = b"") -> bytes:
    start = b'<?xml version="1.0"?>' + before + b"<rss><channel><title>T</title>"
    return start + b"".join(content) + b"</channel></rss>"


def item(*, title: bytes = b"Acme", description: bytes = b"", attributes: bytes = b"") -> bytes:
    text = b"<description>" + description + b"</description>" if description else b""
    return b"<item " + attributes + b"><title>" + title + b"</title>" + text + b"</item>"


def section(content: bytes) -> bytes:
    return b"<![CDATA[" + content + b"]]>"


OK_HEAD = b"HTTP/1.1 200 OK\r\n"
TO_THE_END = OK_HEAD + b"Connection: close\r\n\r\n"
CHUNKED = OK_HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LAUGHS = (
    b"<!DOCTYPE r [<!ENTITY a 'haha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (name, b"&%c;" % (name - 1) * 10) for name in b"bcdefghij")
    + b"]>"
)
QUADRATIC = b"<!DOCTYPE r [<!ENTITY a '" + b"A" * 100_000 + b"'>]>"
OUTSIDE = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>'
LAUGHING = rss(item(title=b"&j;"), before=LAUGHS)
UTF7 = {"Content_Type": "text/xml; charset=utf-7"}
UTF16 = {"Content_Type": "text/xml; charset=utf-16"}
GZIP = {"Content_Encoding": "gzip"}
DEFLATE = {"Content_Encoding": "deflate"}
BOMB = streamed(PIECE for _ in range(1_600))  # 100 MB

OK, EITHER = (R.OK,), (R.OK, R.UNPARSABLE)
NOT_A_FEED, UNPARSABLE, TOO_LARGE = (R.NOT_A_FEED,), (R.UNPARSABLE,), (R.TOO_LARGE,)
TIMEOUT, UNREACHABLE, SLOW_OR_CUT = (R.TIMEOUT,), (R.UNREACHABLE,), (R.TIMEOUT, R.UNREACHABLE)
REFUSED_OR_LOST = (R.REFUSED_ADDRESS, R.UNREACHABLE)
REFUSED, TOO_MANY, BROKEN = (R.REFUSED_ADDRESS,), (R.TOO_MANY_REDIRECTS,), (R.SERVER_ERROR,)

CONNECTION = (
    Attack("closes at once", raw(), UNREACHABLE),
    Attack("resets", reset, UNREACHABLE),
    Attack("never answers", silence, TIMEOUT),
    Attack("drips its headers", endless(OK_HEAD, b"X-A: b\r\n", 0.05), SLOW_OR_CUT),
    Attack("drips one header", endless(OK_HEAD + b"X-A: ", b"b", 0.01), TIMEOUT),
    Attack("sends headers without end", endless(OK_HEAD, b"X-A: b\r\n" * 500), UNREACHABLE),
    Attack("sends a header of a megabyte", raw(OK_HEAD, b"X-A: ", b"b" * MB, b"\r\n\r\n"), UNREACHABLE),
    Attack("speaks another protocol", raw(b"SSH-2.0-OpenSSH_9.6\r\n"), UNREACHABLE),
    Attack("sends a status line of junk", raw(b"HTTP/9.9 abc\xff\r\n\r\n"), UNREACHABLE),
    Attack("answers like it is 1991", raw(FEED), UNREACHABLE),
    Attack("continues for ever", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), SLOW_OR_CUT),
    Attack("hints for ever", endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), SLOW_OR_CUT),
    Attack("switches to another protocol", status("101 Switching", Upgrade="h2c"), BROKEN),
    Attack("sets ten thousand cookies", raw(OK_HEAD, b"Set-Cookie: a=b\r\n" * 10_000, b"\r\n"), UNREACHABLE),
    Attack("speaks no TLS", redirect("https://127.0.0.1:PORT/"), (R.TIMEOUT, R.TLS_ERROR)),
    Attack("declares a negative length", raw(OK_HEAD, b"Content-Length: -1\r\n\r\n"), UNREACHABLE),
    Attack("declares two lengths", raw(OK_HEAD, b"Content-Length: 1\r\n" * 2, b"\r\n"), UNREACHABLE),
)

BODIES = (
    Attack("drips its body", endless(TO_THE_END, b"<", 0.02), TIMEOUT),
    Attack("sends a body without end", endless(TO_THE_END, PIECE), TOO_LARGE),
    Attack("declares 60 MB", raw(OK_HEAD, b"Content-Length: 62914560\r\n\r\n", PIECE), TOO_LARGE),
    Attack("sends chunks without end", endless(CHUNKED, b"10000\r\n" + PIECE + b"\r\n"), TOO_LARGE),
    Attack("drips chunks of a byte", endless(CHUNKED, b"1\r\nx\r\n", 0.01), TIMEOUT),
    Attack("breaks its chunks", raw(CHUNKED, b"zz\r\nabc\r\n"), UNREACHABLE),
    Attack("declares a chunk of an exabyte", raw(CHUNKED, b"fffffffffffffff\r\nabc"), UNREACHABLE),
    Attack("sends chunks with endless notes", raw(CHUNKED, b"5;", b"a" * MB, b"\r\n"), UNREACHABLE),
    Attack("sends trailers without end", endless(CHUNKED + b"0\r\n", b"X-A: b\r\n" * 500), SLOW_OR_CUT),
    Attack("declares length and chunks", raw(OK_HEAD, b"Content-Length: 3\r\n", CHUNKED[17:]), UNREACHABLE),
    Attack("stops too early", raw(OK_HEAD, b"Content-Length: 5000\r\n\r\n", FEED), UNREACHABLE),
    Attack(
        "sends on and on", raw(OK_HEAD, b"Content-Length: 9\r\n\r\n", FEED), (R.UNREACHABLE, R.NOT_A_FEED)
    ),
    Attack("sends nothing", body(b""), NOT_A_FEED),
    Attack("sends a web page", body(b"<!doctype html><html><body>Hello</body></html>"), NOT_A_FEED),
    Attack("sends JSON of another kind", body(b'{"items": {"a": 1}}'), NOT_A_FEED),
    Attack("nests JSON without end", body(b'{"a":' * 200_000), NOT_A_FEED),
    Attack("sends junk", body(bytes(range(256)) * 400, Content_Type="application/rss+xml"), NOT_A_FEED),
    Attack("sends a picture", body(b"\x89PNG\r\n\x1a\n" + PIECE, Content_Type="text/xml"), NOT_A_FEED),
)

PACKED = (
    Attack("packs a bomb", body(BOMB, **GZIP), TOO_LARGE),
    Attack("packs a bomb in secret", body(BOMB), TOO_LARGE),
    Attack("deflates a bomb", body(zlib.compress(PIECE * 320, 9), **DEFLATE), TOO_LARGE),
    Attack("packs a bomb in a bomb", body(gzip.compress(BOMB), **GZIP), NOT_A_FEED),
    Attack("packs a bomb after a feed", body(gzip.compress(FEED) + BOMB, **GZIP), TOO_LARGE),
    Attack("says it packs with brotli, then gzip", body(BOMB, Content_Encoding="br, gzip"), UNPARSABLE),
    Attack(
        "packs twice", body(gzip.compress(gzip.compress(FEED)), Content_Encoding="gzip, gzip"), UNPARSABLE
    ),
    Attack("cuts its gzip short", body(gzip.compress(FEED * 9)[:-20], **GZIP), UNPARSABLE),
    Attack("only says it is gzip", body(FEED, **GZIP), UNPARSABLE),
    Attack("packs nothing, often", body(gzip.compress(b"") * 20_000, **GZIP), NOT_A_FEED),
    Attack("packs with brotli, unasked", body(FEED, Content_Encoding="br"), UNPARSABLE),
    Attack("packs in a way nobody knows", body(FEED, Content_Encoding="x" * 5_000), UNPARSABLE),
    Attack("adds junk to its gzip", body(gzip.compress(FEED) + b"junk", **GZIP), OK, 1),
    Attack("packs in pieces", body(gzip.compress(FEED[:50]) + gzip.compress(FEED[50:]), **GZIP), OK, 1),
    Attack("deflates without header", body(zlib.compress(FEED)[2:-4], **DEFLATE), OK, 1),
)

REDIRECTS = (
    Attack("redirects to itself", redirect("/"), TOO_MANY),
    Attack("redirects to and fro", ping_pong, TOO_MANY),
    Attack("redirects on and on", count_up, TOO_MANY),
    Attack("redirects nowhere", status("302 Found"), UNREACHABLE),
    Attack("redirects to junk", redirect("http://[::1"), UNREACHABLE),
    Attack("redirects to a megabyte", redirect("/" + "a" * MB), UNREACHABLE),
    Attack("redirects to a file", redirect("file:///etc/passwd"), REFUSED),
    Attack("redirects to a script", redirect("javascript:alert(1)"), REFUSED),
    Attack("redirects to a mail server", redirect("smtp://127.0.0.1:25/"), REFUSED),
    Attack("redirects to metadata", redirect("http://169.254.169.254/latest/"), REFUSED),
    Attack("redirects to metadata as a number", redirect("http://2852039166/"), REFUSED),
    Attack("redirects to metadata in hex", redirect("http://0xa9.0xfe.0xa9.0xfe/"), REFUSED),
    Attack("redirects to metadata in IPv6", redirect("http://[::ffff:169.254.169.254]/"), REFUSED),
    Attack("redirects to metadata by NAT64", redirect("http://[64:ff9b::a9fe:a9fe]/"), REFUSED),
    Attack("redirects to metadata in octal", redirect("http://0251.0376.0251.0376/"), REFUSED),
    Attack("redirects to metadata in short", redirect("http://169.254.43518/"), REFUSED),
    Attack(
        "redirects to metadata in wide digits", redirect("http://\uff11\uff16\uff19.254.169.254/"), REFUSED
    ),
    Attack("redirects to metadata between odd dots", redirect("http://169\u3002254.169.254/"), REFUSED),
    Attack("redirects to metadata by 6to4", redirect("http://[2002:a9fe:a9fe::1]/"), REFUSED),
    Attack("redirects to metadata with a login", redirect("http://good.example@169.254.169.254/"), REFUSED),
    Attack("redirects to metadata and a dot", redirect("http://169.254.169.254./"), REFUSED),
    Attack("redirects to metadata without scheme", redirect("//169.254.169.254/latest/"), REFUSED),
    Attack("redirects to metadata by backslash", redirect("http:\\\\169.254.169.254\\"), TOO_MANY),
    Attack("redirects to metadata in percents", redirect("http://%31%36%39.254.169.254/"), REFUSED_OR_LOST),
    Attack("redirects to a link-local zone", redirect("http://[fe80::1%25eth0]/"), REFUSED_OR_LOST),
    Attack("redirects to multicast", redirect("http://224.0.0.1/"), REFUSED),
    Attack("redirects to this very host", redirect("http://0.0.0.0:PORT/"), REFUSED),
)

STATUSES = (
    Attack("says unchanged to a first request", status("304 Not Modified"), BROKEN),
    Attack("has no content", status("204 No Content"), NOT_A_FEED),
    Attack("wants a password", status("401 Unauthorized"), (R.UNAUTHORIZED,)),
    Attack("forbids", status("403 Forbidden"), (R.FORBIDDEN,)),
    Attack("has lost it", status("404 Not Found"), (R.NOT_FOUND,)),
    Attack("has ended it", status("410 Gone"), (R.GONE,)),
    Attack("is overrun", status("429 Too Many", Retry_After="9" * 20), (R.RATE_LIMITED,)),
    Attack("is broken", status("500 Oops"), BROKEN),
    Attack("invents a status", status("799 Whatever"), BROKEN),
)

ENTITIES = (
    Attack("laughs a billion times", body(LAUGHING), EITHER),
    Attack("laughs in UTF-32", body(LAUGHING.decode().encode("utf-32")), (R.OK, R.UNPARSABLE, R.NOT_A_FEED)),
    Attack("laughs in UTF-16", body(LAUGHING.decode().encode("utf-16")), EITHER),
    Attack("laughs in UTF-7", body(LAUGHING, **UTF7), EITHER),
    Attack("blows up in text", body(rss(item(title=b"&a;" * 10_000), before=QUADRATIC)), EITHER),
    Attack(
        "blows up in attributes",
        body(rss(item(attributes=b"x='" + b"&a;" * 10_000 + b"'"), before=QUADRATIC)),
        EITHER,
    ),
    Attack("names a file as entity", body(rss(item(title=b"&x;A"), before=OUTSIDE)), EITHER),
    Attack("names an address as DTD", body(rss(item(), before=PARAMETER)), EITHER),
)

DOCUMENTS = (
    Attack("nests without end", body(rss(b"<a>" * 100_000)), EITHER),
    Attack("nests items", body(rss(b"<item>" * 3_000)), EITHER),
    Attack("sends tags only", body(rss(b"<a/>" * 240_000)), EITHER),
    Attack(
        "sends attributes only",
        body(rss(item(attributes=b" ".join(b"a%d=''" % number for number in range(90_000))))),
        EITHER,
    ),
    Attack("sends twenty thousand items", body(rss(item() * 20_000)), OK, 5_000),
    Attack("sends an endless headline", body(rss(item(title=b"A " * 250_000))), OK, 1),
    Attack("leaves tags open", body(rss(item(description=section(b"<a href='" * 90_000)))), OK, 1),
    Attack("leaves comments open", body(rss(item(description=section(b"<!-- " * 150_000)))), OK, 1),
    Attack("leaves sections open", body(rss(item(title=b"<![CDATA[" * 50_000))), EITHER),
    Attack("leaves scripts open", body(rss(item(description=section(b"<script>" * 100_000)))), OK, 1),
    Attack("sends ampersands only", body(rss(item(description=b"&" * 500_000))), OK, 1),
    Attack("sends null bytes", body(rss(item(title=b"A\x00B"))), OK, 1),
    Attack("names the wrong charset", body(rss(item(title="Ärger".encode())), **UTF16), OK, 1),
    Attack("names a charset nobody knows", body(FEED.replace(b"utf-8", b"klingon")), OK, 1),
)

ATTACKS = (*CONNECTION, *BODIES, *PACKED, *REDIRECTS, *STATUSES, *ENTITIES, *DOCUMENTS)
