"""One polite GET: what is asked, what comes back, and how every ending is told."""

import asyncio
import base64
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from feeds.fetch import Fetcher
from feeds.fetch.politeness import HostTurns
from feeds.types.news import Fetched, FetchFailed, FetchRequest, NotModified, PollResult
from tests.feeds.servers import FEED, Behaviour, Peer, Request, healthy, serving

MB = 1024 * 1024


def fetcher(**changes: object) -> Fetcher:
    wanted: dict[str, object] = {"timeout_s": 3, "max_body_bytes": MB, "contact": None, "allow_private": True}
    return Fetcher(**(wanted | {"version": "1.2"} | changes))  # type: ignore[arg-type]


def saying(**answer: str) -> Behaviour:
    async def behave(request: Request, peer: Peer) -> None:
        await peer.answer(FEED, **answer)

    return behave


class TestAsking:
    async def test_says_who_asks_and_whom_to_write_to(self):
        async with serving(healthy) as server, fetcher(contact="ops@desk.example") as door:
            await door.fetch(FetchRequest(server.url))
        assert server.requests[0].headers["user-agent"] == "Tickertone/1.2 (+ops@desk.example)"
        assert server.requests[0].headers["accept-encoding"] == "gzip, deflate"

    @pytest.mark.parametrize("etag", ['"1"', 'W/"a b"', "unquoted", "'odd'", '"é"'])
    async def test_validators_go_back_byte_for_byte(self, etag):
        last_modified = "Fri, 27 feb 2026 12:00:00 gmt"
        async with serving(healthy) as server, fetcher() as door:
            await door.fetch(FetchRequest(server.url, etag=etag, last_modified=last_modified))
        sent = server.requests[0].headers
        assert sent["if-none-match"].encode("latin-1").decode() == etag
        assert sent["if-modified-since"] == last_modified

    async def test_a_validator_that_is_no_text_is_not_sent(self):
        async with serving(healthy) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url, etag='"1"\r\nX-Evil: 1'))
        assert isinstance(outcome, Fetched)
        assert not {"if-none-match", "x-evil"} & set(server.requests[0].headers)

    async def test_cookies_are_not_kept(self):
        async with serving(saying(Set_Cookie="id=1")) as server, fetcher() as door:
            await door.fetch(FetchRequest(server.url))
            await door.fetch(FetchRequest(server.url))
        assert [request.headers.get("cookie") for request in server.requests] == [None, None]

    async def test_connections_are_kept(self):
        peers = set()

        async def note(request: Request, peer: Peer) -> None:
            peers.add(peer.writer.get_extra_info("peername"))
            await healthy(request, peer)

        async with serving(note) as server, fetcher() as door:
            for _ in range(5):
                await door.fetch(FetchRequest(server.url))
        assert len(peers) == 1

    @pytest.mark.parametrize("path", ["/a%2Fb?x=%7E&sig=a+b%20c", "/?q=ä b", "/%zz", "/a//b/../c"])
    async def test_the_address_is_asked_as_it_is_written(self, path):
        async with serving(healthy) as server, fetcher() as door:
            await door.fetch(FetchRequest(server.url + path))
        asked = server.requests[0].path
        assert asked == path if path.isascii() and " " not in path else asked.isascii()


