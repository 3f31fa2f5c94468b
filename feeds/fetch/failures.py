"""Every way a fetch goes wrong, as a result word and one sentence or two for people.

A sentence says what happened, whose side it is on and what to do; it names the host, never more of
the URL, so no credential can slip into it.
"""

import socket
import ssl

import aiohttp

from feeds.fetch.addresses import REFUSED_PORTS, Reach, reach_of
from feeds.fetch.guard import RefusedAddress
from feeds.types.news import FetchFailed, PollResult

_NOT_YOU = "It is not your setup."
_ASKS_LESS = "asks us to come less often. We wait as long as it says."
_BY_STATUS = {
    401: (
        PollResult.UNAUTHORIZED,
        "wants a user name and password. Put them into the URL: https://user:password@...",
    ),
    402: (
        PollResult.FORBIDDEN,
        "wants to be paid for this feed. Remove it, or ask the publisher for access.",
    ),
    403: (
        PollResult.FORBIDDEN,
        "refuses to give us this feed. See in a browser if it is public; some block bots.",
    ),
    404: (PollResult.NOT_FOUND, "has no feed at this address. Look for its new address on the site."),
    407: (PollResult.FORBIDDEN, "is behind a proxy that refuses us. Check the network of this machine."),
    408: (PollResult.TIMEOUT, f"says the request took too long. {_NOT_YOU}"),
    410: (
        PollResult.GONE,
        "says this feed has ended for good. Remove it, or look for another one on the site.",
    ),
    420: (PollResult.RATE_LIMITED, _ASKS_LESS),
    429: (PollResult.RATE_LIMITED, _ASKS_LESS),
    451: (
        PollResult.FORBIDDEN,
        "may not show this feed here for legal reasons. Remove it, or use another source.",
    ),
}


def by_status(status: int, host: str) -> tuple[PollResult, str]:
    """The word and sentence for an HTTP status that brings no feed."""
    if status in _BY_STATUS:
        result, sentence = _BY_STATUS[status]
        return result, f"{host} {sentence}"
    if status in (204, 205):
        return PollResult.NOT_A_FEED, f"{host} answered with nothing at all. Check the address in a browser."
    if status == 304:
        return (
            PollResult.SERVER_ERROR,
            f"{host} says nothing has changed, but we have never seen it. {_NOT_YOU}",
        )
    if 300 <= status < 400:
        return PollResult.UNREACHABLE, f"{host} sent us on without saying where. {_NOT_YOU}"
    if 400 <= status < 500:
        return (
            PollResult.FORBIDDEN,
            f"{host} refuses the request (HTTP {status}). Check the address in a browser.",
        )
    return PollResult.SERVER_ERROR, f"{host} answered with an error of its own (HTTP {status}). {_NOT_YOU}"


def too_slow(host: str, timeout_s: float) -> tuple[PollResult, str]:
    """The bound on seconds."""
    return PollResult.TIMEOUT, f"{host} took longer than {timeout_s:g} s to answer. {_NOT_YOU}"


def too_large(host: str, max_bytes: int) -> tuple[PollResult, str]:
    """The bound on bytes."""
    size = f"{max_bytes / 2**20:g} MB"
    return (
        PollResult.TOO_LARGE,
        f"{host} sent more than {size}. Raise TICKERTONE_MAX_BODY_MB if you trust it.",
    )


def too_many_redirects(host: str, most: int) -> tuple[PollResult, str]:
    """The bound on redirects."""
    why = f"{host} sent us on more than {most} times without an answer. Check the address in a browser."
    return PollResult.TOO_MANY_REDIRECTS, why


def refused(host: str, address: str, port: int) -> tuple[PollResult, str]:
    """The guard's refusal of the address that a host leads to."""
    if reach_of(address) is Reach.PRIVATE:
        why = (
            f"{host} is in a private network. Set TICKERTONE_ALLOW_PRIVATE_FEEDS=1 to fetch feeds from there."
        )
    elif port in REFUSED_PORTS:
        why = f"Port {port} of {host} is not one that feeds live on, so it is not asked. Check the address."
    else:
        where = host if host == address else f"{host} leads to {address}, which"
        why = f"{where} is no address of the public web, so it is not asked. Check the address."
    return PollResult.REFUSED_ADDRESS, why


