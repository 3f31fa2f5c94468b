"""URLs as text: what may be printed, what counts as a web link, and which two are the same page.

Pure, and never raises: whatever is no URL comes back as it was, or as None where the name says so.
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|mc_[ce]id|[a-z]*clid|_hs\w+|ga_\w+|pk_\w+|mtm_\w+|wt\.\w+|ns_\w+|cmpid|cmp|ncid"
    r"|ref|ref_src|refsrc|ref_url|rss|src|source|partner|spm|igshid|igsh|mkt_tok|yptr|guccounter|guce_\w+"
    r"|soc_\w+|sr_share|siteid|feedtype|feedname|mod|taid|linkid|trk\w*|_ga|_gl|outputtype|amp|__twitter_impression)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"([?&](?:access_?token|api_?key|auth|password|passwd|secret|sig|signature|token)=)[^&#]+", re.IGNORECASE
)
_CREDENTIALS = re.compile(r"(\w[\w+.-]*:/{1,3}|^//)[^/?#\s]*@")
_PLAIN_WEB_URL = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:[/?#][!-~]*)?")
_PLAIN_PAGE = re.compile(r"https?://(?P<host>(?:[a-z0-9-]+\.)+[a-z]+)(?P<path>/[\w/.,%~+=-]*)", re.ASCII)
_ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
_HOST_PREFIX = re.compile(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)")
_AMP_ENDING = re.compile(r"(?:/amp/?|\.amp(?=\.html?$|$)|(?<=/)index\.(?:html?|php))$", re.IGNORECASE)
_READER_SCHEME = re.compile(r"feed:(?://)?", re.IGNORECASE)
_BARE = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+\.?)(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


def redacted(url: str) -> str:
    """The URL as it may be printed, logged or shown: credentials and tokens replaced by ***."""
    return _SECRET.sub(r"\1***", _CREDENTIALS.sub(r"\1***@", url))


def web_url(link: str | None, base: str | None = None) -> str | None:
    """An absolute http(s) URL for this link, or None. The link itself is left as the publisher wrote it."""
    if link and _PLAIN_WEB_URL.fullmatch(link):
        return link
    cleaned = _CONTROLS.sub(_encoded_space, link.strip()) if link else ""
    try:
        absolute = cleaned if _ABSOLUTE.match(cleaned) or not base else urljoin(base, cleaned)
    except ValueError:
        return None
    parts = _split(absolute) if cleaned else None
    return absolute if parts and parts.scheme in ("http", "https") and parts.hostname else None


def spellings(typed: str) -> tuple[str, ...]:
    """What a typed or pasted address may mean, likeliest first: without a scheme https, then http.

    The scheme of feed readers counts as none. Whatever is no web address comes back as it is.
    """
    plain = _CONTROLS.sub(_encoded_space, typed.strip().removeprefix("<").removesuffix(">"))
    plain = plain[found.end() :] if (found := _READER_SCHEME.match(plain)) else plain
    return (f"https://{plain}", f"http://{plain}") if _BARE.fullmatch(plain) else (plain,)


def host_of(url: str) -> str:
    """The host as people know it: lower case, without port and "www."; "" when there is none."""
    parts = _split(url)
    return ((parts.hostname if parts else None) or "").removeprefix("www.")


def peer_of(url: str) -> str:
    """The host with its port, as one that is asked; "" when there is none."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return ""
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def address_key(url: str) -> str:
    """One spelling for an address that is asked: two that differ only in case of host, port or fragment."""
    parts = _split(url.strip())
    if parts is None or not parts.hostname:
        return url.strip()
    login = parts.netloc.rpartition("@")[0]
    return urlunsplit((parts.scheme, f"{login}@{peer_of(url.strip())}", parts.path or "/", parts.query, ""))


@lru_cache(maxsize=8192)
def canonical_url(url: str) -> str:
    """One spelling for all addresses of a page; for keys and story matching, never to show or fetch."""
    if plain := _PLAIN_PAGE.fullmatch(url):  # as most are: no need to take it apart
        return f"https://{_HOST_PREFIX.sub('', plain['host'])}{_plain_path(plain['path'])}"
    parts = _split(url.strip())
    host = parts.hostname if parts is not None and parts.scheme in ("http", "https") else None
    if parts is None or not host:
        return url.strip()
    host = _HOST_PREFIX.sub("", host.rstrip(".")) + _port(parts)
    return urlunsplit(("https", host, _plain_path(parts.path), _plain_query(parts.query), ""))


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number shows only when asked for
    except ValueError:
        return None
    return parts


def _port(parts: SplitResult) -> str:
    return "" if parts.port in (None, 80, 443) else f":{parts.port}"


def _plain_path(path: str) -> str:
    while (shorter := _AMP_ENDING.sub("", path.rstrip("/"))) != path:
        path = shorter
    return path


def _plain_query(query: str) -> str:
    kept = {pair for pair in query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])}
    return "&".join(sorted(kept))


def _encoded_space(run: re.Match[str]) -> str:
    return "%20" * run.group().count(" ")
