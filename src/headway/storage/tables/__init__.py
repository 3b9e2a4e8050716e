"""The schema: one metadata for SQLite, PostgreSQL and Citus.

`user_id` comes first in every key, unique and index of what a user owns, so that a user's rows lie together,
any statement touches one shard, and nothing can refer to another user's rows.
"""

from headway.storage.tables.categories import categories
from headway.storage.tables.columns import metadata
from headway.storage.tables.goals import goals, progress_entries
from headway.storage.tables.habits import archivals, habit_completions, habit_runs, habits, pauses
from headway.storage.tables.imports import imports
from headway.storage.tables.users import api_tokens, creations, logins, sessions, users

__all__ = [
    "OWNED",
    "api_tokens",
    "archivals",
    "categories",
    "creations",
    "goals",
    "habit_completions",
    "habit_runs",
    "habits",
    "imports",
    "logins",
    "metadata",
    "pauses",
    "progress_entries",
    "sessions",
    "users",
]

OWNED = frozenset(table for table in metadata.sorted_tables if "user_id" in table.columns and table is not logins)
"""The tables whose every row belongs to one user."""
