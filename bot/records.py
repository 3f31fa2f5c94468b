"""The batch format: one JSON object in, one out. Shared by `score`, `analyze` and their tests.

Pure. The shape is fixed by docs/batch-format.md.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feeds.types.scores import Analysis, Entity, Sentiment

MAX_LINE_BYTES = 10_000_000
MAX_DIGITS = 1_000

_INFINITIES = (float("inf"), float("-inf"))  # what 1e400 is read as


class RecordProblem(ValueError):
    """A line that can't be scored; `id` is the record's own, when it could be read."""

    def __init__(self, sentence: str, *, id: str | float | None = None) -> None:
        super().__init__(sentence)
        self.id = id


@dataclass(frozen=True, slots=True)
class Record:
    """One text to score."""

    id: str | float
    title: str
    summary: str = ""
    entities: tuple[Entity, ...] = ()


def read_record(line: bytes) -> Record:
    """Read one NDJSON line. Raises RecordProblem with one sentence."""
    if len(line) > MAX_LINE_BYTES:
        raise RecordProblem("the line is over 10 MB; split the text")
    try:
        said = json.loads(
            line.decode("utf-8", "replace"), parse_constant=_refuse_constant, parse_int=_read_integer
        )
    except RecursionError as error:
        raise RecordProblem("the JSON is nested too deeply; a record is a flat object") from error
    except ValueError as error:
        raise RecordProblem(f"this is not JSON: {str(error)[:120]}") from error
    if not isinstance(said, dict):
        raise RecordProblem('a line must be a JSON object like {"id": "1", "title": "..."}')
    id = _id_of(said)
    return Record(
        id=id,
        title=_text(said, "title", id=id),
        summary=_text(said, "summary", id=id),
        entities=_entities(said.get("entities"), id=id),
    )


def result_record(id: str | float, analysis: Analysis) -> dict[str, Any]:
    """Write one analysis as the batch format has it."""
    return {
        "id": id,
        **_sentiment(analysis.sentiment),
        "confidence": round(analysis.confidence, 2),
        "tickers": [
            {
                "symbol": row.symbol,
                "name": row.name,
                "relevance": round(row.relevance, 2),
                **_sentiment(row.sentiment),
            }
            for row in analysis.tickers
        ],
        "entities": [{"id": entity.id, **_sentiment(entity.sentiment)} for entity in analysis.entities],
        "events": [event.value for event in analysis.events],
        "summary": analysis.summary,
        "catalysts": list(analysis.catalysts),
        "risks": list(analysis.risks),
        "drivers": [
            {
                "text": driver.text,
                "weight": round(driver.weight, 3),
                **({"symbol": driver.symbol} if driver.symbol else {}),
            }
            for driver in analysis.drivers
        ],
    }


def _sentiment(sentiment: Sentiment) -> dict[str, Any]:
    return {
        "score": sentiment.score,
        "label": sentiment.label.value,
        "polarity": sentiment.polarity.value,
    }


def _id_of(said: Mapping[str, Any]) -> str | float:
    id = said.get("id")
    if id is None:
        raise RecordProblem('"id" is missing; give each line a string or a number as "id"')
    if isinstance(id, bool) or not isinstance(id, str | int | float) or id in _INFINITIES:
        raise RecordProblem('"id" must be a string or a finite number')
    return clean(id) if isinstance(id, str) else id


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _read_integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits; give a long id as a string")
    return int(digits)


def _text(said: Mapping[str, Any], name: str, *, id: str | float) -> str:
    value = said.get(name)
    if value is None:
        if name == "title" and not said.get("summary"):
            raise RecordProblem('"title" is missing; there is nothing to score', id=id)
        return ""
    if not isinstance(value, str):
        raise RecordProblem(f'"{name}" must be a string', id=id)
    return clean(value)


def _entities(value: Any, *, id: str | float) -> tuple[Entity, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise RecordProblem('"entities" must be a list of {"id": ..., "names": [...]}', id=id)
    return tuple(_entity(one, id=id) for one in value)


def _entity(value: Any, *, id: str | float) -> Entity:
    match value:
        case {"id": str() as entity_id, "names": list() as names} if all(
            isinstance(name, str) for name in names
        ):
            return Entity(clean(entity_id), tuple(clean(name) for name in names))
        case _:
            raise RecordProblem('an entity must be {"id": "...", "names": ["...", ...]}', id=id)


def clean(text: str) -> str:
    """Replace lone surrogates by U+FFFD: they can't be written as UTF-8."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
