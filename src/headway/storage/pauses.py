"""Pauses, and together with archivals the days they take out of habits' lives."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    delete,
    insert,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from headway.domain.errors import NotFoundError
from headway.domain.pauses import Pause, PausedDays, PauseDraft, PausedSpan
from headway.domain.periods import Period
from headway.latest import Latest
from headway.storage.database import Transaction
from headway.storage.refusals import id_reused, translated
from headway.storage.statements import Statement
from headway.storage.tables import archivals, pauses
from headway.storage.types import ID

_MOST_USERS = 200
"""Of how many users it is remembered which days were paused."""
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
_PAUSED, _ARCHIVED = (literal_column(said, Integer) for said in ("1", "0"))
_SPANS = Statement(
    union_all(
        select(pauses.c.habit_id, pauses.c.first_day, pauses.c.last_day, _PAUSED).where(
            _OWN, or_(pauses.c.habit_id.is_(None), pauses.c.last_day.is_(None), pauses.c.last_day >= _SINCE)
        ),
        select(archivals.c.habit_id, archivals.c.first_day, archivals.c.last_day, _ARCHIVED).where(
            archivals.c.user_id == _OWNER, or_(archivals.c.last_day.is_(None), archivals.c.last_day >= _SINCE)
        ),
    )
)
_SPANS_FOR_ALL = Statement(select(pauses.c.first_day, pauses.c.last_day).where(_OWN, pauses.c.habit_id.is_(None)))
_TOUCHING = or_(pauses.c.habit_id == _HABIT, pauses.c.habit_id.is_(None))
_EVERY_SPAN = union_all(
    select(pauses.c.id, pauses.c.habit_id, pauses.c.first_day, pauses.c.last_day, pauses.c.reason).where(
        _OWN, _TOUCHING
    ),
    select(null(), archivals.c.habit_id, archivals.c.first_day, archivals.c.last_day, null()).where(
        archivals.c.user_id == _OWNER, archivals.c.habit_id == _HABIT
    ),
)
_SKIPS = select(*_COLUMNS).where(_OWN, pauses.c.habit_id == _HABIT, pauses.c.last_day == pauses.c.first_day)
_SPANS_OF_HABIT = Statement(
    union_all(
        select(pauses.c.first_day, pauses.c.last_day).where(
            _OWN,
            _TOUCHING,
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


def skips(tx: Transaction, owner: UUID, habit: UUID, first_day: date, last_day: date) -> list[Pause]:
    """Load the pauses of one day that were made for a habit on days of a span, the newest first."""
    within = pauses.c.first_day.between(first_day, last_day)
    query = _SKIPS.where(within).order_by(pauses.c.first_day.desc(), pauses.c.id.desc())
    return [Pause(*row) for row in tx.execute(query, {"owner": owner, "habit": habit})]


def touching(tx: Transaction, owner: UUID, span: Period) -> list[Pause]:
    """Load the pauses that have a day in a span, the oldest first."""
    ends_in_it = or_(pauses.c.last_day.is_(None), pauses.c.last_day >= span.first_day)
    query = select(*_COLUMNS).where(_OWN, pauses.c.first_day <= span.last_day, ends_in_it)
    return [Pause(*row) for row in tx.execute(query.order_by(pauses.c.first_day, pauses.c.id), {"owner": owner})]


def spans(tx: Transaction, owner: UUID, habit: UUID) -> list[PausedSpan]:
    """Load every span of days that a habit is away: its pauses, those for all habits, and archivals; in order."""
    rows = tx.execute(_EVERY_SPAN, {"owner": owner, "habit": habit})
    return sorted((PausedSpan(*row) for row in rows), key=lambda span: span.first_day)


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


_NEVER: AbstractSet[date] = frozenset()


class PausedHabits:
    """The paused days of each habit of a user, and on which it is skipped; `for_all` those of all of them."""

    def __init__(self, spans: Sequence[tuple[UUID | None, date, date | None, int]]) -> None:
        """Sort the spans by habit; an archival, which is no pause (0), skips nothing."""
        for_all = [(first, last) for habit, first, last, _ in spans if habit is None]
        own: dict[UUID, list[tuple[date, date | None]]] = {}
        self._skipped: dict[UUID, set[date]] = {}
        for habit, first, last, is_pause in spans:
            if habit is not None:
                own.setdefault(habit, []).append((first, last))
                if is_pause and first == last:
                    self._skipped.setdefault(habit, set()).add(first)
        self.for_all = PausedDays(for_all)
        self._own = {habit: PausedDays([*for_all, *its]) for habit, its in own.items()}

    def of(self, habit: UUID) -> PausedDays:
        """Give the paused days of one habit."""
        return self._own.get(habit, self.for_all) if self._own else self.for_all

    def skipped(self, habit: UUID) -> AbstractSet[date]:
        """Give the days on which a habit is skipped."""
        return self._skipped.get(habit, _NEVER) if self._skipped else _NEVER


def paused_habits(tx: Transaction, owner: UUID, since: date) -> PausedHabits:
    """Load the paused days of each habit from `since` on; those for all habits from the first on."""
    return _HABITS.of(owner, _SPANS.all(tx, {"owner": owner, "since": since}))


_HABITS = Latest(PausedHabits, most=_MOST_USERS)
