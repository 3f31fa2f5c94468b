"""What a workspace has taught."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select

from feeds.errors import NotFound, UsageError
from feeds.store.statements import insert
from feeds.store.tables import lessons
from feeds.types.subscriptions import Lesson, LessonKind

MAX_WORDS = 200

_ALL = select(lessons).where(lessons.c.workspace == bindparam("workspace")).order_by(lessons.c.id)
_OF_KIND = _ALL.where(lessons.c.kind == bindparam("kind"))


class Lessons:
    """The lessons of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def add(self, *, kind: LessonKind, words: str, value: str, taught_by: str, now: datetime) -> Lesson:
        """Learn something; the same from the same person again is one lesson. Raises UsageError."""
        if max(len(words), len(value)) > MAX_WORDS:
            raise UsageError(f"A lesson has at most {MAX_WORDS} characters. Use fewer words.")
        values = {
            "workspace": self._workspace,
            "kind": kind,
            "words": words,
            "value": value,
            "taught_by": taught_by,
            "taught_at": now,
        }
        added = insert(self._connection, lessons).values(values)
        same = ["workspace", "kind", "words", "value", "taught_by"]
        added = added.on_conflict_do_update(index_elements=same, set_={"taught_at": added.excluded.taught_at})
        return to_lesson(self._connection.execute(added.returning(lessons)).one())

    def all(self, *, kind: LessonKind | None = None) -> tuple[Lesson, ...]:
        """List the lessons, or those of one kind, oldest first."""
        wanted = _ALL if kind is None else _OF_KIND
        asked = {"workspace": self._workspace, "kind": kind}
        return tuple(to_lesson(row) for row in self._connection.execute(wanted, asked))

    def remove(self, id: int) -> Lesson:
        """Forget a lesson and say which it was. Raises NotFound."""
        forgotten = delete(lessons).where(lessons.c.workspace == self._workspace, lessons.c.id == id)
        row = self._connection.execute(forgotten.returning(lessons)).one_or_none()
        if row is None:
            raise NotFound(f"There is no lesson {id} any longer.")
        return to_lesson(row)


def to_lesson(row: Row[Any]) -> Lesson:
    """Make a Lesson of a whole row."""
    return Lesson(**{**row._asdict(), "kind": LessonKind(row.kind)})
