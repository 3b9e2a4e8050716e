"""What imports brought and could not place."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table, UniqueConstraint

from headway.storage.tables.columns import metadata, owned
from headway.storage.types import ID, JSON, Instant

imports = Table(
    "imports",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("source", String(40), nullable=False),
    Column("source_key", String(300), nullable=False),
    Column("habit_id", ID),
    Column("seen", JSON, nullable=False),
    Column("raw", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    PrimaryKeyConstraint("user_id", "id"),
    UniqueConstraint("user_id", "source", "source_key"),
    owned(),
)
