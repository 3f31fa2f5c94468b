"""What a message, a modal or Home shows, as plain text."""


def shown(where):
    """All text in the blocks, in order."""
    content = getattr(where, "content", None)
    return "\n".join(_texts(content["blocks"] if content else where.blocks))


def _texts(value):
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
