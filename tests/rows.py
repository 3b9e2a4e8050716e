"""Rows of every table, straight into storage: what Ada has kept, and a little of Ben's with the same ids."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert

from headway.domain.users import User
from headway.storage import tables
from headway.storage.database import Transaction
from tests.cast import ADA, BEN, NOW, PASSWORD_HASH, TODAY

Row = dict[str, Any]

SECRET_HASH = "5e" * 32
CATEGORY_ID, GOAL_ID, COUNTER_ID, HABIT_ID, WEEKLY_ID = (UUID(int=number) for number in range(1, 6))
EDITED: Row = {"version": 1, "created_at": NOW, "updated_at": NOW}
NO_STREAK: Row = {"current_streak": 0, "longest_streak": 0, "demand_done": 0, "demand_quota": 0}


def _days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def _row(**columns: Any) -> Row:
    return {"user_id": ADA.id, **columns}


CATEGORY = _row(id=CATEGORY_ID, name="Health", name_key="health", color="#10b981", position=0, **EDITED)
COUNTER = _row(
    id=COUNTER_ID, title="Days without alcohol", goal_type="CONTINUOUS_COUNTER", unit="days",
    start_date=_days_ago(20), current_value=Decimal("23.00"), status="ACTIVE", counts_days=False,
    created_on=_days_ago(20), position=0, **EDITED,
)  # fmt: skip
GOAL = COUNTER | _row(
    id=GOAL_ID, title="Save for vacation", goal_type="TARGET_BASED", unit="dollars", deadline=date(2026, 12, 31),
    target_value=Decimal("5000.00"), current_value=Decimal("250.10"), category_id=CATEGORY_ID, position=1,
)  # fmt: skip
ENTRY = _row(
    id=UUID(int=11), goal_id=GOAL_ID, value=Decimal("250.10"), entry_date=TODAY, note="Paycheck deposit",
    kind="ENTRY", superseded=False, **EDITED,
)  # fmt: skip
HABIT = _row(
    id=HABIT_ID, title="Meditate", frequency_type="DAILY", frequency_config={"allowMultiplePerDay": False},
    created_on=_days_ago(9), category_id=CATEGORY_ID, position=0, **NO_STREAK, **EDITED,
)  # fmt: skip
DONE = _row(id=UUID(int=21), habit_id=HABIT_ID, completion_date=TODAY, created_at=NOW)
RUN = _row(habit_id=HABIT_ID, first_day=_days_ago(5), last_day=_days_ago(2), length=4, unit="DAYS")
PAUSE = _row(
    id=UUID(int=31), habit_id=HABIT_ID, first_day=_days_ago(8), last_day=_days_ago(7), reason="Ill", **EDITED
)

ROWS: dict[Table, list[Row]] = {
    tables.categories: [CATEGORY, CATEGORY | {"user_id": BEN.id}],
    tables.goals: [GOAL, COUNTER],
    tables.progress_entries: [
        ENTRY,
        ENTRY | {"id": UUID(int=12), "goal_id": COUNTER_ID, "value": Decimal("46.00")},
        ENTRY | {"id": UUID(int=13), "goal_id": COUNTER_ID, "value": Decimal("-23.00"), "kind": "RESET"},
    ],
    tables.habits: [
        HABIT | {"current_streak": 1, "longest_streak": 4, "alive_until": TODAY},
        HABIT | {"user_id": BEN.id, "category_id": None},
        HABIT
        | {"id": WEEKLY_ID, "title": "Gym", "frequency_type": "WEEKLY", "archived_on": _days_ago(1)}
        | {"frequency_config": {"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}, "deleted_at": NOW},
    ],
    tables.habit_completions: [
        DONE,
        DONE | {"user_id": BEN.id},
        DONE | {"id": UUID(int=22), "completion_time": time(7, 30), "note": "früh ☀"},
    ],
    tables.habit_runs: [RUN],
    tables.pauses: [PAUSE, PAUSE | {"id": UUID(int=32), "habit_id": None, "last_day": None, "reason": None}],
    tables.archivals: [_row(habit_id=WEEKLY_ID, first_day=_days_ago(1))],
    tables.sessions: [
        _row(
            id=UUID(int=41), secret_hash=SECRET_HASH, label="Phone", created_at=NOW, last_seen_at=NOW,
            expires_at=NOW + timedelta(days=30),
        ),
    ],
    tables.api_tokens: [
        _row(id=UUID(int=51), name="Script", secret_hash=SECRET_HASH, scopes=["read"], created_at=NOW),
    ],
    tables.creations: [_row(id=HABIT_ID, kind="habit", request_hash=SECRET_HASH, created_at=NOW)],
    tables.imports: [
        _row(
            id=UUID(int=61), source="loop", source_key="an-old-habit", habit_id=HABIT_ID, seen=["2016-01-01"],
            raw={"question": "Did you?"}, created_at=NOW, updated_at=NOW,
        ),
    ],
}  # fmt: skip


def put_all(tx: Transaction) -> None:
    """Insert Ada, Ben and all of the above."""
    for user in (ADA, BEN):
        row = {name: getattr(user, name) for name in User.__slots__}
        tx.execute(insert(tables.users), row | {"password_hash": PASSWORD_HASH})
        tx.execute(insert(tables.logins), {"kind": "email", "subject": user.email, "user_id": user.id})
    for table in tables.metadata.sorted_tables:
        for one in ROWS.get(table, []):
            tx.execute(insert(table), one)
