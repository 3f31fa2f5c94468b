"""Composition objects: texts, options, confirmations, filters."""

from typing import Any

from sandbox.blockcheck.rules import (
    Problem,
    Problems,
    Rule,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    items,
    one_of,
    shape,
    string,
    url,
)

TEXT_MOST = 3000
ACTION_ID = string(most=255)
BLOCK_ID = string(most=255, least=0)


def plain(most: int = TEXT_MOST) -> Rule:
    """A plain_text object."""
    return by_type({"plain_text": shape({"text": string(most=most)}, {"emoji": boolean})})


def text(most: int = TEXT_MOST) -> Rule:
    """A plain_text or mrkdwn object."""
    return by_type(
        {
            "plain_text": shape({"text": string(most=most)}, {"emoji": boolean}),
            "mrkdwn": shape({"text": string(most=most)}, {"verbatim": boolean}),
        }
    )


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

OPTION = shape({"text": plain(75), "value": string(most=150)}, {"description": plain(75)})
RICH_OPTION = shape({"text": text(75), "value": string(most=150)}, {"description": text(75)})
LINK_OPTION = shape({"text": plain(75), "value": string(most=150)}, {"description": plain(75), "url": url()})
OPTIONS = items(OPTION, most=100)
GROUPS = items(shape({"label": plain(75), "options": OPTIONS}), most=100)

DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)},
)
FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    also=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
SLACK_FILE = shape({}, {"id": string(), "url": url()}, also=(exactly_one("id", "url"),))


def initial_among_options(value: Any, at: str) -> Problems:
    """What is chosen at first must be one of the options, to the letter."""
    options = [*value.get("options", ())]
    for group in value.get("option_groups", ()):
        options += group["options"]
    chosen = [("initial_option", value["initial_option"])] if "initial_option" in value else []
    chosen += [(f"initial_options/{n}", option) for n, option in enumerate(value.get("initial_options", ()))]
    for name, option in chosen:
        if option not in options:
            yield Problem("failed to match schema", f"{at}/{name}")
