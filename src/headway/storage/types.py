"""How values are kept, the same on every database."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON as PLAIN_JSON
from sqlalchemy import BigInteger, Date, Dialect, Integer, Numeric, String, TypeDecorator, Uuid
from sqlalchemy import DateTime as PlainDateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

JSON = PLAIN_JSON().with_variant(JSONB(), "postgresql")
OptionalJSON = PLAIN_JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON, or nothing at all."""
ID = Uuid()
HASH = String(64)
Count = BigInteger().with_variant(Integer(), "sqlite")
"""A number that may be one of hundredths; every integer of SQLite is large enough."""


class Amount(TypeDecorator[Decimal]):
    """A decimal(10,2): NUMERIC on PostgreSQL, hundredths as integers on SQLite, exact on both.

    SQLite's own NUMERIC is binary floating point and loses digits. Sums stay exact in SQL; products and
    averages would not (they have another scale) and are refused: they are made in Python.
    """

    impl = Numeric(10, 2)
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[Decimal]):
        """Only sums and differences keep the scale."""

        def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
            """Refuse products and quotients."""
            if op.__name__ in {"mul", "truediv", "floordiv", "mod"}:
                msg = "Amounts are multiplied and divided in Python, where they are exact."
                raise TypeError(msg)
            return super().operate(op, *other, **kwargs)

    comparator_factory = Comparator

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's own type."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(10, 2))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Write hundredths where the database has no exact decimals."""
        if value is None:
            return None
        hundredths = value.scaleb(2)
        if hundredths != (whole := int(hundredths)):
            raise ValueError("An amount has two decimals; it is never rounded.")
        return whole if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Read back with two decimals."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return Decimal(value).scaleb(-2)
        return Decimal(value)


class Day(TypeDecorator[date]):
    """A day, written as the library's own type would write it, in a fraction of the time."""

    impl = Date
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], Any] | None:
        """Write it as SQLite keeps it; PostgreSQL's driver knows days."""
        return _write_day if dialect.name == "sqlite" else None


def _write_day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


class Instant(TypeDecorator[datetime]):
    """A moment in UTC with microseconds: aware going in and coming out."""

    impl = PlainDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take aware moments only."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "A moment needs its zone."
            raise TypeError(msg)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """Give aware moments only."""
        return _read_text if dialect.name == "sqlite" else _read_moment


def _read_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _read_moment(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)
