"""Add phases and amounts to habits.

Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

_AMOUNT = sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_TOGETHER = (
    "(unit IS NULL) = (target_amount IS NULL) AND (unit IS NULL) = (direction IS NULL)"
    " AND (unit IS NULL) = (amount_per IS NULL) AND (unit IS NULL) = (clean_unless_logged IS NULL)"
)
_COUNTS = ("demand_done", "demand_quota")


def upgrade() -> None:
    for column in _habits():
        op.add_column("habits", column)
    with_time = "amount IS NULL OR (amount >= 0 AND completion_time IS NOT NULL)"
    amount = sa.CheckConstraint(with_time, name=op.f("ck_habit_completions_amount"))
    op.add_column("habit_completions", sa.Column("amount", _AMOUNT, amount))
    units = sa.CheckConstraint(
        "unit IN ('DAYS', 'WEEKS', 'MONTHS', 'TIMES', 'INTERVALS')", name=op.f("ck_habit_runs_unit")
    )
    op.add_column("habit_runs", sa.Column("unit", sa.String(9), units))
    _retype(sa.BigInteger())


def downgrade() -> None:
    _retype(sa.Integer())
    op.drop_column("habit_runs", "unit")
    op.drop_column("habit_completions", "amount")
    for column in reversed(_habits()):
        op.drop_column("habits", column.name)


def _habits() -> list[sa.Column[object]]:
    def check(condition: str, name: str) -> sa.CheckConstraint:
        return sa.CheckConstraint(condition, name=op.f(f"ck_habits_{name}"))

    return [
        sa.Column("unit", sa.String(50), check("length(unit) BETWEEN 1 AND 50", "unit_length")),
        sa.Column("target_amount", _AMOUNT, check("target_amount > 0", "target_amount")),
        sa.Column("direction", sa.String(8), check("direction IN ('AT_LEAST', 'AT_MOST')", "direction")),
        sa.Column("amount_per", sa.String(6), check("amount_per IN ('DAY', 'PERIOD')", "amount_per")),
        sa.Column("clean_unless_logged", sa.Boolean(), check(_TOGETHER, "target_together")),
        sa.Column("phase_first_day", sa.Date()),
        sa.Column("former_phases", _JSON),
        sa.Column("longest_over", sa.Integer()),
        sa.Column("undecided_until", sa.Date()),
        sa.Column("clean_since", sa.Date()),
        sa.Column("clean_pauses", _JSON),
    ]


def _retype(kind: sa.types.TypeEngine[int]) -> None:
    """Make room for hundredths; SQLite keeps integers of any size as they are."""
    if op.get_bind().dialect.name == "postgresql":
        for column in _COUNTS:
            op.alter_column("habits", column, type_=kind, existing_nullable=False)
