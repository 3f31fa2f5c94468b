"""Bytes to an element tree, hardened: entities and DTDs are inert, nothing is loaded, size is bounded.

Strict first. A document that is not well-formed is repaired once, by the few mistakes that publishers
really make: a wrong encoding, junk before the document, bare ampersands, HTML's named entities,
control characters.
"""

import re
from html.entities import html5
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  lxml has no public name for it
MAX_TAGS = 400_000
_MENDED_BYTES = 16_000_000  # mending holds a document several times over
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'][^>]{0,200}\?>")
_ANY_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_START = re.compile(r"<(?:\?xml|!DOCTYPE|!--|[A-Za-z])")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6})(;?)|([A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_WESTERN = frozenset(
    ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252")
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip


class Malformed(Exception):
    """No tree could be made of it."""


def strict_tree(body: bytes) -> Element:
    """The root of a well-formed document in the encoding it declares."""
    return _tree(body)


def repaired_tree(body: bytes, content_type: str, *, in_part: bool = False) -> Element:
    """The root of a document after the usual mistakes are mended; `in_part` takes what can be had of it."""
    return _tree(_mended(decoded(body[:_MENDED_BYTES], content_type)).encode(), in_part=in_part)


def is_mislabelled(body: bytes) -> bool:
    """True when the document says it is western but is not: UTF-8 all the same, or Windows in disguise."""
    declared = _DECLARATION.match(body)
    return declared is not None and declared[1].lower().decode() in _WESTERN and not body.isascii()


def decoded(body: bytes, content_type: str) -> str:
    """The text of a document: by its byte order mark, as UTF-8, as it declares, as the server declares."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    if body[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    declared = _DECLARATION.match(body)
    served = _CHARSET.search(content_type)
    for encoding in ("utf-8", declared[1].decode() if declared else "", served[1] if served else ""):
        text = _decoded_as(body, encoding)
        if text is not None:
            return text
    return body.decode("cp1252", "replace")


def _decoded_as(body: bytes, encoding: str) -> str | None:
    if not encoding or encoding.lower() in _WESTERN:
        return None  # every byte decodes as Latin-1; Windows-1252 at the end says the same and more
    try:
        text = body.decode(encoding)
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _tree(body: bytes, *, in_part: bool = False) -> Element:
    if body.count(b"<") > MAX_TAGS:
        raise Malformed("more tags than any feed has")
    parser = etree.XMLParser(
        resolve_entities=False,
        recover=in_part,
        no_network=True,
        load_dtd=False,
        huge_tree=len(body)
        > 9_000_000,  # lifts libxml2's 10 MB bound on one text; ours on bytes and tags stand
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise Malformed(str(broken)) from broken
    if root is None:
        raise Malformed("nothing in it is an element")
    return root


def _mended(text: str) -> str:
    start = _START.search(text)
    text = text[start.start() :] if start else text
    text = _ILLEGAL.sub("", _ANY_DECLARATION.sub("", text, count=1))
    pieces = []
    at = 0
    while (section := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", section)) >= 0:
        pieces += [_AMPERSAND.sub(_proper_reference, text[at:section]), text[section : end + 3]]
        at = end + 3
    pieces.append(_AMPERSAND.sub(_proper_reference, text[at:]))
    return "".join(pieces)


def _proper_reference(found: re.Match[str]) -> str:
    """An ampersand as XML knows it."""
    number, semicolon, name = found[1], found[2], found[3]
    if number:
        return f"&{number.lower()};" if semicolon else f"&amp;{number}"
    if name in _XML_NAMES:
        return found[0]
    if name and name + ";" in html5:
        return "".join(f"&#{ord(letter)};" for letter in html5[name + ";"])
    return "&amp;" + found[0][1:]
