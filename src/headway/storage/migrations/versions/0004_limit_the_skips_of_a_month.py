"""Limit the skips of a month.

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    in_a_month = sa.CheckConstraint("skips_per_month BETWEEN 0 AND 31", name=op.f("ck_users_skips_per_month"))
    op.add_column("users", sa.Column("skips_per_month", sa.Integer(), in_a_month))


def downgrade() -> None:
    op.drop_column("users", "skips_per_month")
