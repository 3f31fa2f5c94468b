"""The addresses on the way to a body: the one given, and those that redirects lead to. Pure."""

import re
from base64 import b64encode
from dataclasses import dataclass, field

from yarl import URL

from feeds.fetch import failures
from feeds.fetch.addresses import is_own_name, numeric_address
from feeds.fetch.guard import Guard
from feeds.types.news import MAX_URL, FetchFailed

_PERMANENT = frozenset({301, 308})
_PLAIN_ASCII = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class Hop:
    """One address to ask. `moved_to` is where permanent redirects alone lead, from the start."""

    url: URL
    authorization: str | None = field(default=None, repr=False)
    count: int = 0
    moved_to: str | None = None
    is_permanent_so_far: bool = True

    @property
    def host(self) -> str:
        """The host as sentences name it."""
        return self.url.host or "that address"

    @property
    def peer(self) -> str:
        """The host with its port: whom a 429 speaks for."""
        return f"{self.url.host}:{self.url.port}"


def first_hop(spelled: str) -> Hop | FetchFailed:
    """The address as given, its credentials taken out of it and into a header."""
    if len(spelled) > MAX_URL:
        return failures.failed(failures.too_long(MAX_URL))
    url = _web_url(spelled)
    if isinstance(url, FetchFailed):
        return url
    authorization = _basic(url)
    # An address that carries a password is not replaced by one that does not.
    return Hop(_without_credentials(url), authorization, is_permanent_so_far=authorization is None)


def next_hop(hop: Hop, *, status: int, location: str | None) -> Hop | FetchFailed:
    """Where a redirect leads. Credentials stay with the host they were given for."""
    if not location:
        return failures.failed(failures.by_status(status, hop.host), url=str(hop.url), status=status)
    try:
        target = hop.url.join(_parsed(location.strip()))
    except ValueError:
        return failures.failed(failures.lost(hop.host), url=str(hop.url), status=status)
    url = _web_url(str(target))
    if isinstance(url, FetchFailed):
        return url
    is_permanent = hop.is_permanent_so_far and status in _PERMANENT
    own = _basic(url) or (hop.authorization if url.origin() == hop.url.origin() else None)
    url = _without_credentials(url)
    return Hop(
        url=url,
        authorization=own,
        count=hop.count + 1,
        moved_to=str(url) if is_permanent else hop.moved_to,
        is_permanent_so_far=is_permanent,
    )


def refused_hop(hop: Hop, guard: Guard) -> FetchFailed | None:
    """What needs no connection to be refused: a forbidden port, or an address spelled as one."""
    host, port = hop.host, hop.url.port or 0
    if guard.may_try(host, port):
        return None
    address = "127.0.0.1" if is_own_name(host) else host
    return failures.failed(failures.refused(host, address, port), url=str(hop.url))


def why_refused(spelled: str, guard: Guard) -> str | None:
    """Why an address is never asked, as far as its spelling tells; None when it may be tried."""
    hop = first_hop(spelled)
    refused = refused_hop(hop, guard) if isinstance(hop, Hop) else hop
    return None if refused is None else refused.why


def _web_url(spelled: str) -> URL | FetchFailed:
    try:
        url = _parsed(spelled.strip())
        if url.scheme not in ("http", "https"):
            return failures.failed(failures.not_web(url.scheme))
        if not url.host or not url.raw_host or not url.raw_host.isascii():
            return failures.failed(failures.no_address())
        if (address := numeric_address(url.raw_host)) is not None:
            url = url.with_host(address)
    except ValueError:
        return failures.failed(failures.no_address())
    return url.with_fragment(None)


def _parsed(spelled: str) -> URL:
    """A plain URL byte for byte, as signed ones need it; any other made plain."""
    return URL(spelled, encoded=_PLAIN_ASCII.fullmatch(spelled) is not None)


def _basic(url: URL) -> str | None:
    if url.raw_user is None and url.raw_password is None:
        return None
    pair = f"{url.user or ''}:{url.password or ''}".encode()
    return "Basic " + b64encode(pair).decode("ascii")


def _without_credentials(url: URL) -> URL:
    return url if url.raw_user is None and url.raw_password is None else url.with_user(None)
