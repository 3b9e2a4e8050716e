"""Count the revisions of data.

Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("users", sa.Column("data_revision", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "data_revision")
