"""The door for files: up to Slack, and down from it. Bounded, and with the token for Slack alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown, SlackRefused, UsageError
from handlers.slack_errors import code_of, status_of

MOST_BYTES = 5_000_000
TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to hand over."""

    name: str
    content: bytes


async def upload(
    client: AsyncWebClient, files: Sequence[OutgoingFile], *, channel: str, comment: str
) -> None:
    """Post files with a comment. Raises SlackRefused or SlackDown."""
    uploads = [{"file": file.content, "filename": file.name, "title": file.name} for file in files]
    try:
        await client.files_upload_v2(file_uploads=uploads, channel=channel, initial_comment=comment)
    except SlackApiError as error:
        raise SlackRefused(code_of(error) or f"HTTP status {status_of(error)}") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackDown(f"Slack did not take the files ({type(error).__name__}).") from error


async def store(client: AsyncWebClient, file: OutgoingFile, *, alt_text: str) -> str:
    """Put a file into Slack, shown nowhere yet, and give its id. Raises SlackRefused or SlackDown."""
    try:
        stored = await client.files_upload_v2(file=file.content, filename=file.name, alt_txt=alt_text)
    except SlackApiError as error:
        raise SlackRefused(code_of(error) or f"HTTP status {status_of(error)}") from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackDown(f"Slack did not take the file ({type(error).__name__}).") from error
    return str(stored["files"][0]["id"])


async def download(client: AsyncWebClient, file: Mapping[str, Any]) -> bytes:
    """Fetch a file that somebody gave. Raises UsageError when it is too large, or SlackDown."""
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not _is_slacks(url, api_url=client.base_url):
        raise UsageError("That file does not lie in Slack. Upload it, or paste what is in it.")
    if int(file.get("size") or 0) > MOST_BYTES:
        raise UsageError(f"That file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        return await _fetch(url, token=str(client.token), proxy=client.proxy)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackDown(f"Slack did not hand the file over ({type(error).__name__}).") from error


async def _fetch(url: str, *, token: str, proxy: str | None) -> bytes:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(url, headers=headers, proxy=proxy, allow_redirects=False) as answer,
    ):
        if answer.status != 200:
            raise SlackDown(f"Slack did not hand the file over (HTTP status {answer.status}).")
        content = await answer.content.read(MOST_BYTES + 1)
        while len(content) <= MOST_BYTES and (more := await answer.content.read(MOST_BYTES + 1)):
            content += more
    if len(content) > MOST_BYTES:
        raise UsageError(f"That file is larger than {MOST_BYTES // 1_000_000} MB.")
    return content


def _is_slacks(url: str, *, api_url: str) -> bool:
    """True for an address of Slack's files, or of whatever stands in for Slack."""
    parts, ours = urlsplit(url), urlsplit(api_url)
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return True
    host = parts.hostname or ""
    return parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
