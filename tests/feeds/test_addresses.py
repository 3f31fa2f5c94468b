"""Which addresses feeds may live on, in every spelling that a socket, a name server or a person may use."""

from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.addresses import Reach, numeric_address, reach_of

NEVER = """
    0.0.0.0 0.1.2.3 100.64.0.1 100.100.100.200 168.63.129.16 169.254.0.1 169.254.169.254 192.0.0.8
    192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255
    240.0.0.1 255.255.255.255 :: ::a9fe:a9fe ::ffff:169.254.169.254 ::ffff:0:0 64:ff9b::a9fe:a9fe
    64:ff9b:1::a9fe:a9fe 2002:a9fe:a9fe::1 100::1 2001::1 2001:db8::1 2001:10::1 fe80::1
    fe80::1%eth0 fec0::1 ff02::1 fd00:ec2::254 fd20:ce::254 3fff::1 5f00::1 4000::1 not-an-address
    1.2.3 999.1.1.1
"""
PRIVATE = """
    127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 ::1 fd12:3456::1
    fc00::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::
    2002:c0a8:101::
"""
PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.216.34 172.15.0.1 172.32.0.1 100.63.255.255 100.128.0.1 11.0.0.1
    223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
"""


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        *((address, Reach.NEVER) for address in NEVER.split()),
        *((address, Reach.PRIVATE) for address in PRIVATE.split()),
        *((address, Reach.PUBLIC) for address in PUBLIC.split()),
    ],
)
def test_address_is_judged_by_where_it_leads(address, reach):
    assert reach_of(address) is reach


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_in_ipv6_gains_nothing(inner):
    reach = reach_of(str(inner))
    number = int(inner)
    mapped, compatible = IPv6Address((0xFFFF << 32) | number), IPv6Address(number)
    nat64, sixtofour = IPv6Address((0x64FF9B << 96) | number), IPv6Address((0x2002 << 112) | (number << 80))
    assert {reach_of(str(outer)) for outer in (mapped, nat64, sixtofour)} == {reach}
    assert reach_of(str(compatible)) is reach or number < 2


@given(st.text(max_size=30))
def test_nonsense_leads_nowhere(text):
    assert reach_of(text) in Reach


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7F.1", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("2852039166", "169.254.169.254"),
        ("1.2.3.4.5", None),
        ("256.1.1.1", None),
        ("beef", None),
        ("10.example", None),
        ("", None),
    ],
)
def test_number_is_read_as_browsers_read_it(host, plain):
    assert numeric_address(host) == plain
