"""The number of days between two dates, which the two databases count in different words."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class days_until(FunctionElement[int]):  # noqa: N801 - reads as a number
    """How many days lie between a column's date and the date bound to a name."""

    inherit_cache = True
    type = Integer()

    def __init__(self, column: ColumnElement[date], name: str) -> None:
        super().__init__(column, bindparam(name, type_=Date()))


@compiles(days_until, "postgresql")
def _as_difference(element: days_until, compiler: SQLCompiler, **options: Any) -> str:
    column, until = (compiler.process(each, **options) for each in element.clauses)
    return f"(CAST({until} AS DATE) - {column})"


@compiles(days_until, "sqlite")
def _as_julian_days(element: days_until, compiler: SQLCompiler, **options: Any) -> str:
    column, until = (compiler.process(each, **options) for each in element.clauses)
    return f"CAST(julianday({until}) - julianday({column}) AS INTEGER)"
