"""A condition on a list of words that is one parameter: no statement is written anew for a list's length."""

from typing import Any

from sqlalchemy import ARRAY, JSON, Boolean, ColumnElement, Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from feeds.store.columns import storable


class is_among(FunctionElement[bool]):  # noqa: N801 - reads as a condition
    """True for a column of words that holds one of the words bound to a name."""

    inherit_cache = True
    type = Boolean()

    def __init__(self, column: ColumnElement[str], name: str) -> None:
        super().__init__(column, bindparam(name, type_=_WordList()))

    def self_group(self, against: object = None) -> "is_among":  # noqa: ARG002 - the name is SQLAlchemy's
        """Stand beside others as it is: with the `= 1` of a truth value SQLite would use no index."""
        return self


class _WordList(TypeDecorator[list[str]]):
    """Words as an array, or as JSON where there are no arrays."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose by database."""
        return dialect.type_descriptor(ARRAY(Text()) if dialect.name == "postgresql" else JSON())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> list[str]:  # noqa: ARG002
        """Make each storable."""
        return [storable(word) for word in value or ()]


@compiles(is_among, "postgresql")
def _in_array(element: is_among, compiler: SQLCompiler, **options: Any) -> str:
    column, words = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({words})"


@compiles(is_among, "sqlite")
def _in_json(element: is_among, compiler: SQLCompiler, **options: Any) -> str:
    column, words = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({words}))"  # noqa: S608 - a column and a placeholder
