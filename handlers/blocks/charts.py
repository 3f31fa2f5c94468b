"""A chart in words, for where it is not drawn. Pure."""

from typing import Any

from handlers.blocks.badge import signed
from handlers.blocks.mrkdwn import bold, escape


def say_chart(block: dict[str, Any]) -> str:
    """How scores went over time: the first and the last, the lowest and the highest.

    Nothing of any other chart: what those show stands in the text beside them.
    """
    chart = block["chart"]
    points = chart["series"][0]["data"]
    values = [point["value"] for point in points]
    if "x_label" not in chart["axis_config"] or not any(isinstance(value, float) for value in values):
        return ""
    told = {
        "first": points[0],
        "last": points[-1],
        "lowest": points[values.index(min(values))],
        "highest": points[values.index(max(values))],
    }
    words = (f"{name} {signed(point['value'])} ({escape(point['label'])})" for name, point in told.items())
    return f"{bold(escape(block['title']))}: {', '.join(words)}"
