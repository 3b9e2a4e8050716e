"""What columns and constraints of several tables have in common, and how they are named."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, MetaData

from headway.storage.types import Instant

LARGEST_AMOUNT_CENTS = 99_999_999_99

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Allow the column these values only."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def length(column: str, most: int) -> CheckConstraint:
    """Require 1 to `most` characters, where there is a value."""
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {most}", name=f"{column}_length")


def within_range(column: str) -> CheckConstraint:
    """Keep an amount within decimal(10,2) on SQLite; on PostgreSQL its type does."""
    limit = f"{column} BETWEEN -{LARGEST_AMOUNT_CENTS} AND {LARGEST_AMOUNT_CENTS}"
    return CheckConstraint(limit, name=f"{column}_range").ddl_if(dialect="sqlite")


def owned() -> ForeignKeyConstraint:
    """Let a row go with its owner."""
    return ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE")


def part_of(parent: str, column: str) -> ForeignKeyConstraint:
    """Let a row belong to a row of the same owner, and go with it."""
    return ForeignKeyConstraint(["user_id", column], [f"{parent}.user_id", f"{parent}.id"], ondelete="CASCADE")


def in_category() -> ForeignKeyConstraint:
    """Let a row name a category of its owner; deleting that empties the column in code, or is refused."""
    return ForeignKeyConstraint(["user_id", "category_id"], ["categories.user_id", "categories.id"])


def edited() -> tuple[Column[object], ...]:
    """Count a row's edits, and note when it was made and when it was last edited."""
    return (
        Column("version", Integer, nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
    )
