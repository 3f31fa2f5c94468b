"""Slack's own error names: what to do about each, and the sentence people are told."""

from dataclasses import dataclass
from enum import Enum, auto


class Remedy(Enum):
    """What to do with a message that Slack refused."""

    RETRY = auto()  # it passes by itself, or when somebody mends the setup
    RETRY_SOME = auto()  # nobody knows; a few times
    SIMPLIFY = auto()  # the form was refused, not the message
    GIVE_UP = auto()  # no retry will change it
    LOSE_CHANNEL = auto()  # nor will any other message get into the channel


@dataclass(frozen=True, slots=True)
class Refusal:
    """A remedy and why, in a sentence for people."""

    remedy: Remedy
    sentence: str


def remedy_for(code: str) -> Refusal:
    """Find the remedy for one of Slack's error names; an unknown one is retried a few times."""
    return _REFUSALS.get(code) or Refusal(
        Remedy.RETRY_SOME, f'Slack refused it with "{code}"; see that word in Slack\'s API reference'
    )


_TROUBLE = "Slack has trouble of its own; nothing to do but wait"
_RATE = "Slack asked to slow down; nothing to do but wait"
_FORM = "Slack refused the message's form even as plain text; please report it with this message's id"
_UNINSTALLED = "the app was removed from this workspace; install it again"
_TOKEN = "Slack does not accept the bot token; reinstall the app and check SLACK_BOT_TOKEN"  # noqa: S105 - a sentence
_SCOPE = "the app lacks a permission; update it from the manifest and reinstall it"
_GONE = "the channel does not exist any more, or is private and the bot is not in it: /invite it there"
_DELETED = "the message was deleted or can't be edited any more in Slack"
_RULES = "this workspace's rules don't let the app post in that channel; ask an admin"

_REFUSALS = {
    code: Refusal(remedy, sentence)
    for remedy, sentence, codes in (
        (Remedy.RETRY, _RATE, ("ratelimited", "rate_limited", "message_limit_exceeded")),
        (
            Remedy.RETRY,
            _TROUBLE,
            ("internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"),
        ),
        (Remedy.RETRY, _TOKEN, ("invalid_auth", "not_authed", "token_expired")),
        (Remedy.RETRY, _SCOPE, ("missing_scope", "not_allowed_token_type")),
        (
            Remedy.SIMPLIFY,
            _FORM,
            (
                "invalid_blocks",
                "invalid_blocks_format",
                "msg_blocks_too_long",
                "msg_too_long",
                "invalid_attachments",
                "invalid_arguments",
                "no_text",
            ),
        ),
        (Remedy.GIVE_UP, _UNINSTALLED, ("account_inactive", "token_revoked", "app_uninstalled")),
        (Remedy.LOSE_CHANNEL, _GONE, ("channel_not_found",)),
        (Remedy.LOSE_CHANNEL, "the bot is not in the channel: /invite it there", ("not_in_channel",)),
        (
            Remedy.LOSE_CHANNEL,
            "the channel is archived; unarchive it or subscribe another one",
            ("is_archived",),
        ),
        (
            Remedy.LOSE_CHANNEL,
            _RULES,
            (
                "restricted_action",
                "restricted_action_read_only_channel",
                "restricted_action_thread_only_channel",
                "cannot_dm_bot",
                "messages_tab_disabled",
                "user_not_found",
                "access_denied",
            ),
        ),
        (
            Remedy.GIVE_UP,
            _RULES,
            ("restricted_action_thread_locked", "restricted_action_non_threadable_channel"),
        ),
        (
            Remedy.GIVE_UP,
            _DELETED,
            ("message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"),
        ),
    )
    for code in codes
}

CHANNEL_LOST = frozenset(
    refusal.sentence for refusal in _REFUSALS.values() if refusal.remedy is Remedy.LOSE_CHANNEL
)  # why messages to a lost channel were given up
