"""HTML to the words a reader would see."""

import time
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse.markup import TEXT_CHARS, TITLE_CHARS, plain_text, plain_title


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("plain", "plain", id="no markup"),
        pytest.param("<p>One</p><p>Two</p>", "One\nTwo", id="paragraphs are lines"),
        pytest.param("One<br>Two<br/>Three", "One\nTwo\nThree", id="line breaks"),
        pytest.param("one\ntwo\n\nthree", "one two\nthree", id="blank lines part plain text"),
        pytest.param("<p>one\ntwo\n\nthree</p>", "one two three", id="not inside a paragraph"),
        pytest.param("<ul><li>a</li><li>b</li></ul>", "a\nb", id="lists"),
        pytest.param("<td>1</td><td>2</td>", "1 2", id="cells"),
        pytest.param("a <b>b</b>old <i>c</i>", "a bold c", id="inline tags leave no gap"),
        pytest.param("AT&amp;T &#8364;5 &nbsp; &eacute;", "AT&T €5 é", id="entities"),
        pytest.param("5 < 7 > 3 and <3", "5 < 7 > 3 and <3", id="less-than is no tag"),
        pytest.param("a<script>evil()</script>b", "ab", id="scripts"),
        pytest.param("a<SCRIPT type='x'>if (a</b) {}</Script >b", "ab", id="scripts with tags in them"),
        pytest.param("a<script>never closed", "a", id="open script"),
        pytest.param("a<style>p{}</style>b<svg><text>x</text></svg>c", "abc", id="styles and drawings"),
        pytest.param("a<!-- <b>no</b> --> b<!-- open", "a b", id="comments"),
        pytest.param("<?php echo 1 ?>a<!DOCTYPE html>b", "ab", id="instructions"),
        pytest.param('<a title="1 > 0" href=x>link</a>', "link", id="angle in an attribute"),
        pytest.param('<img src="https://t.example/p.gif" alt="ad">', "", id="pixels"),
        pytest.param(
            "<x:p xmlns:x='http://www.w3.org/1999/xhtml'>a</x:p><x:p>b</x:p>", "a\nb", id="prefixes"
        ),
        pytest.param('<p class=x">a "b" c</p>', 'a "b" c', id="stray quote in a tag"),
        pytest.param("a\u00adb\u200bc\u202ed", "abcd", id="invisible characters"),
        pytest.param("<![CDATA[inner]]>", "inner", id="left-over section"),
        pytest.param("KÃ¤ufer â€™s cafÃ©", "Käufer \u2019s café", id="encoded twice"),
        pytest.param("Ã is a letter", "Ã is a letter", id="a letter that looks encoded twice"),
    ],
)
def test_reader_sees(html, text):
    assert plain_text(html) == text


def test_a_title_is_one_line():
    assert plain_title("<p>One</p>\n<p>Two</p>") == "One Two"


def test_long_texts_are_cut_between_words():
    assert plain_text("word " * 10_000).endswith("word…")
    assert len(plain_text("word " * 10_000)) <= TEXT_CHARS + 1
    assert len(plain_title("x" * 10_000)) == TITLE_CHARS + 1


PIECES = [
    "<",
    "<a",
    "<a '",
    '<a "',
    "<!--",
    "<![CDATA[",
    "</",
    "&",
    "&#",
    "<script>",
    "<p>",
    "]]>",
    '""',
    "='",
    ">",
]


@pytest.mark.parametrize("start", ["", "<a ", "<!--"])
@pytest.mark.parametrize("piece", PIECES)
def test_takes_linear_time_on(start, piece):
    began = time.process_time()
    plain_text(start + piece * 200_000)
    assert time.process_time() - began < 2


@given(
    st.text()
    | st.lists(st.sampled_from(["<p>", "</p>", "<script>", "a", "&lt;", "<!--", "-->", "'", '"', "<"])).map(
        "".join
    )
)
def test_never_raises_and_leaves_no_control_characters(html):
    text = plain_text(html)
    assert all(character == "\n" or category(character) not in ("Cc", "Cs") for character in text)
    assert text == text.strip()