class TestAnswers:
    async def test_a_body_comes_with_all_that_the_next_poll_needs(self):
        answer = {"ETag": '"7"', "Last_Modified": "yesterday", "Cache_Control": "max-age=600, public"}
        async with serving(saying(**answer, Content_Type="text/xml")) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url + "/feed"))
        assert isinstance(outcome, Fetched)
        assert outcome == Fetched(
            final_url=server.url + "/feed",
            body=FEED,
            content_type="text/xml",
            etag='"7"',
            last_modified="yesterday",
            wait_s=600,
            body_hash=outcome.body_hash,
        )

    async def test_equal_bodies_have_equal_hashes(self):
        async with serving(healthy) as server, fetcher() as door:
            first = await door.fetch(FetchRequest(server.url))
            second = await door.fetch(FetchRequest(server.url))
        assert isinstance(first, Fetched)
        assert first == second
        assert len(first.body_hash) == 32

    async def test_unchanged_is_not_modified(self):
        async def unchanged(request: Request, peer: Peer) -> None:
            await peer.send('HTTP/1.1 304 Not Modified\r\nETag: "2"\r\nCache-Control: max-age=60\r\n\r\n')

        async with serving(unchanged) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url, etag='"1"'))
        assert outcome == NotModified(final_url=server.url, etag='"2"', wait_s=60)

    @pytest.mark.parametrize(
        ("status", "result"),
        [
            ("400 Bad", PollResult.FORBIDDEN),
            ("401 Who", PollResult.UNAUTHORIZED),
            ("403 No", PollResult.FORBIDDEN),
            ("404 Where", PollResult.NOT_FOUND),
            ("408 Slow", PollResult.TIMEOUT),
            ("410 Gone", PollResult.GONE),
            ("429 Often", PollResult.RATE_LIMITED),
            ("451 Law", PollResult.FORBIDDEN),
            ("503 Busy", PollResult.SERVER_ERROR),
        ],
    )
    async def test_status_has_its_word_and_a_sentence_that_helps(self, status, result):
        async with serving(saying(status=status)) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url))
        assert isinstance(outcome, FetchFailed)
        assert (outcome.result, outcome.status) == (result, int(status[:3]))
        assert outcome.why.startswith("127.0.0.1 ")
        assert outcome.why.count(". ") >= 1

    async def test_retry_after_is_told_at_most_a_day(self):
        async with serving(saying(status="503 Busy", Retry_After="999999")) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.retry_after_s == 86_400

    async def test_a_host_that_limits_us_is_left_alone_but_its_neighbour_is_not(self):
        limits = saying(status="429 Often", Retry_After="100")
        async with serving(limits) as server, serving(healthy) as neighbour, fetcher() as door:
            await door.fetch(FetchRequest(server.url + "/a"))
            waiting = await door.fetch(FetchRequest(server.url + "/b"))
            forced = await door.fetch(FetchRequest(server.url + "/c", is_forced=True))
            other = await door.fetch(FetchRequest(neighbour.url))
        assert isinstance(waiting, FetchFailed)
        assert waiting.result is PollResult.WAITING
        assert waiting.retry_after_s == pytest.approx(100, abs=2)
        assert isinstance(forced, FetchFailed)
        assert forced.result is PollResult.RATE_LIMITED
        assert isinstance(other, Fetched)
        assert [request.path for request in server.requests] == ["/a", "/c"]

    async def test_a_slow_answer_names_the_bound(self):
        async def never(request: Request, peer: Peer) -> None:
            await peer.writer.wait_closed()

        async with serving(never) as server, fetcher(timeout_s=0.2) as door:
            outcome = await door.fetch(FetchRequest(server.url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.TIMEOUT
        assert outcome.why.startswith("127.0.0.1 took longer than 0.2 s to answer. It is not your setup")

    async def test_plain_http_behind_https_is_a_tls_error(self):
        async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Speak plainly\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server, fetcher() as door:
            port = server.sockets[0].getsockname()[1]
            outcome = await door.fetch(FetchRequest(f"https://127.0.0.1:{port}/"))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.TLS_ERROR

    async def test_nobody_there_is_unreachable(self):
        async with serving(healthy) as server:
            url = server.url
        async with fetcher() as door:
            outcome = await door.fetch(FetchRequest(url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.UNREACHABLE

    @pytest.mark.parametrize(
        "url",
        ["", "x", "nonsense feed", "http://", "http:///x", "http://[::1", "http://h:99999/", "http://a b/"],
    )
    async def test_what_is_no_address_is_unreachable(self, url):
        async with fetcher() as door:
            outcome = await door.fetch(FetchRequest(url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.UNREACHABLE
        assert "https://example.com" in outcome.why or "no host" in outcome.why

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://h/x", "gopher://h/", "data:,x", "javascript:1"]
    )
    async def test_what_is_not_the_web_is_refused(self, url):
        async with fetcher() as door:
            outcome = await door.fetch(FetchRequest(url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.REFUSED_ADDRESS


class TestRedirects:
    @staticmethod
    def chain(*codes: int) -> Behaviour:
        """/0 leads to /1 leads to /2 and so on; the last is the feed."""

        async def behave(request: Request, peer: Peer) -> None:
            at = int(request.path.strip("/") or 0)
            if at == len(codes):
                await healthy(request, peer)
            else:
                await peer.answer(status=f"{codes[at]} Moved", Location=f"/{at + 1}")

        return behave

    @pytest.mark.parametrize(
        ("codes", "moved_to"),
        [
            ((301,), "/1"),
            ((308, 301), "/2"),
            ((302,), None),
            ((301, 302), "/1"),
            ((302, 301), None),
            ((303, 307), None),
            ((301, 301, 301, 301, 301), "/5"),
        ],
    )
    async def test_only_permanent_ones_from_the_start_move_a_feed(self, codes, moved_to):
        async with serving(self.chain(*codes)) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url + "/0"))
        assert isinstance(outcome, Fetched)
        assert outcome.final_url == f"{server.url}/{len(codes)}"
        assert outcome.moved_to == (moved_to and server.url + moved_to)

    async def test_each_host_on_the_way_gives_its_own_turn(self, monkeypatch):
        taken = []

        @asynccontextmanager
        async def note(_turns: HostTurns, host: str) -> AsyncIterator[None]:
            taken.append(host)
            yield

        monkeypatch.setattr(HostTurns, "turn", note)
        async with serving(healthy) as other, fetcher() as door:
            away = other.url.replace("127.0.0.1", "localhost")
            async with serving(saying(status="302 Found", Location=away)) as server:
                assert isinstance(await door.fetch(FetchRequest(server.url)), Fetched)
        assert taken == ["127.0.0.1", "localhost"]

    async def test_a_host_that_asked_for_a_pause_is_not_asked_by_way_of_another(self):
        limits = saying(status="429 Often", Retry_After="100")

        async def lead_on(request: Request, peer: Peer) -> None:
            await peer.answer(status="302 Found", Location=limited.url + "/b")

        async with serving(limits) as limited, serving(lead_on) as server, fetcher() as door:
            await door.fetch(FetchRequest(limited.url + "/a"))
            outcome = await door.fetch(FetchRequest(server.url))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.WAITING
        assert outcome.paused_by == limited.url.removeprefix("http://")
        assert [request.path for request in limited.requests] == ["/a"]

    async def test_five_are_followed_and_six_are_not(self):
        async with serving(self.chain(*[302] * 6)) as server, fetcher() as door:
            outcome = await door.fetch(FetchRequest(server.url + "/0"))
        assert isinstance(outcome, FetchFailed)
        assert outcome.result is PollResult.TOO_MANY_REDIRECTS
        assert len(server.requests) == 6


class TestCredentials:
    async def test_are_used_and_never_told(self, caplog):
        caplog.set_level(logging.DEBUG)
        async with serving(saying(status="401 Who")) as server, fetcher() as door:
            url = server.url.replace("//", "//ann:s%40cret@")
            outcome = await door.fetch(FetchRequest(url))
        assert (
            server.requests[0].headers["authorization"] == "Basic " + base64.b64encode(b"ann:s@cret").decode()
        )
        assert isinstance(outcome, FetchFailed)
        assert "cret" not in repr(outcome) + caplog.text

    async def test_stay_with_the_host_they_were_given_for(self):
        async with serving(healthy) as other, fetcher() as door:

            async def away(request: Request, peer: Peer) -> None:
                target = "/in" if request.path == "/" else other.url + "/out"
                await peer.answer(status="301 Moved", Location=target)

            async with serving(away) as server:
                outcome = await door.fetch(FetchRequest(server.url.replace("//", "//ann:secret@") + "/"))
        assert all("authorization" in request.headers for request in server.requests)
        assert len(server.requests) == 2
        assert "authorization" not in other.requests[0].headers
        assert isinstance(outcome, Fetched)
        assert outcome.moved_to is None
        assert replace(outcome, final_url="") == replace(outcome, final_url="", moved_to=None)