def not_web(scheme: str) -> tuple[PollResult, str]:
    """A scheme that no feed has."""
    if not scheme or "." in scheme:  # a host and its port
        return no_address()
    why = f"{scheme[:20]} addresses are not fetched. Give one that starts with http:// or https://."
    return PollResult.REFUSED_ADDRESS, why


def lost(host: str) -> tuple[PollResult, str]:
    """A redirect to something that is no URL."""
    return PollResult.UNREACHABLE, f"{host} sent us on to something that is no web address. {_NOT_YOU}"


def no_address() -> tuple[PollResult, str]:
    """Something that is no URL."""
    return PollResult.UNREACHABLE, "That is not a web address. Give one like https://example.com/feed.xml."


def too_long(most: int) -> tuple[PollResult, str]:
    """The bound on the characters of an address."""
    return PollResult.REFUSED_ADDRESS, f"That address has more than {most:,} characters. Use a shorter one."


def undecodable(host: str, what: str) -> tuple[PollResult, str]:
    """A body that can't be unpacked."""
    return PollResult.UNPARSABLE, f"What {host} sent can't be read: {what}. {_NOT_YOU}"


def waiting(host: str) -> tuple[PollResult, str]:
    """Not asked at all."""
    return (
        PollResult.WAITING,
        f"{host} asked us to come less often, so it was not asked now.",
    )


def queued(host: str) -> tuple[PollResult, str]:
    """Not asked, for politeness of our own."""
    return (
        PollResult.WAITING,
        f"Many feeds of {host} are due at once. This one waits its turn.",
    )


def crowded(host: str) -> tuple[PollResult, str]:
    """Begun, and not read to its end, for want of memory of our own."""
    return (
        PollResult.WAITING,
        f"Many large feeds arrived at once, so the one of {host} waits its turn.",
    )


def from_error(error: Exception, host: str) -> tuple[PollResult, str]:
    """The word and sentence for an exception of the HTTP client."""
    match error:
        case aiohttp.ClientConnectorError(os_error=RefusedAddress(address=address, port=port)):
            return refused(host, address, port)
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError() | ssl.SSLError():
            why = f"{host} has no valid certificate ({_tls_reason(error)}). {_NOT_YOU}"
            return PollResult.TLS_ERROR, why
    return PollResult.UNREACHABLE, _unreachable(error, host)


def _unreachable(error: Exception, host: str) -> str:
    match error:
        case aiohttp.InvalidURL() | UnicodeError():  # no name is spelled like that
            return no_address()[1]
        case aiohttp.ClientConnectorDNSError(os_error=socket.gaierror(errno=socket.EAI_AGAIN)):
            return f"The name {host} can't be looked up now. Check the network if other feeds fail too."
        case aiohttp.ClientConnectorDNSError():
            return f"There is no host named {host}. Check the address for typing errors."
        case aiohttp.ClientConnectorError():
            return f"{host} does not accept connections. {_NOT_YOU}"
        case aiohttp.ClientPayloadError() | aiohttp.ServerDisconnectedError() | ConnectionError():
            return f"{host} broke the connection off in the middle. {_NOT_YOU}"
        case _:
            return f"{host} does not answer in proper HTTP. {_NOT_YOU}"


def failed(
    reason: tuple[PollResult, str], *, url: str | None = None, status: int | None = None
) -> FetchFailed:
    """The outcome for a reason."""
    result, why = reason
    return FetchFailed(result=result, why=why, final_url=url, status=status)


def _tls_reason(error: Exception) -> str:
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    text = getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or "it could not be checked"
    return str(text).lower().replace("_", " ")[:80]
