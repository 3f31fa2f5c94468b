"""Handing settings over: files go to the person directly, and come back through a form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import UsageError
from feeds.types.archives import Archive
from handlers.answers.archives import admit, bring, export, read_document, standing_in
from handlers.asker import Asker, asker_of_action
from handlers.blocks import limits
from handlers.blocks.archives import FILE, PASTED, render_exported, render_restored, say_files
from handlers.blocks.forms import file_of, value_of
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.files import download, upload
from handlers.forms import Errors
from handlers.rooms import enter
from handlers.speaking import call, to_asker

KINDS = (".json", ".opml", ".xml")  # of files with settings, or with feeds


async def hand_over(deps: Deps, client: AsyncWebClient, asker: Asker) -> SlackMessage:
    """Send a person the files, directly: what is in them is not for the whole channel."""
    exported = await export(deps, asker)
    opened = await call(client, "conversations.open", {"users": asker.user})
    channel = str(opened["channel"]["id"])
    await upload(
        client, exported.files, channel=channel, comment=say_files([file.name for file in exported.files])
    )
    return render_exported(alerts=exported.alerts, feeds=exported.feeds, left_out=exported.left_out)


async def check_import(body: Mapping[str, Any], view: Mapping[str, Any]) -> Errors:
    """Find what is wrong with pasted text; a file is looked at once it is here."""
    values = view["state"]["values"]
    pasted, has_file = value_of(values, PASTED), file_of(values, FILE) is not None
    if bool(pasted) is has_file:
        return {PASTED: "Choose a file or paste what is in it, one of the two."}
    try:
        if pasted:
            read_document(pasted.encode(), asker_of_action(body))
    except UsageError as error:
        return {PASTED: str(error)[: limits.INPUT_ERROR]}
    return {}


def bring_back(deps: Deps) -> Listener:
    """Bring back what a person has pasted or given as a file."""

    async def brought(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        who, values = asker_of_action(body), view["state"]["values"]
        asker = Asker(who.workspace, who.user, view["private_metadata"])

        async def work() -> SlackMessage:
            return await _restore(deps, client, asker, await _document(client, values))

        await answer(to_asker(client, asker), work)

    return brought


def settings_among(files: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first file that may hold settings or feeds, by its name."""
    return next((file for file in files if str(file.get("name", "")).lower().endswith(KINDS)), None)


async def take_in(deps: Deps, client: AsyncWebClient, asker: Asker, file: Mapping[str, Any]) -> SlackMessage:
    """Bring back what lies in a file that a person shared in a message."""
    return await _restore(deps, client, asker, await download(client, file))


async def _restore(deps: Deps, client: AsyncWebClient, asker: Asker, document: bytes) -> SlackMessage:
    archive, left_out = admit(read_document(document, asker), asker)
    archive, closed = await _only_open(deps, client, asker, archive)
    restored = await bring(deps, asker, archive)
    return render_restored(replace(restored, left_out=(*left_out, *closed, *restored.left_out)))


async def _document(client: AsyncWebClient, values: Mapping[str, Any]) -> bytes:
    file = file_of(values, FILE)
    return value_of(values, PASTED).encode() if file is None else await download(client, file)


async def _only_open(
    deps: Deps, client: AsyncWebClient, asker: Asker, archive: Archive
) -> tuple[Archive, Sequence[str]]:
    """Leave out the alerts of channels the bot can't get into, and say what a person has to do."""
    known = await standing_in(deps, asker)
    closed: dict[str, str] = {}
    for channel in dict.fromkeys(alert.channel for alert in archive.alerts):
        if channel not in known:
            try:
                await enter(client, channel)
            except UsageError as error:
                closed[channel] = f"Channel {channel}: {error}"
    kept = tuple(alert for alert in archive.alerts if alert.channel not in closed)
    return replace(archive, alerts=kept), tuple(closed.values())
