"""The settings in Home, and the modal that changes them."""

from feeds.types.preferences import Preferences
from handlers.blocks.forms import View, field, modal, radio, text_box, time_picker
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.parts import Block, Option, button, section

SETTINGS = "settings"
ZONE, DIGEST_AT, NAMING, PICTURES = "zone", "digest_at", "naming", "pictures"
ANY_NAME, CASHTAGS = "any", "cashtags"
LIGHT, DARK = "light", "dark"


def settings_block(preferences: Preferences, *, zone: str) -> Block:
    """How things are set, with the way to change them; `zone` is the one that counts."""
    return section(*_lines(preferences, zone=zone), accessory=button("Change", SETTINGS))


def settings_modal(preferences: Preferences, *, profile_zone: str) -> View:
    """The settings as a form; `profile_zone` counts while none is set."""
    return modal(
        "Settings",
        SETTINGS,
        [
            field(
                "Time zone",
                ZONE,
                text_box(placeholder=profile_zone, initial=preferences.timezone or ""),
                is_optional=True,
                hint="Like Europe/Berlin. Left empty, that of your Slack profile. Home shows times by it, "
                "“today” begins by it, and your new alerts keep digests and quiet hours by it.",
            ),
            field(
                "Digest time",
                DIGEST_AT,
                time_picker(initial=preferences.digest_at),
                hint="When a daily digest comes that you add by the form.",
            ),
            field(
                "Pictures of charts",
                PICTURES,
                radio(
                    [Option("For a light Slack", LIGHT), Option("For a dark Slack", DARK)],
                    initial=DARK if preferences.reads_dark else LIGHT,
                ),
                hint="Where Slack draws no charts itself, your answers come with a picture.",
            ),
            field(
                "Companies are named by",
                NAMING,
                radio(
                    [Option("Names and symbols", ANY_NAME), Option("Cashtags only", CASHTAGS)],
                    initial=CASHTAGS if preferences.is_cashtag_only else ANY_NAME,
                ),
                hint="For everybody in this workspace. With cashtags only, $NVDA and (NASDAQ: NVDA) are "
                "tickers in questions and in the news; “Nvidia” and a bare NVDA are not.",
            ),
        ],
        submit="Save",
    )


def render_saved(preferences: Preferences, *, zone: str) -> SlackMessage:
    """Say how things are set now."""
    return sentence("Saved. " + " · ".join(_lines(preferences, zone=zone)))


def _lines(preferences: Preferences, *, zone: str) -> tuple[str, ...]:
    named_by = "cashtags only" if preferences.is_cashtag_only else "names and symbols"
    whose = "" if preferences.timezone else " (from your Slack profile)"
    return (
        f"*Time zone:* {zone}{whose}",
        f"*Digest time:* {preferences.digest_at:%H:%M}",
        f"*Pictures of charts:* for a {DARK if preferences.reads_dark else LIGHT} Slack",
        f"*Companies are named by:* {named_by}",
    )
