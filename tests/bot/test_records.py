"""The batch format: what comes in is checked, what goes out has the documented shape."""

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.score import score_lines
from bot.records import MAX_LINE_BYTES, RecordProblem, clean, read_record

KEYS = {
    "id", "score", "label", "polarity", "confidence", "tickers", "entities", "events", "summary",
    "catalysts", "risks", "drivers",
}  # fmt: skip


def _score(*lines: bytes) -> tuple[int, list[dict]]:
    target = io.StringIO()
    code = score_lines(io.BytesIO(b"\n".join(lines)), target)
    return code, [json.loads(line) for line in target.getvalue().splitlines()]


def test_every_line_is_answered_in_order_with_its_own_id():
    code, answers = _score(
        b'{"id": "a", "title": "Ford beats estimates"}',
        b'{"id": 7, "title": "Oil falls", "summary": "Crude slid 2%."}',
        b'{"id": "a", "title": "Repeated ids are fine"}',
    )
    assert code == 0
    assert [answer["id"] for answer in answers] == ["a", 7, "a"]
    assert all(set(answer) == KEYS for answer in answers)


def test_a_line_that_cannot_be_read_is_answered_in_its_place():
    code, answers = _score(b'{"id": 1, "title": "Up"}', b"not json", b'{"id": 3, "title": "Down"}')
    assert code == 1
    assert answers[1]["line"] == 2
    assert "JSON" in answers[1]["error"]
    assert answers[2]["id"] == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"[1]", "object"),
        (b'{"title": "no id"}', '"id" is missing'),
        (b'{"id": null, "title": "x"}', '"id" is missing'),
        (b'{"id": true, "title": "x"}', '"id" must be'),
        (b'{"id": NaN, "title": "x"}', "JSON"),
        (b'{"id": 1e400, "title": "x"}', '"id" must be'),
        (b'{"id": "1"}', '"title" is missing'),
        (b'{"id": "1", "title": 5}', "must be a string"),
        (b'{"id": "1", "title": "x", "entities": {}}', "list"),
        (b'{"id": "1", "title": "x", "entities": [{"id": "e"}]}', "entity"),
        (b'{"id": "1", "title": "x", "entities": [{"id": "e", "names": [1]}]}', "entity"),
        (b'{"id": ' + b"7" * 5_000 + b', "title": "x"}', "more than 1000 digits"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"id":"1","title":"' + b"x" * MAX_LINE_BYTES + b'"}', "10 MB"),
    ],
    ids=lambda value: value[:24].decode() if isinstance(value, bytes) else value,
)
def test_a_wrong_line_is_refused_with_one_sentence(line, said):
    with pytest.raises(RecordProblem) as caught:
        read_record(line)
    assert said in str(caught.value)


def test_an_error_carries_the_id_when_there_is_one():
    _, answers = _score(b'{"id": "x9", "title": 5}')
    assert answers == [{"line": 1, "error": '"title" must be a string', "id": "x9"}]


def test_blank_lines_and_a_byte_order_mark_are_passed_over_but_counted():
    code, answers = _score(b"\xef\xbb\xbf" + b'{"id": 1, "title": "x"}', b"", b"  ", b"nonsense")
    assert code == 1
    assert [answer.get("line", answer.get("id")) for answer in answers] == [1, 4]


def test_an_overlong_line_does_not_swallow_the_next():
    code, answers = _score(b"x" * (2 * MAX_LINE_BYTES + 5), b'{"id": 2, "title": "x"}')
    assert code == 1
    assert "10 MB" in answers[0]["error"]
    assert answers[1]["id"] == 2


def test_lone_surrogates_become_replacement_characters():
    assert read_record(b'{"id": "1", "title": "a\\ud800b"}').title == "a\ufffdb"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_can_always_be_written(text):
    clean(text).encode("utf-8")


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_reading_fail_otherwise_than_by_a_record_problem(line):
    with suppress(RecordProblem):
        read_record(line)
