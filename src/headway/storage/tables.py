"""The schema: one metadata for SQLite, PostgreSQL and Citus.

`user_id` comes first in every key, unique and index of what a user owns, so that a user's rows lie together,
any statement touches one shard, and nothing can refer to another user's rows.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from headway.storage.types import HASH, ID, JSON, Amount, Instant

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


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _length(column: str, most: int) -> CheckConstraint:
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {most}", name=f"{column}_length")


def _within_range(column: str) -> CheckConstraint:
    """SQLite only: on PostgreSQL the column's type says it, and hundredths are not its unit."""
    limit = f"{column} BETWEEN -{LARGEST_AMOUNT_CENTS} AND {LARGEST_AMOUNT_CENTS}"
    return CheckConstraint(limit, name=f"{column}_range").ddl_if(dialect="sqlite")


def _owner() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE")


def _of(parent: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["user_id", column], [f"{parent}.user_id", f"{parent}.id"], ondelete="CASCADE")


def _category() -> ForeignKeyConstraint:
    """NO ACTION: deleting a category empties the column in code, and the key refuses where code forgot."""
    return ForeignKeyConstraint(["user_id", "category_id"], ["categories.user_id", "categories.id"])


def _edited() -> tuple[Column[object], ...]:
    return (
        Column("version", Integer, nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
    )


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
    *_edited(),
    PrimaryKeyConstraint("id"),
    _one_of("week_start", "MONDAY", "SATURDAY", "SUNDAY"),
    CheckConstraint("day_start_minutes BETWEEN 0 AND 360", name="day_start_minutes"),
    CheckConstraint("version >= 1", name="version"),
)

categories = Table(
    "categories",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("name", String(100), nullable=False),
    Column("name_key", String(400), nullable=False),
    Column("color", String(7)),
    Column("position", Integer, nullable=False),
    *_edited(),
    PrimaryKeyConstraint("user_id", "id"),
    UniqueConstraint("user_id", "name_key"),
    _owner(),
    _length("name", 100),
    CheckConstraint("color IS NULL OR (length(color) = 7 AND color LIKE '#%')", name="color"),
)

goals = Table(
    "goals",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("title", String(255), nullable=False),
    Column("goal_type", String(18), nullable=False),
    Column("unit", String(50), nullable=False),
    Column("target_value", Amount),
    Column("deadline", Date),
    Column("start_date", Date),
    Column("current_value", Amount, nullable=False),
    Column("status", String(9), nullable=False),
    Column("category_id", ID),
    Column("counts_days", Boolean, nullable=False),
    Column("completed_at", Instant),
    Column("completed_on", Date),
    Column("created_on", Date, nullable=False),
    Column("archived_on", Date),
    Column("deleted_at", Instant),
    Column("position", Integer, nullable=False),
    *_edited(),
    PrimaryKeyConstraint("user_id", "id"),
    _owner(),
    _category(),
    _one_of("goal_type", "TARGET_BASED", "CONTINUOUS_COUNTER"),
    _one_of("status", "ACTIVE", "COMPLETED"),
    _length("title", 255),
    _length("unit", 50),
    CheckConstraint(
        "(goal_type = 'TARGET_BASED' AND target_value IS NOT NULL AND deadline IS NOT NULL)"
        " OR (goal_type = 'CONTINUOUS_COUNTER' AND target_value IS NULL AND deadline IS NULL)",
        name="target_and_deadline_by_type",
    ),
    CheckConstraint("target_value > 0", name="target_value"),
    _within_range("target_value"),
    _within_range("current_value"),
    CheckConstraint(
        "deadline IS NULL OR start_date IS NULL OR start_date <= deadline", name="start_before_deadline"
    ),
    CheckConstraint("(status = 'COMPLETED') = (completed_at IS NOT NULL)", name="completed_at_by_status"),
    CheckConstraint("(completed_at IS NULL) = (completed_on IS NULL)", name="completed_on_by_status"),
    CheckConstraint(
        "NOT counts_days OR (goal_type = 'CONTINUOUS_COUNTER' AND start_date IS NOT NULL)", name="counts_days"
    ),
    Index(None, "user_id", "status"),
    Index(None, "user_id", "goal_type"),
    Index(None, "user_id", "category_id"),
)

