"""Categories."""

from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, String, Table, UniqueConstraint

from headway.storage.tables.columns import edited, length, metadata, owned
from headway.storage.types import ID

categories = Table(
    "categories",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("name", String(100), nullable=False),
    Column("name_key", String(400), nullable=False),
    Column("color", String(7)),
    Column("position", Integer, nullable=False),
    *edited(),
    PrimaryKeyConstraint("user_id", "id"),
    UniqueConstraint("user_id", "name_key"),
    owned(),
    length("name", 100),
    CheckConstraint("color IS NULL OR (length(color) = 7 AND color LIKE '#%')", name="color"),
)
