"""Goals and the entries that their values are the sums of."""

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
)

from headway.storage.tables.columns import (
    LARGEST_AMOUNT_CENTS,
    edited,
    in_category,
    length,
    metadata,
    one_of,
    owned,
    part_of,
    within_range,
)
from headway.storage.types import ID, Amount, Day, Instant

goals = Table(
    "goals",
    metadata,
    Column("user_id", ID, nullable=False),
    Column("id", ID, nullable=False),
    Column("title", String(255), nullable=False),
    Column("goal_type", String(18), nullable=False),
    Column("unit", String(50), nullable=False),
    Column("target_value", Amount),
    Column("deadline", Day),
    Column("start_date", Day),
    Column("current_value", Amount, nullable=False),
    Column("status", String(9), nullable=False),
    Column("category_id", ID),
    Column("counts_days", Boolean, nullable=False),
    Column("completed_at", Instant),
    Column("completed_on", Day),
    Column("created_on", Day, nullable=False),
    Column("archived_on", Day),
    Column("deleted_at", Instant),
    Column("position", Integer, nullable=False),
    *edited(),
    Column(
        "saved_per_day",
        Amount,
        CheckConstraint(
            "saved_per_day IS NULL"
            f" OR (saved_per_day > 0 AND saved_per_day <= {LARGEST_AMOUNT_CENTS} AND counts_days)",
            name="saved_per_day",
        ),
    ),
    Column(
        "saved_unit",
        String(50),
        CheckConstraint(
            "(saved_unit IS NULL) = (saved_per_day IS NULL) AND length(saved_unit) BETWEEN 1 AND 50",
            name="saved_unit",
        ),
    ),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
    in_category(),
    one_of("goal_type", "TARGET_BASED", "CONTINUOUS_COUNTER"),
    one_of("status", "ACTIVE", "COMPLETED"),
    length("title", 255),
    length("unit", 50),
    CheckConstraint(
        "(goal_type = 'TARGET_BASED' AND target_value IS NOT NULL AND deadline IS NOT NULL)"
        " OR (goal_type = 'CONTINUOUS_COUNTER' AND target_value IS NULL AND deadline IS NULL)",
        name="target_and_deadline_by_type",
    ),
    CheckConstraint("target_value > 0", name="target_value"),
    within_range("target_value"),
    within_range("current_value"),
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
    Column("entry_date", Day, nullable=False),
    Column("note", Text),
    Column("kind", String(5), nullable=False),
    Column("superseded", Boolean, nullable=False),
    *edited(),
    PrimaryKeyConstraint("user_id", "id"),
    owned(),
    part_of("goals", "goal_id"),
    one_of("kind", "ENTRY", "RESET", "SLIP"),
    length("note", 500),
    within_range("value"),
    CheckConstraint(
        "(kind = 'ENTRY' AND value <> 0) OR (kind = 'RESET' AND value <= 0) OR (kind = 'SLIP' AND value = 0)",
        name="value_by_kind",
    ),
    Index("ix_progress_entries_user_id_goal_id_entry_date", "user_id", "goal_id", "entry_date", "created_at", "id"),
)
