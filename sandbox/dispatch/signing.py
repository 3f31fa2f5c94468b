"""PURE: Slack's request signature, version 0."""

import hashlib
import hmac


def sign(body: bytes, *, secret: str, timestamp: int) -> str:
    """Sign a request body the way an app verifies it: HMAC-SHA256 over `v0:timestamp:body`."""
    base = b"v0:%d:%s" % (timestamp, body)
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
