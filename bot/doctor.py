"""Checks everything a start depends on, and says what to do about each problem.

Each check is one small function that returns findings; `examine` runs them all. A finding that would
stop the bot is a failure; one that only worsens it is a warning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import make_client
from bot.clock import utc_now
from bot.manifest import BOT_SCOPES
from bot.wiring import make_ready, open_database
from config.settings import Settings, SettingsProblem
from feeds.errors import TickertoneError
from feeds.policy.pauses import pauses_of
from feeds.policy.urls import redacted
from feeds.types.news import Feed
from handlers.slack_errors import code_of, status_of

MAX_CLOCK_SKEW = timedelta(minutes=5)  # Slack refuses signatures older than that


class Grade(StrEnum):
    """How a check went."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `advice` says what to do when it is not ok."""

    subject: str
    grade: Grade
    sentence: str
    advice: str = ""


def unreadable(problem: SettingsProblem) -> Finding:
    """Say that there are no settings to check anything by."""
    return Finding("settings", Grade.FAILURE, str(problem), "Correct it, then run the doctor again.")


async def examine(settings: Settings) -> tuple[Finding, ...]:
    """Run every check."""
    slack = await _check_slack(settings)
    return (*_check_settings(settings), *_check_database(settings), *slack)


def _check_settings(settings: Settings) -> Iterable[Finding]:
    yield Finding("settings", Grade.OK, "every setting can be read")
    if settings.slack_bot_token is None:
        yield Finding(
            "SLACK_BOT_TOKEN",
            Grade.FAILURE,
            "it is missing",
            "Install the app and copy its bot token into .env.",
        )
    if not settings.uses_socket_mode and settings.slack_signing_secret is None:
        yield Finding(
            "SLACK_SIGNING_SECRET",
            Grade.FAILURE,
            "it is missing, and there is no SLACK_APP_TOKEN for Socket Mode",
            "Set one of the two; both are under Basic Information.",
        )
    if not settings.tickertone_user_agent_contact:
        yield Finding(
            "TICKERTONE_USER_AGENT_CONTACT",
            Grade.WARNING,
            "it is not set",
            "Give publishers an address to write to; the US regulator's feeds refuse requests without one.",
        )


def _check_database(settings: Settings) -> Iterable[Finding]:
    try:
        db = open_database(settings)
    except TickertoneError as error:
        yield Finding("database", Grade.FAILURE, str(error), "Correct DATABASE_URL.")
        return
    try:
        make_ready(settings, db)
        feeds, pauses = db.run_now(lambda unit: (unit.feeds.all(), unit.feeds.pauses(now=utc_now())))
    except TickertoneError as error:
        yield Finding("database", Grade.FAILURE, str(error), "Run tickertone migrate.")
        return
    finally:
        db.close()
    yield Finding("database", Grade.OK, "it answers and its migrations are applied")
    yield from judge_feeds(feeds, pauses=pauses)


def judge_feeds(feeds: tuple[Feed, ...], *, pauses: Mapping[str, datetime]) -> Iterable[Finding]:
    """Count the feeds, and name those that fail or wait for their host."""
    yield Finding("feeds", Grade.OK, f"{len(feeds)} known")
    waiting = pauses_of(feeds, asked=pauses)
    for feed in feeds:
        if (pause := waiting.get(feed.id)) is not None:
            advice = "Nothing to do; it is asked again then."
            yield Finding(f"feed {feed.id}", Grade.WARNING, pause.sentence, advice)
        elif feed.failures or feed.is_asleep:
            advice = f"Look at it: tickertone feeds check {redacted(feed.url)}"
            yield Finding(f"feed {feed.id}", Grade.WARNING, feed.last_error or "it fails", advice)


async def _check_slack(settings: Settings) -> tuple[Finding, ...]:
    if settings.slack_bot_token is None:
        return ()
    client = make_client(settings)
    client.retry_handlers = []
    findings = await _check_bot_token(client)
    if settings.slack_app_token is not None:
        findings += await _check_app_token(client, settings.slack_app_token.get_secret_value())
    return tuple(findings)


async def _check_bot_token(client: AsyncWebClient) -> list[Finding]:
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        code = code_of(error) or f"HTTP status {status_of(error)}"
        return [
            Finding(
                "SLACK_BOT_TOKEN", Grade.FAILURE, f"Slack says {code}", "Reinstall the app, copy its token."
            )
        ]
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        advice = "Check the network, a proxy, and SLACK_API_URL."
        return [Finding("Slack", Grade.FAILURE, f"it does not answer ({type(error).__name__})", advice)]
    return [
        Finding("SLACK_BOT_TOKEN", Grade.OK, f"Slack knows us as {who.get('user')} in {who.get('team')}"),
        judge_scopes(str(who.headers.get("x-oauth-scopes", ""))),
        judge_clock(str(who.headers.get("Date", "")), now=utc_now()),
    ]


async def _check_app_token(client: AsyncWebClient, token: str) -> list[Finding]:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        code = code_of(error) or f"HTTP status {status_of(error)}"
        advice = "Generate an app-level token with the scope connections:write."
        return [Finding("SLACK_APP_TOKEN", Grade.FAILURE, f"Slack says {code}", advice)]
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        return [
            Finding("SLACK_APP_TOKEN", Grade.FAILURE, f"not checked ({type(error).__name__})", "Try again.")
        ]
    return [Finding("SLACK_APP_TOKEN", Grade.OK, "Socket Mode opens")]


def judge_scopes(granted: str) -> Finding:
    """Compare the scopes a token has with those the manifest asks for. Pure."""
    missing = sorted(set(BOT_SCOPES) - {scope.strip() for scope in granted.split(",")})
    if not granted or not missing:
        return Finding("scopes", Grade.OK, "all there" if granted else "Slack did not list them")
    advice = "Add them under OAuth & Permissions and reinstall the app."
    return Finding("scopes", Grade.WARNING, f"missing: {', '.join(missing)}", advice)


def judge_clock(date_header: str, *, now: datetime) -> Finding:
    """Compare our clock with Slack's. Pure."""
    try:
        skew = abs(now - parsedate_to_datetime(date_header))
    except (TypeError, ValueError):
        return Finding("clock", Grade.OK, "Slack sent no time to compare with")
    if skew > MAX_CLOCK_SKEW:
        advice = "Turn time synchronisation on: Slack's signatures are only good for five minutes."
        return Finding("clock", Grade.FAILURE, f"it is {skew.total_seconds():.0f} s off", advice)
    return Finding("clock", Grade.OK, f"within {skew.total_seconds():.0f} s of Slack's")
