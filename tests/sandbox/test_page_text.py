"""Slack's mrkdwn and standard Markdown, as the sandbox's page draws them."""

import random

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAW = """
async (texts) => {
  const { drawMrkdwn } = await import("/page/kit/text.js");
  const { drawMarkdown } = await import("/page/kit/richtext.js");
  const { setDirectory } = await import("/page/kit/people.js");
  const users = [{ id: "U01", name: "Ada Lovelace" }];
  setDirectory({ users, channels: [{ id: "C01", name: "markets" }], dms: [] });
  const draw = { mrkdwn: drawMrkdwn, markdown: drawMarkdown };
  return texts.map(([kind, text]) => {
    const root = document.createElement("div");
    root.append(...draw[kind](text));
    for (const node of root.querySelectorAll("*")) {
      for (const name of ["class", "target", "rel", "type", "title", "tabindex"]) node.removeAttribute(name);
    }
    return root.innerHTML;
  });
}
"""

LINE = "<div><div>{}</div></div>"

MRKDWN = [
    ("bold", "a *b* c", "a <strong>b</strong> c"),
    ("italic", "_b_", "<em>b</em>"),
    ("strike", "~b~", "<s>b</s>"),
    ("code", "`*b* <x>`", "<code>*b* &lt;x&gt;</code>"),
    ("bold around italic", "*a _b_*", "<strong>a <em>b</em></strong>"),
    ("bold beside punctuation", "(*b*),", "(<strong>b</strong>),"),
    ("not inside a word", "snake_case_name 2*3*4", "snake_case_name 2*3*4"),
    ("not with space inside", "* b * and _ c_", "* b * and _ c_"),
    ("not without an end", "*b", "*b"),
    (
        "a link with a label",
        "<https://x.example/a?b=1&amp;c=2|X &amp; Y>",
        '<a href="https://x.example/a?b=1&amp;c=2">X &amp; Y</a>',
    ),
    ("a link without a label", "<https://x.example/>", '<a href="https://x.example/">https://x.example/</a>'),
    ("a bold link", "*<https://x.example/|X>*", '<strong><a href="https://x.example/">X</a></strong>'),
    (
        "a bare address",
        "see https://x.example/a.",
        'see <a href="https://x.example/a">https://x.example/a</a>.',
    ),
    ("mail", "<mailto:a@x.example|write>", '<a href="mailto:a@x.example">write</a>'),
    ("a person", "<@U01>", "<span>@Ada Lovelace</span>"),
    ("a channel", "<#C01>", "<button>#markets</button>"),
    ("a broadcast", "<!here>", "<span>@here</span>"),
    ("escapes", "&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
    ("markup stays text", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    ("a script address is no link", "<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
    ("an emoji without a drawing", ":wave:", "👋"),
    ("an unknown emoji", ":nope:", ":nope:"),
    ("times are no emoji", "at 10:30:45", "at 10:30:45"),
    ("a date", "<!date^1718000000^{date_num} {time}|then>", "<time>2024-06-10 2:13 AM</time>"),
    ("a date with an unknown token", "<!date^1718000000^{week}|then>", "<time>then</time>"),
]

WHOLE = [
    (
        "quotes",
        "&gt; a\n&gt; *b*\nc",
        "<blockquote><div>a</div><div><strong>b</strong></div></blockquote><div><div>c</div></div>",
    ),
    ("fenced code", "```\na &lt; *b*\n```", "<pre>a &lt; *b*</pre>"),
    ("an empty line", "a\n\nb", "<div><div>a</div><div></div><div>b</div></div>"),
    ("a style ends with its line", "*a\nb*", "<div><div>*a</div><div>b*</div></div>"),
]

MARKDOWN = [
    ("heading", "## A *b*", "<h4>A <em>b</em></h4>"),
    (
        "styles",
        "**a** *b* _c_ ~~d~~ `e`",
        "<p><strong>a</strong> <em>b</em> <em>c</em> <s>d</s> <code>e</code></p>",
    ),
    ("link", "[a](https://x.example/)", '<p><a href="https://x.example/">a</a></p>'),
    ("script link", "[a](javascript:alert)", "<p><span>a</span></p>"),
    ("Slack's own link", "<https://x.example/|a>", '<p><a href="https://x.example/">a</a></p>'),
    ("escaped mark", r"\*a\*", "<p>*a*</p>"),
    ("nested list", "- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("ordered list from three", "3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    ("quote", "> a\n> b", "<blockquote><p>a<br>b</p></blockquote>"),
    ("fence", "```py\na < b\n```", "<pre>a &lt; b</pre>"),
    ("rule", "a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
    ("markup stays text", "&lt;img src=x&gt;", "<p>&lt;img src=x&gt;</p>"),
    (
        "table",
        "| a | b |\n|---|--:|\n| 1 | **2** |",
        "<div><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table></div>",
    ),
]


def cases(table):
    return [pytest.param(text, drawn, id=name) for name, text, drawn in table]


async def draw(kit, kind, text):
    return (await kit.evaluate(DRAW, [[kind, text]]))[0]


@pytest.mark.parametrize(("text", "drawn"), cases(MRKDWN))
async def test_a_line_of_mrkdwn_is_drawn_as_slack_does(kit, text, drawn):
    assert await draw(kit, "mrkdwn", text) == LINE.format(drawn)


@pytest.mark.parametrize(("text", "drawn"), cases(WHOLE))
async def test_mrkdwn_of_several_lines_is_drawn_as_slack_does(kit, text, drawn):
    assert await draw(kit, "mrkdwn", text) == drawn


@pytest.mark.parametrize(("text", "drawn"), cases(MARKDOWN))
async def test_a_markdown_block_is_drawn_as_markdown(kit, text, drawn):
    assert await draw(kit, "markdown", text) == drawn


OBJECTS = [
    (
        "verbatim keeps addresses as text",
        {"type": "mrkdwn", "text": "https://x.example", "verbatim": True},
        "https://x.example",
    ),
    ("plain text shows emoji", {"type": "plain_text", "text": ":wave: *a*"}, "👋 *a*"),
    (
        "plain text without emoji is literal",
        {"type": "plain_text", "text": ":wave:", "emoji": False},
        ":wave:",
    ),
]
DRAW_OBJECT = """
async (object) => {
  const { drawText } = await import("/page/kit/text.js");
  const root = document.createElement("div");
  root.append(...drawText(object).flat(9));
  return [root.textContent, root.querySelectorAll("a").length];
}
"""


@pytest.mark.parametrize(("given", "drawn"), cases(OBJECTS))
async def test_a_text_object_is_drawn_as_its_properties_say(kit, given, drawn):
    assert await kit.evaluate(DRAW_OBJECT, given) == [drawn, 0]


async def test_any_mixture_of_marks_is_drawn_and_none_becomes_markup(kit):
    pieces = [
        "*",
        "_",
        "~",
        "`",
        "```",
        "<",
        ">",
        "|",
        "&gt;",
        "&",
        ":",
        "\n",
        " ",
        "a",
        "https://x.example",
        "<@U01>",
        "<script>",
        "[",
        "](",
        ")",
        "- ",
        "1. ",
    ]
    chance = random.Random(2024)
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 30))) for _ in range(600)]
    drawn = await kit.evaluate(DRAW, [[kind, text] for text in texts for kind in ("mrkdwn", "markdown")])
    assert len(drawn) == 1200
    assert [html for html in drawn if "<script" in html or 'href="javascript' in html] == []
