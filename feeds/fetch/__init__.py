"""The door to the network: one bounded, polite GET, and every way it can end as a value.

Nothing above this package names aiohttp, ssl or a socket. Bounds are enforced here while the answer
streams in: seconds in all, bytes on the wire and unpacked, redirects, and which addresses may be
connected to at all.
"""

from feeds.fetch.fetcher import Fetcher

__all__ = ["Fetcher"]
