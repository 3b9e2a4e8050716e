"""Make the whole schema.

Revises: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "logins",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=320), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_logins")),
    )
    op.create_index(op.f("ix_logins_user_id"), "logins", ["user_id"])

    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=60), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("week_start", sa.String(length=8), nullable=False),
        sa.Column("day_start_minutes", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("week_start IN ('MONDAY', 'SATURDAY', 'SUNDAY')", name=op.f("ck_users_week_start")),
        sa.CheckConstraint("day_start_minutes BETWEEN 0 AND 360", name=op.f("ck_users_day_start_minutes")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_users_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    op.create_table(
        "api_tokens",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_api_tokens_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_api_tokens")),
    )
    op.create_table(
        "categories",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_key", sa.String(length=400), nullable=False),
        sa.Column("color", sa.String(length=7), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "color IS NULL OR (length(color) = 7 AND color LIKE '#%')", name=op.f("ck_categories_color")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_categories_name_length")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_categories_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_categories")),
        sa.UniqueConstraint("user_id", "name_key", name=op.f("uq_categories_user_id_name_key")),
    )
    op.create_table(
        "creations",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_creations_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_creations")),
    )
    op.create_table(
        "imports",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_key", sa.String(length=300), nullable=False),
        sa.Column("habit_id", sa.Uuid(), nullable=True),
        sa.Column("seen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("raw", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_imports_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_imports")),
        sa.UniqueConstraint("user_id", "source", "source_key", name=op.f("uq_imports_user_id_source_source_key")),
    )
    op.create_table(
        "sessions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_sessions")),
    )
    op.create_table(
        "goals",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("goal_type", sa.String(length=18), nullable=False),
        sa.Column("unit", sa.String(length=50), nullable=False),
        sa.Column("target_value", sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite"), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("current_value", sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("counts_days", sa.Boolean(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(goal_type = 'TARGET_BASED' AND target_value IS NOT NULL AND deadline IS NOT NULL)"
            " OR (goal_type = 'CONTINUOUS_COUNTER' AND target_value IS NULL AND deadline IS NULL)",
            name=op.f("ck_goals_target_and_deadline_by_type"),
        ),
        sa.CheckConstraint(
            "(status = 'COMPLETED') = (completed_at IS NOT NULL)", name=op.f("ck_goals_completed_at_by_status")
        ),
        sa.CheckConstraint(
            "NOT counts_days OR (goal_type = 'CONTINUOUS_COUNTER' AND start_date IS NOT NULL)",
            name=op.f("ck_goals_counts_days"),
        ),
        sa.CheckConstraint("goal_type IN ('TARGET_BASED', 'CONTINUOUS_COUNTER')", name=op.f("ck_goals_goal_type")),
        sa.CheckConstraint("status IN ('ACTIVE', 'COMPLETED')", name=op.f("ck_goals_status")),
        sa.CheckConstraint(
            "(completed_at IS NULL) = (completed_on IS NULL)", name=op.f("ck_goals_completed_on_by_status")
        ),
        sa.CheckConstraint(
            "current_value BETWEEN -9999999999 AND 9999999999", name=op.f("ck_goals_current_value_range")
        ).ddl_if(dialect="sqlite"),
        sa.CheckConstraint(
            "deadline IS NULL OR start_date IS NULL OR start_date <= deadline",
            name=op.f("ck_goals_start_before_deadline"),
        ),
        sa.CheckConstraint("length(title) BETWEEN 1 AND 255", name=op.f("ck_goals_title_length")),
        sa.CheckConstraint("length(unit) BETWEEN 1 AND 50", name=op.f("ck_goals_unit_length")),
        sa.CheckConstraint("target_value > 0", name=op.f("ck_goals_target_value")),
        sa.CheckConstraint(
            "target_value BETWEEN -9999999999 AND 9999999999", name=op.f("ck_goals_target_value_range")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["user_id", "category_id"],
            ["categories.user_id", "categories.id"],
            name=op.f("fk_goals_user_id_category_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_goals_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_goals")),
    )
    op.create_index(op.f("ix_goals_user_id_category_id"), "goals", ["user_id", "category_id"])
    op.create_index(op.f("ix_goals_user_id_goal_type"), "goals", ["user_id", "goal_type"])
    op.create_index(op.f("ix_goals_user_id_status"), "goals", ["user_id", "status"])

    op.create_table(
        "habits",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("frequency_type", sa.String(length=15), nullable=False),
        sa.Column("frequency_config", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("current_streak", sa.Integer(), nullable=False),
        sa.Column("longest_streak", sa.Integer(), nullable=False),
        sa.Column("streak_since", sa.Date(), nullable=True),
        sa.Column("streak_last_day", sa.Date(), nullable=True),
        sa.Column("last_met", sa.Date(), nullable=True),
        sa.Column("alive_until", sa.Date(), nullable=True),
        sa.Column("demand_first_day", sa.Date(), nullable=True),
        sa.Column("demand_done", sa.Integer(), nullable=False),
        sa.Column("demand_quota", sa.Integer(), nullable=False),
        sa.Column("first_completion", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "frequency_type IN ('DAILY', 'WEEKLY', 'CUSTOM_INTERVAL', 'MONTHLY', 'ADVANCED')",
            name=op.f("ck_habits_frequency_type"),
        ),
        sa.CheckConstraint("current_streak >= 0", name=op.f("ck_habits_current_streak")),
        sa.CheckConstraint("length(title) BETWEEN 1 AND 255", name=op.f("ck_habits_title_length")),
        sa.CheckConstraint("longest_streak >= current_streak", name=op.f("ck_habits_longest_streak")),
        sa.ForeignKeyConstraint(
            ["user_id", "category_id"],
            ["categories.user_id", "categories.id"],
            name=op.f("fk_habits_user_id_category_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_habits_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habits")),
    )
    op.create_index(op.f("ix_habits_user_id_category_id"), "habits", ["user_id", "category_id"])
    op.create_index(op.f("ix_habits_user_id_frequency_type"), "habits", ["user_id", "frequency_type"])

    op.create_table(
        "archivals",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("habit_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.CheckConstraint("last_day IS NULL OR first_day <= last_day", name=op.f("ck_archivals_days")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habits.user_id", "habits.id"],
            name=op.f("fk_archivals_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_archivals_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "habit_id", "first_day", name=op.f("pk_archivals")),
    )
    op.create_table(
        "habit_completions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("habit_id", sa.Uuid(), nullable=False),
        sa.Column("completion_date", sa.Date(), nullable=False),
        sa.Column("completion_time", sa.Time(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(note) BETWEEN 1 AND 500", name=op.f("ck_habit_completions_note_length")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habits.user_id", "habits.id"],
            name=op.f("fk_habit_completions_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_habit_completions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_habit_completions")),
        sa.UniqueConstraint(
            "user_id",
            "habit_id",
            "completion_date",
            "completion_time",
            name=op.f("uq_habit_completions_once_a_time"),
        ),
    )
    op.create_index(
        op.f("ix_habit_completions_user_id_habit_id_completion_date"),
        "habit_completions",
        ["user_id", "habit_id", "completion_date"],
    )
    op.create_index(
        op.f("uq_habit_completions_once_a_day"),
        "habit_completions",
        ["user_id", "habit_id", "completion_date"],
        unique=True,
        sqlite_where=sa.text("completion_time IS NULL"),
        postgresql_where=sa.text("completion_time IS NULL"),
    )

    op.create_table(
        "habit_runs",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("habit_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_habit_runs_days")),
        sa.CheckConstraint("length >= 1", name=op.f("ck_habit_runs_length")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habits.user_id", "habits.id"],
            name=op.f("fk_habit_runs_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_habit_runs_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "habit_id", "first_day", name=op.f("pk_habit_runs")),
    )
    op.create_table(
        "pauses",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("habit_id", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_day IS NULL OR first_day <= last_day", name=op.f("ck_pauses_days")),
        sa.CheckConstraint("length(reason) BETWEEN 1 AND 500", name=op.f("ck_pauses_reason_length")),
        sa.ForeignKeyConstraint(
            ["user_id", "habit_id"],
            ["habits.user_id", "habits.id"],
            name=op.f("fk_pauses_user_id_habit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_pauses_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_pauses")),
    )
    op.create_index(op.f("ix_pauses_user_id_habit_id_last_day"), "pauses", ["user_id", "habit_id", "last_day"])

    op.create_table(
        "progress_entries",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Numeric(10, 2).with_variant(sa.BigInteger(), "sqlite"), nullable=False),
        sa.Column("entry_date", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'ENTRY' AND value <> 0) OR (kind = 'RESET' AND value <= 0) OR (kind = 'SLIP' AND value = 0)",
            name=op.f("ck_progress_entries_value_by_kind"),
        ),
        sa.CheckConstraint("kind IN ('ENTRY', 'RESET', 'SLIP')", name=op.f("ck_progress_entries_kind")),
        sa.CheckConstraint("length(note) BETWEEN 1 AND 500", name=op.f("ck_progress_entries_note_length")),
        sa.CheckConstraint(
            "value BETWEEN -9999999999 AND 9999999999", name=op.f("ck_progress_entries_value_range")
        ).ddl_if(dialect="sqlite"),
        sa.ForeignKeyConstraint(
            ["user_id", "goal_id"],
            ["goals.user_id", "goals.id"],
            name=op.f("fk_progress_entries_user_id_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_progress_entries_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_progress_entries")),
    )
    op.create_index(
        op.f("ix_progress_entries_user_id_goal_id_entry_date"),
        "progress_entries",
        ["user_id", "goal_id", "entry_date", "created_at", "id"],
    )


def downgrade() -> None:
    op.drop_table("progress_entries")
    op.drop_table("pauses")
    op.drop_table("habit_runs")
    op.drop_table("habit_completions")
    op.drop_table("archivals")
    op.drop_table("habits")
    op.drop_table("goals")
    op.drop_table("sessions")
    op.drop_table("imports")
    op.drop_table("creations")
    op.drop_table("categories")
    op.drop_table("api_tokens")
    op.drop_table("users")
    op.drop_table("logins")
