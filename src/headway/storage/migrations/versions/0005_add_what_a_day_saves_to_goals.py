"""Add what a day saves to goals.

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # One CHECK a column: SQLite keeps the words of several in no order.
    amount = sa.CheckConstraint(
        "saved_per_day IS NULL OR (saved_per_day > 0 AND saved_per_day <= 9999999999 AND counts_days)",
        name=op.f("ck_goals_saved_per_day"),
    )
    unit = sa.CheckConstraint(
        "(saved_unit IS NULL) = (saved_per_day IS NULL) AND length(saved_unit) BETWEEN 1 AND 50",
        name=op.f("ck_goals_saved_unit"),
    )
    kind = sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite")
    op.add_column("goals", sa.Column("saved_per_day", kind, amount))
    op.add_column("goals", sa.Column("saved_unit", sa.String(50), unit))


def downgrade() -> None:
    op.drop_column("goals", "saved_unit")
    op.drop_column("goals", "saved_per_day")
