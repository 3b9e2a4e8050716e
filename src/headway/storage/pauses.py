"""Pauses, and together with archivals the days they take out of habits' lives."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select, tuple_, union_all, update

from headway.domain.errors import NotFoundError
from headway.domain.pauses import Pause, PausedDays, PauseDraft
from headway.storage.database import Transaction
from headway.storage.refusals import id_reused, translated
from headway.storage.statements import Statement
from headway.storage.tables import archivals, pauses
from headway.storage.types import ID

_COLUMNS = tuple(pauses.c[field.name] for field in fields(Pause))
_OWNER = bindparam("owner", type_=ID)
_HABIT = bindparam("habit", type_=ID)
_OWN = pauses.c.user_id == _OWNER
_ONE = (_OWN, pauses.c.id == bindparam("key", type_=ID))

_GET = select(*_COLUMNS).where(*_ONE)
_ADD = insert(pauses)
_EDIT = update(pauses).where(*_ONE).values(version=pauses.c.version + 1)
_REMOVE = delete(pauses).where(*_ONE)

_SINCE = bindparam("since", type_=pauses.c.last_day.type)
_SPANS = Statement(
    union_all(
        select(pauses.c.habit_id, pauses.c.first_day, pauses.c.last_day).where(
            _OWN, or_(pauses.c.habit_id.is_(None), pauses.c.last_day.is_(None), pauses.c.last_day >= _SINCE)
        ),
        select(archivals.c.habit_id, archivals.c.first_day, archivals.c.last_day).where(
            archivals.c.user_id == _OWNER, or_(archivals.c.last_day.is_(None), archivals.c.last_day >= _SINCE)
        ),
    )
)
_SPANS_FOR_ALL = Statement(select(pauses.c.first_day, pauses.c.last_day).where(_OWN, pauses.c.habit_id.is_(None)))
_SPANS_OF_HABIT = Statement(
    union_all(
        select(pauses.c.first_day, pauses.c.last_day).where(
            _OWN,
            or_(pauses.c.habit_id == _HABIT, pauses.c.habit_id.is_(None)),
            or_(pauses.c.last_day.is_(None), pauses.c.last_day >= _SINCE),
        ),
        select(archivals.c.first_day, archivals.c.last_day).where(
            archivals.c.user_id == _OWNER,
            archivals.c.habit_id == _HABIT,
            or_(archivals.c.last_day.is_(None), archivals.c.last_day >= _SINCE),
        ),
    )
)


def find(tx: Transaction, owner: UUID, id_: UUID) -> Pause | None:
    """Find a pause."""
    row = tx.execute(_GET, {"owner": owner, "key": id_}).first()
    return Pause(*row) if row else None


def get(tx: Transaction, owner: UUID, id_: UUID) -> Pause:
    """Load a pause.

    Raises NotFoundError.
    """
    pause = find(tx, owner, id_)
    if pause is None:
        raise NotFoundError("pause")
    return pause


def page(
    tx: Transaction, owner: UUID, *, where: Mapping[str, object], after: tuple[date, UUID] | None, limit: int
) -> Sequence[Pause]:
    """Load up to `limit` pauses, newest first; `where` gives columns their values."""
    conditions: list[ColumnElement[bool]] = [pauses.c[name] == value for name, value in where.items()]
    if after is not None:
        conditions.append(tuple_(pauses.c.first_day, pauses.c.id) < tuple_(*after))
    newest_first = (pauses.c.first_day.desc(), pauses.c.id.desc())
    query = select(*_COLUMNS).where(_OWN, *conditions).order_by(*newest_first).limit(limit)
    return [Pause(*row) for row in tx.execute(query, {"owner": owner})]


def add(tx: Transaction, owner: UUID, pause: Pause) -> None:
    """Keep a new pause.

    Raises ConflictError (ID_REUSED) when another has this id.
    """
    with translated({"pk_pauses": id_reused}):
        tx.execute(_ADD, _row(owner, pause))


def add_all(tx: Transaction, owner: UUID, new: Sequence[Pause]) -> None:
    """Keep many new pauses."""
    if new:
        tx.execute(_ADD, [_row(owner, pause) for pause in new])


def edit(tx: Transaction, owner: UUID, id_: UUID, draft: PauseDraft, now: datetime) -> None:
    """Change what the user says of a pause."""
    changed = {field.name: getattr(draft, field.name) for field in fields(PauseDraft)}
    tx.execute(_EDIT, {"owner": owner, "key": id_, **changed, "updated_at": now})


def remove(tx: Transaction, owner: UUID, id_: UUID) -> None:
    """Remove a pause."""
    tx.execute(_REMOVE, {"owner": owner, "key": id_})


def _row(owner: UUID, pause: Pause) -> dict[str, object]:
    return {"user_id": owner, **{column.name: getattr(pause, column.name) for column in _COLUMNS}}


def paused_days(tx: Transaction, owner: UUID, habit: UUID, since: date) -> PausedDays:
    """Load the paused days of a habit from `since` on, those for all habits and archivals included."""
    return PausedDays(_SPANS_OF_HABIT.all(tx, {"owner": owner, "habit": habit, "since": since}))


def paused_for_all(tx: Transaction, owner: UUID) -> PausedDays:
    """Load the days that are paused for all habits: those that goals look at."""
    return PausedDays(_SPANS_FOR_ALL.all(tx, {"owner": owner}))


class PausedHabits:
    """The paused days of each habit of a user; `for_all` those of all of them."""

    def __init__(self, spans: Sequence[tuple[UUID | None, date, date | None]]) -> None:
        """Sort the spans by habit."""
        self._all = [(first, last) for habit, first, last in spans if habit is None]
        self._own: dict[UUID, list[tuple[date, date | None]]] = {}
        for habit, first, last in spans:
            if habit is not None:
                self._own.setdefault(habit, []).append((first, last))
        self.for_all = PausedDays(self._all)

    def of(self, habit: UUID) -> PausedDays:
        """Give the paused days of one habit."""
        own = self._own.get(habit)
        return PausedDays([*self._all, *own]) if own else self.for_all


def paused_habits(tx: Transaction, owner: UUID, since: date) -> PausedHabits:
    """Load the paused days of each habit from `since` on; those for all habits from the first on."""
    return PausedHabits(_SPANS.all(tx, {"owner": owner, "since": since}))
