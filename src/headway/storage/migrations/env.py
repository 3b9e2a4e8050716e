"""How Alembic runs our migrations: over a connection that it is given, or as text."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from headway.storage.tables import metadata
from headway.storage.types import JSON, Amount, Instant


def _spell(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our types out, since a migration imports nothing of ours."""
    if kind != "type":
        return False
    if isinstance(item, Amount):
        return 'sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite")'
    if isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, type(JSON)):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


_given = context.config.attributes
_how: dict[str, Any] = {
    "target_metadata": metadata,
    "render_item": _spell,
    "render_as_batch": True,
    "transactional_ddl": True,
}
if context.is_offline_mode():
    context.configure(dialect_name=_given["dialect"], literal_binds=True, **_how)
else:
    context.configure(connection=_given["connection"], **_how)
with context.begin_transaction():
    context.run_migrations()
