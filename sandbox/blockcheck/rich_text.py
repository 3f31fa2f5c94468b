"""The rich_text block and its parts."""

from collections.abc import Mapping

from sandbox.blockcheck.objects import BLOCK_ID
from sandbox.blockcheck.rules import Rule, boolean, by_type, items, number, one_of, shape, string, url

_MOST = 1000
_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = shape({}, dict.fromkeys(_STYLES, boolean))
_STYLED: Mapping[str, Rule] = {"style": _STYLE}

INLINE: Mapping[str, Rule] = {
    "text": shape({"text": string(least=0)}, _STYLED),
    "link": shape({"url": url()}, {"text": string(), "unsafe": boolean, **_STYLED}),
    "user": shape({"user_id": string()}, _STYLED),
    "usergroup": shape({"usergroup_id": string()}, _STYLED),
    "channel": shape({"channel_id": string()}, _STYLED),
    "emoji": shape({"name": string()}, {"unicode": string(), "skin_tone": number(1, 6), **_STYLED}),
    "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
    "date": shape(
        {"timestamp": number(0, 10**11), "format": string()}, {"url": url(), "fallback": string(), **_STYLED}
    ),
    "color": shape({"value": string(most=9)}, _STYLED),
}

_INLINES = items(by_type(INLINE), most=_MOST, least=0)
_SECTION = shape({"elements": _INLINES})
_BORDER: Mapping[str, Rule] = {"border": number(0, 1)}

RICH_TEXT = shape(
    {
        "elements": items(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": shape(
                        {
                            "style": one_of("bullet", "ordered"),
                            "elements": items(by_type({"rich_text_section": _SECTION}), most=_MOST),
                        },
                        {"indent": number(0, 8), "offset": number(0, 10**6), **_BORDER},
                    ),
                    "rich_text_preformatted": shape(
                        {"elements": _INLINES}, {"language": string(), **_BORDER}
                    ),
                    "rich_text_quote": shape({"elements": _INLINES}, _BORDER),
                }
            ),
            most=_MOST,
        )
    },
    {"block_id": BLOCK_ID},
)
