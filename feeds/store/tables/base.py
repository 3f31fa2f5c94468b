"""What all tables share: one collection of tables, with named constraints."""

from sqlalchemy import MetaData
from sqlmodel import SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """One row of ours."""

    metadata = MetaData(naming_convention=_NAMES)
