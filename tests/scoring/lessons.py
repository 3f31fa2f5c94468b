"""Lessons for tests."""

from datetime import UTC, datetime

from feeds.types.subscriptions import Lesson, LessonKind


def lesson(kind: LessonKind, words: str, value: str) -> Lesson:
    return Lesson(1, "T1", kind, words, value, "U1", datetime(2026, 1, 1, tzinfo=UTC))
