"""Habits, when they were done, and when they were not to be."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from headway.storage.tables.columns import edited, in_category, length, metadata, one_of, owned, part_of
from headway.storage.types import ID, JSON, Amount, Count, Day, Instant, OptionalJSON

habits = Table(
    "habits",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("title", String(255), nullable=False),
    Column("frequency_type", String(15), nullable=False),
    Column("frequency_config", JSON, nullable=False),
    Column("category_id", ID),
    Column("created_on", Day, nullable=False),
    Column("archived_on", Day),
    Column("deleted_at", Instant),
    Column("position", Integer, nullable=False),
    *edited(),
    # The streak's cache: nothing here grows old (see docs/semantics/streaks.md).
    Column("current_streak", Integer, nullable=False),
    Column("longest_streak", Integer, nullable=False),
    Column("streak_since", Day),
    Column("streak_last_day", Day),
    Column("last_met", Day),
    Column("alive_until", Day),
    Column("demand_first_day", Day),
    Column("demand_done", Count, nullable=False),
    Column("demand_quota", Count, nullable=False),
    Column("first_completion", Day),
    # What is asked for since when, and how much of what (see docs/semantics/phases.md and amounts.md).
    Column("unit", String(50), length("unit", 50)),
    Column("target_amount", Amount, CheckConstraint("target_amount > 0", name="target_amount")),
    Column("direction", String(8), one_of("direction", "AT_LEAST", "AT_MOST")),
    Column("amount_per", String(6), one_of("amount_per", "DAY", "PERIOD")),
    Column(
        "clean_unless_logged",
        Boolean,
        CheckConstraint(
            "(unit IS NULL) = (target_amount IS NULL) AND (unit IS NULL) = (direction IS NULL)"
            " AND (unit IS NULL) = (amount_per IS NULL) AND (unit IS NULL) = (clean_unless_logged IS NULL)",
            name="target_together",
        ),
    ),
    Column("phase_first_day", Day),
    Column("former_phases", OptionalJSON),
    # More of the streak's cache.
    Column("longest_over", Integer),
    Column("undecided_until", Day),
    Column("clean_since", Day),
    Column("clean_pauses", OptionalJSON),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
    in_category(),
    one_of("frequency_type", "DAILY", "WEEKLY", "CUSTOM_INTERVAL", "MONTHLY", "ADVANCED"),
    length("title", 255),
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
    Column("completion_date", Day, nullable=False),
    Column("completion_time", Time),
    Column("note", Text),
    Column("created_at", Instant, nullable=False),
    Column(
        "amount",
        Amount,
        CheckConstraint("amount IS NULL OR (amount >= 0 AND completion_time IS NOT NULL)", name="amount"),
    ),
    PrimaryKeyConstraint("user_id", "id"),
    UniqueConstraint(
        "user_id", "habit_id", "completion_date", "completion_time", name="uq_habit_completions_once_a_time"
    ),
    owned(),
    part_of("habits", "habit_id"),
    length("note", 500),
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
    Column("first_day", Day, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("length", Integer, nullable=False),
    Column("unit", String(9), one_of("unit", "DAYS", "WEEKS", "MONTHS", "TIMES", "INTERVALS")),
    PrimaryKeyConstraint("user_id", "habit_id", "first_day"),
    owned(),
    part_of("habits", "habit_id"),
    CheckConstraint("first_day <= last_day", name="days"),
    CheckConstraint("length >= 1", name="length"),
)

pauses = Table(
    "pauses",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("habit_id", ID),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day),
    Column("reason", Text),
    *edited(),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
    part_of("habits", "habit_id"),
    length("reason", 500),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
    Index(None, "user_id", "habit_id", "last_day"),
)

archivals = Table(
    "archivals",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("habit_id", ID, nullable=False),
    Column("first_day", Day, nullable=False),
    Column("last_day", Day),
    PrimaryKeyConstraint("user_id", "habit_id", "first_day"),
    owned(),
    part_of("habits", "habit_id"),
    CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
)
