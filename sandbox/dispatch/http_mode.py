"""HTTP mode: every payload is a signed request to the bot's one address."""

import asyncio
import json
from urllib.parse import urlencode

import aiohttp

from sandbox.clock import Now, Timing
from sandbox.dispatch.delivery import Acked, Delivery, Kind, Outcome, Unanswered
from sandbox.dispatch.payloads import VERIFICATION_TOKEN
from sandbox.dispatch.signing import sign
from sandbox.state.ids import new_secret
from sandbox.state.model import Json

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class HttpMode:
    """A courier that posts to `events_url`. Close it when done."""

    def __init__(self, events_url: str, *, signing_secret: str, now: Now, timing: Timing) -> None:
        self._url = events_url
        self._secret = signing_secret
        self._now = now
        self._timing = timing
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Post one payload; only a 200 within three seconds is an acknowledgement."""
        body, content_type = encode(delivery)
        headers = {"Content-Type": content_type}
        if delivery.retry_num:
            headers["X-Slack-Retry-Num"] = str(delivery.retry_num)
            headers["X-Slack-Retry-Reason"] = delivery.retry_reason
        return await self.post(body, headers)

    async def is_verified(self) -> bool:
        """Ask the address to prove that it belongs to the app (url_verification)."""
        challenge = new_secret("challenge")
        handshake = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        outcome = await self.post(json.dumps(handshake).encode(), {"Content-Type": _JSON})
        return outcome in (Acked({"challenge": challenge}), Acked({"text": challenge}))

    async def post(self, body: bytes, headers: dict[str, str]) -> Outcome:
        """Post signed bytes."""
        timestamp = int(self._now())
        signed = headers | {
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(body, secret=self._secret, timestamp=timestamp),
            "User-Agent": "Slackbot 1.0 (sandbox)",
        }
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with asyncio.timeout(self._timing.ack_s):
                async with self._session.post(self._url, data=body, headers=signed) as response:
                    return _outcome(response.status, response.content_type, await response.text())
        except TimeoutError:
            return Unanswered("http_timeout", is_timeout=True)
        except aiohttp.ClientError:
            return Unanswered("connection_failed")

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()


def encode(delivery: Delivery) -> tuple[bytes, str]:
    """PURE: write a payload as Slack posts it: events as JSON, commands and interactions as forms."""
    match delivery.kind:
        case Kind.EVENT:
            return json.dumps(delivery.payload).encode(), _JSON
        case Kind.COMMAND:
            return urlencode(delivery.payload).encode(), _FORM
        case Kind.INTERACTIVE:
            return urlencode({"payload": json.dumps(delivery.payload)}).encode(), _FORM


def _outcome(status: int, content_type: str, text: str) -> Outcome:
    if status != 200:
        return Unanswered("http_error")
    if not text.strip():
        return Acked()
    if content_type != _JSON:
        return Acked({"text": text})
    try:
        payload: Json = json.loads(text)
    except ValueError:
        return Unanswered("http_error")
    return Acked(payload or None)
