"""Reading a body without trusting it: bounded on the wire, bounded unpacked, both while it streams."""

import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from feeds.fetch.budget import Share

UNPACKED_PART = 5  # an unpacked body may be this many times the bound on the wire
ACCEPT_ENCODING = "gzip, deflate"
_STEP_BYTES = 256 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """The body is larger than allowed."""


class Undecodable(Exception):
    """The body is packed in a way that was not asked for, or its packing is broken."""


@dataclass(slots=True)
class _Unpacker:
    """One gzip or deflate stream; deflate comes with and without its zlib header in the wild."""

    encoding: str
    max_bytes: int
    unpacked: bytearray = field(default_factory=bytearray)
    _stream: "zlib._Decompress | None" = None

    def unpack(self, packed: bytes) -> Iterator[int]:
        """Unpack one chunk step by step and say how many bytes each gave; stops over the bound."""
        while packed:
            stream = self._stream or self._open(packed)
            step = stream.decompress(packed, _STEP_BYTES)
            self.unpacked += step
            if len(self.unpacked) > self.max_bytes:
                raise TooLarge
            yield len(step)
            packed = stream.unconsumed_tail
            if stream.eof:
                packed = stream.unused_data if stream.unused_data.startswith(_GZIP_MAGIC) else b""
                self._stream = self._open(packed) if packed else stream

    def close(self) -> bytes:
        """All of it; a stream that stopped in the middle is broken."""
        if self._stream is not None and not self._stream.eof:
            raise Undecodable("the packed body stops in the middle")
        return bytes(self.unpacked)

    def _open(self, beginning: bytes) -> "zlib._Decompress":
        if self.encoding == "gzip":
            bits = 16 + zlib.MAX_WBITS
        else:
            has_header = (
                len(beginning) > 1 and beginning[0] & 0x0F == 8 and int.from_bytes(beginning[:2]) % 31 == 0
            )
            bits = zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
        self._stream = zlib.decompressobj(bits)
        return self._stream


async def read_body(chunks: AsyncIterator[bytes], *, encoding: str, max_bytes: int, share: Share) -> bytes:
    """The body, unpacked, its bytes drawn from the share. Raises TooLarge or Undecodable once certain."""
    encoding = encoding.strip().lower().removeprefix("x-")
    if encoding in ("", "identity"):
        return await _unwrapped(await _read_plain(chunks, max_bytes, share), max_bytes, share)
    if encoding not in ("gzip", "deflate"):
        raise Undecodable(f"the body is packed as {encoding[:20]!r}, which was not asked for")
    unpacker = _Unpacker(encoding, max_bytes * UNPACKED_PART)
    on_the_wire = 0
    async for chunk in chunks:
        on_the_wire += len(chunk)
        if on_the_wire > max_bytes:
            raise TooLarge
        await _unpack(unpacker, chunk, share)
    return unpacker.close()


async def _unwrapped(body: bytes, max_bytes: int, share: Share) -> bytes:
    """A gzip file served as one, without being announced, is unpacked all the same."""
    if not body.startswith(_GZIP_MAGIC):
        return body
    unpacker = _Unpacker("gzip", max_bytes * UNPACKED_PART)
    await _unpack(unpacker, body, share)
    return unpacker.close()


async def _unpack(unpacker: _Unpacker, packed: bytes, share: Share) -> None:
    try:
        for count in unpacker.unpack(packed):
            await share.draw(count)
    except zlib.error as broken:
        raise Undecodable("its compression is broken") from broken


async def _read_plain(chunks: AsyncIterator[bytes], max_bytes: int, share: Share) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise TooLarge
        await share.draw(len(chunk))
    return bytes(body)
