"""Which addresses a feed may live on. Pure; the connector asks it about every address it connects to.

`ipaddress.is_global` alone has holes (protocol assignments, multicast, and every IPv6 form that wraps
an IPv4 address), so the wrapped address is judged, and ranges without business on the web are listed.
"""

import re
from enum import Enum
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from socket import inet_aton, inet_ntoa

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_NUMERIC = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", re.IGNORECASE)


class Reach(Enum):
    """Where an address leads."""

    PUBLIC = "public"
    PRIVATE = "private"  # loopback and private ranges: open to whoever runs feeds at home
    NEVER = "never"  # link-local, metadata, multicast, reserved: nobody's feed


# The fetch standard's "bad ports", which no browser connects to either.
REFUSED_PORTS = frozenset(
    (
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
        102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389,
        427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636,
        989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665,
        6666, 6667, 6668, 6669, 6679, 6697, 10080,
    )
)  # fmt: skip


def _networks(*spelled: str) -> tuple[Network, ...]:
    return tuple(ip_network(each) for each in spelled)


_METADATA = _networks("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32")
_PRIVATE = _networks(
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1/128"
)  # fmt: skip
_NEVER = _networks(
    "0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
    "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
)  # fmt: skip
_GLOBAL_IPV6 = ip_network("2000::/3")
_NEVER_IPV6 = _networks("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "5f00::/16")
_NAT64 = _networks("64:ff9b::/96", "64:ff9b:1::/48")
_IPV4_COMPATIBLE = ip_network("::/96")


@lru_cache(maxsize=4096)
def reach_of(spelled: str) -> Reach:
    """Judge one address as a socket spells it; a scope ("%eth0") or nonsense is never reachable."""
    try:
        address = ip_address(spelled)
    except ValueError:
        return Reach.NEVER
    return _reach(address)


@lru_cache(maxsize=4096)
def is_literal(host: str) -> bool:
    """True when the host is spelled as an address and no name is looked up."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_own_name(host: str) -> bool:
    """True for the names that lead to this very machine, whoever is asked."""
    host = host.rstrip(".").lower()
    return host == "localhost" or host.endswith(".localhost")


@lru_cache(maxsize=4096)
def numeric_address(host: str) -> str | None:
    """The plain spelling of an IPv4 address written as 127.1, 0x7f.1 or 2130706433; None for a name."""
    host = host.rstrip(".")
    if not _NUMERIC.fullmatch(host):
        return None
    try:
        return inet_ntoa(inet_aton(host))
    except OSError:
        return None


def _reach(address: Address) -> Reach:
    if any(address in network for network in _METADATA):
        return Reach.NEVER
    if any(address in network for network in _PRIVATE):
        return Reach.PRIVATE
    return _reach_of_ipv4(address) if isinstance(address, IPv4Address) else _reach_of_ipv6(address)


def _reach_of_ipv4(address: IPv4Address) -> Reach:
    is_never = any(address in network for network in _NEVER) or not address.is_global
    return Reach.NEVER if is_never else Reach.PUBLIC


def _reach_of_ipv6(address: IPv6Address) -> Reach:
    if (wrapped := _wrapped_ipv4(address)) is not None:
        return _reach(wrapped)
    if address.scope_id or address not in _GLOBAL_IPV6 or any(address in network for network in _NEVER_IPV6):
        return Reach.NEVER
    return Reach.PUBLIC


def _wrapped_ipv4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets to this one end up at: mapped, compatible, NAT64, 6to4."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _IPV4_COMPATIBLE or any(address in network for network in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
