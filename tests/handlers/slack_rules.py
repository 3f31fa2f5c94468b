"""What Slack refuses in a message, written down apart from the product's own limits."""

from handlers.blocks.message import SlackMessage

KNOWN = {"section", "context", "divider", "header", "actions", "table", "data_visualization"}
TEXT_LIMITS = {"section": 3000, "header": 150, "context": 3000}


def refusals(message: SlackMessage) -> list[str]:
    """Everything Slack would refuse; empty for a message it takes."""
    found = [] if 0 < len(message.text) < 4000 and message.text.strip() else ["text is empty or too long"]
    if "\n" in message.text and message.blocks:
        found.append("the fallback is more than one line")
    if len(message.blocks) > 50:
        found.append("over 50 blocks")
    if sum(map(text_length, message.blocks)) > 9000:
        found.append("over 9,000 characters")
    for block in message.blocks:
        found += block_refusals(block)
    return found


def block_refusals(block: dict) -> list[str]:
    if block["type"] not in KNOWN:
        return [f"unknown block {block['type']}"]
    match block["type"]:
        case "section" | "header":
            return text_refusals(block["text"], limit=TEXT_LIMITS[block["type"]])
        case "context":
            elements = block["elements"]
            found = [] if 0 < len(elements) <= 10 else ["context elements"]
            return found + [each for text in elements for each in text_refusals(text, limit=3000)]
        case "actions":
            elements = block["elements"]
            found = [] if 0 < len(elements) <= 25 else ["actions elements"]
            ids = [element["action_id"] for element in elements]
            if len(set(ids)) < len(ids):
                found.append("an action_id twice in one block")
            return found + [each for element in elements for each in element_refusals(element)]
        case "table":
            return table_refusals(block)
        case _:
            return []


def table_refusals(block: dict) -> list[str]:
    rows = block["rows"]
    if not 0 < len(rows) <= 100 or any(len(row) != len(rows[0]) for row in rows) or len(rows[0]) > 20:
        return ["table shape"]
    return ["empty cell" for row in rows for cell in row if not cell["text"].strip()]


def element_refusals(element: dict) -> list[str]:
    found = [] if 0 < len(element["action_id"]) <= 255 else ["action_id"]
    if len(element.get("value", "")) > 2000:
        found.append("value")
    if element["type"] == "button":
        found += text_refusals(element["text"], limit=75)
    for option in element.get("options", []):
        found += text_refusals(option["text"], limit=75)
        if not 0 < len(option["value"]) <= 150:
            found.append("option value")
    return found


def text_refusals(text: dict, *, limit: int) -> list[str]:
    return [] if 0 < len(text["text"]) <= limit and text["text"].strip() else [f"text of {text['type']}"]


def text_length(value: object) -> int:
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(text_length(part) for part in value.values())
    if isinstance(value, list | tuple):
        return sum(text_length(part) for part in value)
    return 0