progress_entries = Table(
    "progress_entries",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("goal_id", ID, nullable=False),
    Column("value", Amount, nullable=False),
    Column("entry_date", Date, nullable=False),
    Column("note", Text),
    Column("kind", String(5), nullable=False),
    Column("superseded", Boolean, nullable=False),
    *_edited(),
    PrimaryKeyConstraint("user_id", "id"),
    _owner(),
    _of("goals", "goal_id"),
    _one_of("kind", "ENTRY", "RESET", "SLIP"),
    _length("note", 500),
    _within_range("value"),
    CheckConstraint(
        "(kind = 'ENTRY' AND value <> 0) OR (kind = 'RESET' AND value <= 0) OR (kind = 'SLIP' AND value = 0)",
        name="value_by_kind",
    ),
    Index("ix_progress_entries_user_id_goal_id_entry_date", "user_id", "goal_id", "entry_date", "created_at", "id"),
)

habits = Table(
    "habits",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("title", String(255), nullable=False),
    Column("frequency_type", String(15), nullable=False),
    Column("frequency_config", JSON, nullable=False),
    Column("category_id", ID),
    Column("created_on", Date, nullable=False),
    Column("archived_on", Date),
    Column("deleted_at", Instant),
    Column("position", Integer, nullable=False),
    *_edited(),
    # The streak's cache: nothing here grows old (see docs/semantics/streaks.md).
    Column("current_streak", Integer, nullable=False),
    Column("longest_streak", Integer, nullable=False),
    Column("streak_since", Date),
    Column("streak_last_day", Date),
    Column("last_met", Date),
    Column("alive_until", Date),
    Column("demand_first_day", Date),
    Column("demand_done", Integer, nullable=False),
    Column("demand_quota", Integer, nullable=False),
    Column("first_completion", Date),
    PrimaryKeyConstraint("user_id", "id"),
    _owner(),
    _category(),
    _one_of("frequency_type", "DAILY", "WEEKLY", "CUSTOM_INTERVAL", "MONTHLY", "ADVANCED"),
    _length("title", 255),
    CheckConstraint("current_streak >= 0", name="current_streak"),
    CheckConstraint("longest_streak >= current_streak", name="longest_streak"),
    Index(None, "user_id", "frequency_type"),
    Index(None, "user_id", "category_id"),
)

habit_completions = Table(
    "habit_completions",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("habit_id", ID, nullable=False),
    Column("completion_date", Date, nullable=False),
    Column("completion_time", Time),
    Column("note", Text),
    Column("created_at", Instant, nullable=False),
    PrimaryKeyConstraint("user_id", "id"),
    UniqueConstraint(
        "user_id", "habit_id", "completion_date", "completion_time", name="uq_habit_completions_once_a_time"
    ),
    _owner(),
    _of("habits", "habit_id"),
    _length("note", 500),
    # Once a day without a time: NULLs are distinct to a plain unique. Both conditions, or it is a full unique.
    Index(
        "uq_habit_completions_once_a_day",
        "user_id",
        "habit_id",
        "completion_date",
        unique=True,
        sqlite_where=text("completion_time IS NULL"),
        postgresql_where=text("completion_time IS NULL"),
    ),
    Index(None, "user_id", "habit_id", "completion_date"),
)

habit_runs = Table(
    "habit_runs",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("habit_id", ID, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("length", Integer, nullable=False),
    PrimaryKeyConstraint("user_id", "habit_id", "first_day"),
    _owner(),
    _of("habits", "habit_id"),
    CheckConstraint("first_day <= last_day", name="days"),
    CheckConstraint("length >= 1", name="length"),
)

pauses = Table(
    "pauses",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("habit_id", ID),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("reason", Text),
    *_edited(),
    PrimaryKeyConstraint("user_id", "id"),
    _owner(),
    _of("habits", "habit_id"),
    _length("reason", 500),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
    Index(None, "user_id", "habit_id", "last_day"),
)

archivals = Table(
    "archivals",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("habit_id", ID, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    PrimaryKeyConstraint("user_id", "habit_id", "first_day"),
    _owner(),
    _of("habits", "habit_id"),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
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
    _owner(),
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
    _owner(),
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
    _owner(),
)

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
    _owner(),
)

OWNED = frozenset(table for table in metadata.sorted_tables if "user_id" in table.columns and table is not logins)
"""The tables whose every row belongs to one user."""
