"""The fetcher: one GET, its redirects walked by hand, each hop judged anew."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver

from feeds.fetch import failures
from feeds.fetch.body import ACCEPT_ENCODING, TooLarge, Undecodable, read_body
from feeds.fetch.budget import ByteBudget, Share, weigh_items
from feeds.fetch.guard import Guard, guarded_connector
from feeds.fetch.headers import fresh_for_s, retry_after_s
from feeds.fetch.hops import Hop, first_hop, next_hop, refused_hop, why_refused
from feeds.fetch.politeness import PATIENCE_S, Busy, HostTurns
from feeds.types.news import Fetched, FetchFailed, FetchOutcome, FetchRequest, NotModified, PollResult

MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"
_BUSY_RETRY_S = 60
_LONGEST_VALIDATOR = 1_000


def _system_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  this is a door


class Fetcher:
    """Owns the HTTP session. Safe to use from many tasks at once; use as an async context manager."""

    def __init__(
        self,
        *,
        timeout_s: float,
        max_body_bytes: int,
        contact: str | None,
        allow_private: bool,
        version: str,
        resolver: AbstractResolver | None = None,
        clock: Callable[[], datetime] = _system_clock,
        budget: ByteBudget | None = None,
    ) -> None:
        self._timeout_s = timeout_s
        self._max_body_bytes = max_body_bytes
        self._guard = Guard(allow_private=allow_private)
        self._resolver = resolver
        self._clock = clock
        self._turns = HostTurns()
        self._budget = budget or ByteBudget()
        self._headers = {
            "User-Agent": f"Tickertone/{version} ({'+' + contact if contact else 'feed reader'})",
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=guarded_connector(self._guard, resolver=self._resolver),
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # bounded around the whole fetch, redirects included
            auto_decompress=False,  # unpacked here, with a bound
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def heed(self, pauses: Mapping[str, datetime]) -> None:
        """Leave these hosts (with ports) alone until then, whoever was asked to."""
        now = self._clock()
        for host, until in pauses.items():
            self._turns.silence(host, wait_s=int((until - now).total_seconds()))

    def refusal(self, url: str) -> str | None:
        """Why this address is never asked, as far as its spelling tells; None when it may be tried."""
        return why_refused(url, self._guard)

    async def fetch(self, request: FetchRequest) -> FetchOutcome:
        """Ask once, follow up to five redirects, say how it ended. Never raises for what a server does."""
        async with self.held(request) as outcome:
            return outcome

    @asynccontextmanager
    async def held(self, request: FetchRequest) -> AsyncIterator[FetchOutcome]:
        """Fetch, and count the body against the bytes of all fetches for as long as it is worked on."""
        with self._budget.share() as share:
            outcome = await self._fetch(request, share)
            if isinstance(outcome, Fetched):
                await share.draw(weigh_items(outcome.body))
            yield outcome

    async def _fetch(self, request: FetchRequest, share: Share) -> FetchOutcome:
        hop = first_hop(request.url)
        if isinstance(hop, FetchFailed):
            return hop
        try:
            return await self._walk(hop, request, share)
        except Busy:
            return replace(failures.failed(failures.queued(hop.host)), retry_after_s=_BUSY_RETRY_S)

    async def _walk(self, hop: Hop, request: FetchRequest, share: Share) -> FetchOutcome:
        """Follow redirects; each host gives its turn for each request, and only asking counts as time."""
        clock, left_s = asyncio.get_running_loop().time, self._timeout_s
        gives_up_at = clock() + self._timeout_s + PATIENCE_S
        while True:
            if (pause := self._pause(hop, request)) is not None:
                return pause
            if clock() > gives_up_at:
                raise Busy
            async with self._turns.turn(hop.host):
                began = clock()
                step = await self._ask_in_time(hop, request, share, left_s=left_s)
                left_s -= clock() - began
            if not isinstance(step, Hop):
                return step
            if step.count > MAX_REDIRECTS:
                return failures.failed(failures.too_many_redirects(hop.host, MAX_REDIRECTS), url=str(hop.url))
            hop = step

    async def _ask_in_time(
        self, hop: Hop, request: FetchRequest, share: Share, *, left_s: float
    ) -> FetchOutcome | Hop:
        try:
            async with asyncio.timeout(left_s):
                return await self._ask(hop, request, share)
        except TimeoutError:
            if share.has_waited:  # no fault of the publisher's
                return replace(failures.failed(failures.crowded(hop.host)), retry_after_s=_BUSY_RETRY_S)
            return failures.failed(failures.too_slow(hop.host, self._timeout_s))

    def _pause(self, hop: Hop, request: FetchRequest) -> FetchFailed | None:
        """Not asked, because its host wants to be left alone."""
        wait_s = 0 if request.is_forced else self._turns.silent_for_s(hop.peer)
        if not wait_s:
            return None
        return replace(failures.failed(failures.waiting(hop.host)), retry_after_s=wait_s, paused_by=hop.peer)

    async def _ask(self, hop: Hop, request: FetchRequest, share: Share) -> FetchOutcome | Hop:
        """One request: the next hop, or how it all ended."""
        if (refused := refused_hop(hop, self._guard)) is not None:
            return refused
        if self._session is None:
            raise RuntimeError("use the fetcher as an async context manager")
        try:
            async with self._session.get(
                hop.url, headers=_headers(hop, request), allow_redirects=False
            ) as response:
                if (answer := self._bodyless(hop, request, response)) is not None:
                    return answer
                return self._fetched(hop, response.headers, await self._read(response, share))
        except TooLarge:
            return failures.failed(failures.too_large(hop.host, self._max_body_bytes), url=str(hop.url))
        except Undecodable as what:
            return failures.failed(failures.undecodable(hop.host, str(what)), url=str(hop.url))
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return failures.failed(failures.from_error(error, hop.host), url=str(hop.url))

    def _bodyless(
        self, hop: Hop, request: FetchRequest, response: aiohttp.ClientResponse
    ) -> FetchOutcome | Hop | None:
        """What an answer says by its status alone; None when its body is wanted."""
        if response.status in _REDIRECTS:
            return next_hop(hop, status=response.status, location=response.headers.get("Location"))
        if response.status == 304 and (request.etag or request.last_modified):
            return self._not_modified(hop, response.headers)
        if not 200 <= response.status < 300 or response.status in (204, 205):
            return self._failed(hop, response)
        return None

    async def _read(self, response: aiohttp.ClientResponse, share: Share) -> bytes:
        declared = response.content_length
        if declared is not None and declared > self._max_body_bytes:
            raise TooLarge
        return await read_body(
            response.content.iter_any(),
            encoding=response.headers.get("Content-Encoding", ""),
            max_bytes=self._max_body_bytes,
            share=share,
        )

    def _fetched(self, hop: Hop, headers: Mapping[str, str], body: bytes) -> Fetched:
        return Fetched(
            final_url=str(hop.url),
            body=body,
            content_type=headers.get("Content-Type", ""),
            etag=_said(headers, "ETag"),
            last_modified=_said(headers, "Last-Modified"),
            wait_s=fresh_for_s(headers, self._clock()),
            moved_to=hop.moved_to,
            body_hash=blake2b(body, digest_size=16).hexdigest(),
        )

    def _not_modified(self, hop: Hop, headers: Mapping[str, str]) -> NotModified:
        return NotModified(
            final_url=str(hop.url),
            etag=_said(headers, "ETag"),
            last_modified=_said(headers, "Last-Modified"),
            wait_s=fresh_for_s(headers, self._clock()),
            moved_to=hop.moved_to,
        )

    def _failed(self, hop: Hop, response: aiohttp.ClientResponse) -> FetchFailed:
        wait_s = retry_after_s(response.headers, self._clock())
        failed = failures.failed(
            failures.by_status(response.status, hop.host), url=str(hop.url), status=response.status
        )
        if failed.result is not PollResult.RATE_LIMITED or not wait_s:
            return replace(failed, retry_after_s=wait_s)
        self._turns.silence(hop.peer, wait_s=wait_s)
        return replace(failed, retry_after_s=wait_s, paused_by=hop.peer)


def _headers(hop: Hop, request: FetchRequest) -> dict[str, str]:
    """The validators go back byte for byte as they came; credentials only where they belong."""
    headers = {}
    if request.etag and request.etag.isprintable():
        headers["If-None-Match"] = request.etag
    if request.last_modified and request.last_modified.isprintable():
        headers["If-Modified-Since"] = request.last_modified
    if hop.authorization:
        headers["Authorization"] = hop.authorization
    return headers


def _said(headers: Mapping[str, str], name: str) -> str | None:
    """A validator that can be kept and sent back: not binary, not a novel."""
    value = headers.get(name)
    return value if value and value.isprintable() and len(value) <= _LONGEST_VALIDATOR else None
