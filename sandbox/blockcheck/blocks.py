"""Every block, and on which surface it may stand."""

from collections.abc import Mapping

from sandbox.blockcheck.data import DATA_TABLE, DATA_VISUALIZATION, TABLE
from sandbox.blockcheck.elements import ACCESSORY, ACTIONS, CONTEXT_ACTIONS, IMAGE, INPUT
from sandbox.blockcheck.objects import BLOCK_ID, SLACK_FILE, plain, text
from sandbox.blockcheck.rich_text import RICH_TEXT
from sandbox.blockcheck.rules import (
    Rule,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    items,
    shape,
    string,
    unique,
    url,
)

MARKDOWN_MOST = 12_000
_NAMED: Mapping[str, Rule] = {"block_id": BLOCK_ID}
_ONCE = unique("action_id", within="elements")
_CONTEXT_MOST = 2000
_CONTEXT = by_type(
    {
        "image": IMAGE,
        "plain_text": text(_CONTEXT_MOST),
        "mrkdwn": text(_CONTEXT_MOST),
    }
)

EVERYWHERE: Mapping[str, Rule] = {
    "actions": shape({"elements": items(ACTIONS, most=25)}, _NAMED, also=(_ONCE,)),
    "context": shape({"elements": items(_CONTEXT, most=10)}, _NAMED),
    "divider": shape({}, _NAMED),
    "header": shape({"text": plain(150)}, _NAMED),
    "image": shape(
        {"alt_text": string(most=2000)},
        {**_NAMED, "image_url": url(), "slack_file": SLACK_FILE, "title": plain(2000)},
        also=(exactly_one("image_url", "slack_file"),),
    ),
    "input": shape(
        {"label": plain(2000), "element": INPUT},
        {**_NAMED, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": shape(
        {},
        {
            **_NAMED,
            "text": text(),
            "fields": items(text(2000), most=10),
            "accessory": ACCESSORY,
            "expand": boolean,
        },
        also=(at_least_one("text", "fields"),),
    ),
    "video": shape(
        {"alt_text": string(), "title": plain(200), "thumbnail_url": url(), "video_url": url()},
        {
            **_NAMED,
            "title_url": url(),
            "description": plain(200),
            "author_name": string(most=50),
            "provider_name": string(),
            "provider_icon_url": url(),
        },
    ),
}

IN_MESSAGES: Mapping[str, Rule] = {
    **EVERYWHERE,
    "context_actions": shape({"elements": items(CONTEXT_ACTIONS, most=5)}, _NAMED, also=(_ONCE,)),
    "markdown": shape({"text": string(most=MARKDOWN_MOST)}, _NAMED),
    "table": TABLE,
}

NEW: Mapping[str, Rule] = {"data_table": DATA_TABLE, "data_visualization": DATA_VISUALIZATION}
