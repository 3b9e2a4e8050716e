"""${message}.

Revises: ${down_revision or "nothing"}
"""

import sqlalchemy as sa
from alembic import op
${imports or ""}

revision = ${repr(up_revision).replace("'", '"')}
down_revision = ${repr(down_revision).replace("'", '"')}


def upgrade() -> None:
    ${upgrades or "pass"}


def downgrade() -> None:
    ${downgrades or "pass"}
