"""The alert shows what product.md asks for, in that order, whatever the item holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.types.decisions import MessageKind
from handlers.blocks.alert import render_alert
from handlers.blocks.message import simplify
from tests.handlers import making
from tests.handlers.making import make_item, make_message, make_row
from tests.handlers.slack_rules import refusals


def shown(message):
    """All text of the sections, in order."""
    return "\n".join(block["text"]["text"] for block in message.blocks if block["type"] == "section")


def test_an_alert_shows_everything_in_order():
    item = make_item(
        summary="Sales rose 20%. Data centres led.",
        catalysts=["New chip in May", "second"],
        risks=["Export rules", "second"],
        rows=[make_row("NVDA"), make_row("AMD", score=-0.2, relevance=0.3, name="AMD")],
    )
    text = shown(render_alert(make_message(item)))
    parts = [
        "<https://example.com/a?utm_source=rss&amp;b=1|Nvidia beats estimates>",
        "▲▲ moderately positive +0.40",
        "confidence 62%",
        "Example Wire",
        "<!date^1773144000^",
        "Sales rose 20%. Data centres led.",
        "*Catalyst:* New chip in May",
        "*Risk:* Export rules",
        "*NVDA* NVIDIA · ▲▲ moderately positive +0.40 · relevance 0.90",
        "*AMD* AMD · ▼ mildly negative -0.20 · relevance 0.30",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "second" not in text


def test_a_catalyst_that_the_summary_tells_already_gives_way_to_the_next():
    item = make_item(summary="Sales rose 20%. A chip is due.", catalysts=["A chip is due.", "Talks in May"])
    text = shown(render_alert(make_message(item)))
    assert text.count("A chip is due.") == 1
    assert "*Catalyst:* Talks in May" in text


def test_the_buttons_are_named_as_promised():
    buttons = render_alert(make_message(make_item(7))).blocks[-1]["elements"]
    assert [button["text"]["text"] for button in buttons[:3]] == ["Why this score?", "Mute", "Wrong?"]
    assert {button["value"] for button in buttons[:3]} == {"7"}


def test_the_fallback_says_it_in_one_line():
    text = render_alert(make_message(make_item())).text
    assert text == (
        "Nvidia beats estimates · ▲▲ moderately positive +0.40 · confidence 62% · Example Wire · NVDA"
    )


def test_at_most_five_tickers_are_shown_the_most_relevant_first():
    rows = [make_row(f"T{number}", relevance=number / 10) for number in range(1, 9)]
    text = shown(render_alert(make_message(make_item(rows=rows))))
    assert [f"*T{number}*" in text for number in range(1, 9)] == [False] * 3 + [True] * 5
    assert text.index("*T8*") < text.index("*T4*")


def test_a_summary_that_repeats_the_headline_is_left_out():
    text = shown(render_alert(make_message(make_item(summary="Nvidia beats estimates"))))
    assert text.count("Nvidia beats estimates") == 1


@pytest.mark.parametrize(
    ("scores", "line"),
    [
        pytest.param([0.4, 0.4], "*▲▲ moderately positive +0.40*", id="alike"),
        pytest.param([0.2, 0.4], "*▲ mildly positive +0.30 (+0.20 to +0.40)*", id="a range"),
        pytest.param([-0.1, 0.4], "*▲ mildly positive +0.15 (-0.10 to +0.40)*", id="a weak no"),
        pytest.param([-0.15, 0.15], "*◆ sources disagree -0.15 to +0.15*", id="at the bound"),
        pytest.param([-0.5, 0.1, 0.6], "*◆ sources disagree -0.50 to +0.60*", id="three"),
    ],
)
def test_several_sources_show_their_range_or_that_they_disagree(scores, line):
    items = [
        make_item(number, score=score, feed_id=number, source=f"Wire {number}")
        for number, score in enumerate(scores, 1)
    ]
    text = shown(render_alert(make_message(*items, kind=MessageKind.EDIT)))
    assert line in text
    assert f"· {len(scores)} sources ·" in text


def test_the_same_feed_twice_is_one_source_unless_it_links_elsewhere():
    one = make_item(1)
    again = make_item(2)
    elsewhere = make_item(3, url="https://www.other.com/x")
    assert "· Example Wire (updated) ·" in shown(render_alert(make_message(one, again)))
    assert "· 2 sources ·" in shown(render_alert(make_message(one, elsewhere)))


def test_an_update_takes_the_place_of_what_its_source_said_before():
    first, update = make_item(1, score=0.4), make_item(2, score=-0.3)
    text = shown(render_alert(make_message(first, update, kind=MessageKind.EDIT)))
    assert "*▼ mildly negative -0.30*" in text
    assert "*NVDA* NVIDIA · ▼ mildly negative -0.30 ·" in text
    assert "+0.40" not in text


def test_a_ticker_that_an_update_leaves_out_stays_as_it_was():
    first, update = make_item(1, rows=[make_row("AMD", score=0.5)]), make_item(2, rows=[])
    assert "*AMD* NVIDIA · ▲▲ moderately positive +0.50" in shown(render_alert(make_message(first, update)))


@pytest.mark.parametrize(
    ("later", "said"),
    [
        pytest.param(
            make_item(2, url="https://other.com/b", source="Other Wire", feed_id=2),
            "Also at Other Wire: ",
            id="another_source",
        ),
        pytest.param(
            make_item(2, url="https://www.other.com/b"), "Also at other.com: ", id="another_site_of_the_feed"
        ),
        pytest.param(
            make_item(2, url="https://example.com/b"), "Update from Example Wire: ", id="the_same_source"
        ),
    ],
)
def test_a_reply_links_to_what_came_later_and_says_whether_it_is_another_source(later, said):
    reply = render_alert(make_message(make_item(1), later, kind=MessageKind.REPLY))
    assert reply.text.startswith(said)
    assert f"{said.split()[0]}: <{later.item.url}|" in shown(reply)


def test_words_of_others_can_not_call_a_channel():
    item = make_item(
        title="<!channel> *look* <https://evil|here>", source="<!here>", rows=[make_row(name="<@U1>")]
    )
    message = render_alert(make_message(item))
    for text in (message.text, shown(message)):
        assert "<!channel>" not in text
        assert "<!here>" not in text
        assert "<@U1>" not in text
        assert "<https://evil" not in text
    assert all(block["text"]["verbatim"] for block in message.blocks if block["type"] == "section")


@given(st.lists(making.items, min_size=1, max_size=6), st.sampled_from(MessageKind))
def test_no_alert_breaks_a_limit_of_slacks(items, kind):
    message = render_alert(make_message(*items, kind=kind))
    assert refusals(message) == []
    assert refusals(simplify(message)) == []


def test_a_refused_alert_is_told_as_text_with_its_link():
    text = simplify(render_alert(make_message(make_item(summary="Sales rose.")))).text
    assert "<https://example.com/a?utm_source=rss&amp;b=1|Nvidia beats estimates>" in text
    assert "Sales rose." in text
    assert "+0.40" in text
