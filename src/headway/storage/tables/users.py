"""Users, how they get in, and which ids their clients chose."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, String, Table

from headway.storage.tables.columns import edited, metadata, one_of, owned
from headway.storage.types import HASH, ID, JSON, Instant

logins = Table(
    "logins",
    metadata,
    Column("kind", String(20), nullable=False),
    Column("subject", String(320), nullable=False),
    Column("user_id", ID, nullable=False),
    PrimaryKeyConstraint("kind", "subject"),
    Index(None, "user_id"),
)

users = Table(
    "users",
    metadata,
    Column("id", ID, nullable=False),
    Column("email", String(254), nullable=False),
    Column("password_hash", String(60), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("week_start", String(8), nullable=False),
    Column("day_start_minutes", Integer, nullable=False),
    *edited(),
    Column("data_revision", Integer),
    Column("skips_per_month", Integer, CheckConstraint("skips_per_month BETWEEN 0 AND 31", name="skips_per_month")),
    PrimaryKeyConstraint("id"),
    one_of("week_start", "MONDAY", "SATURDAY", "SUNDAY"),
    CheckConstraint("day_start_minutes BETWEEN 0 AND 360", name="day_start_minutes"),
    CheckConstraint("version >= 1", name="version"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("secret_hash", HASH, nullable=False),
    Column("label", String(100)),
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("name", String(100), nullable=False),
    Column("secret_hash", HASH, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("last_seen_at", Instant),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
)

creations = Table(
    "creations",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("request_hash", HASH, nullable=False),
    Column("created_at", Instant, nullable=False),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
)
