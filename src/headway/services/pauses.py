"""Pauses: taking days out of habits' lives, past or to come."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from headway.domain import pauses as rules
from headway.domain import skips
from headway.domain.days import ONE_DAY
from headway.domain.errors import Broken, Code, RejectedError, StaleError
from headway.domain.habits import Habit
from headway.domain.pauses import Pause, PauseDraft, PausedSpan
from headway.domain.skips import skip_of
from headway.services import creations, streaks
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Page, cut
from headway.services.scope import Scope
from headway.storage import habits, pauses

PAUSE = "pause"


def create(scope: Scope, draft: PauseDraft, chosen: Chosen | None = None) -> Kept[Pause]:
    """Pause one habit or all of them.

    Raises RejectedError with every broken rule; ConflictError (SKIPS_USED_UP) for a skip too many, and as GoneError
    for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.PAUSE, chosen, PAUSE)
    if not new:
        return Kept(creations.still(pauses.find(scope.tx, scope.owner, id_), PAUSE), created=False)
    _check(scope, draft)
    _require_left(scope, draft)
    said = {field.name: getattr(draft, field.name) for field in fields(draft)}
    pause = Pause(id=id_, **said, version=1, created_at=scope.now, updated_at=scope.now)
    pauses.add(scope.tx, scope.owner, pause)
    _recompute(scope, {draft.habit_id})
    return Kept(pause, created=True)


def get(scope: Scope, id_: UUID) -> Pause:
    """Show a pause.

    Raises NotFoundError.
    """
    return pauses.get(scope.tx, scope.owner, id_)


def page(
    scope: Scope, *, habit_id: UUID | None = None, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Pause]:
    """List pauses, newest first; with `habit_id` only those made for that habit."""
    where = {} if habit_id is None else {"habit_id": habit_id}
    found = pauses.page(scope.tx, scope.owner, where=where, after=after, limit=limit + 1)
    return cut(found, limit, lambda pause: (pause.first_day, pause.id))


def edit(scope: Scope, id_: UUID, changes: Mapping[str, Any], version: int | None = None) -> Pause:
    """Change a pause; what becomes a skip by it, or the skip of another day, counts as a new one does.

    Raises NotFoundError, StaleError, RejectedError, ConflictError (SKIPS_USED_UP).
    """
    kept = _for_change(scope, id_, version)
    draft = replace(PauseDraft(kept.first_day, kept.last_day, kept.habit_id, kept.reason), **changes)
    _check(scope, draft)
    if skip_of(draft) != skip_of(kept):
        _require_left(scope, draft, but=kept)
    pauses.edit(scope.tx, scope.owner, id_, draft, scope.now)
    _recompute(scope, {kept.habit_id, draft.habit_id})
    return pauses.get(scope.tx, scope.owner, id_)


def make_up(scope: Scope, draft: PauseDraft, chosen: Chosen | None = None) -> tuple[Kept[Pause], int]:
    """Pause days that are over, and tell of how many habits the streak is longer by it.

    Raises what `create` does.
    """
    before = {one.id: one.streak.current(scope.today) for one in habits.in_use(scope.tx, scope.owner)}
    kept = create(scope, draft, chosen)
    after = habits.in_use(scope.tx, scope.owner)
    return kept, sum(one.streak.current(scope.today) > before[one.id] for one in after)


def away(scope: Scope, habit_id: UUID, day: date) -> list[PausedSpan]:
    """List the pauses and archivals of a habit that a day lies in."""
    return [span for span in pauses.spans(scope.tx, scope.owner, habit_id) if day in span]


def within_streak(scope: Scope, habit: Habit) -> list[tuple[date, date | None]]:
    """List the paused days that a streak which is alive goes on across, united into spans; archived days too."""
    since = habit.streak.since
    if since is None or not habit.streak.current(scope.today):
        return []
    return pauses.paused_days(scope.tx, scope.owner, habit.id, since).touching(since, scope.today)


def skip(scope: Scope, habit_id: UUID, day: date, reason: str | None = None, chosen: Chosen | None = None) -> Pause:
    """Skip a day of a habit; where it is skipped already, that stays as it is.

    Raises NotFoundError, and what `create` does.
    """
    habits.get(scope.tx, scope.owner, habit_id)
    there = pauses.skips(scope.tx, scope.owner, habit_id, day, day)
    return there[0] if there else create(scope, PauseDraft(day, day, habit_id, reason), chosen).item


def end(scope: Scope, id_: UUID) -> Pause | None:
    """Let a pause that goes on end, so that today counts again; give what is left of it: nothing if it began today.

    Whoever comes back is never refused: a single day that is left counts as a skip, and yet needs none to be left.

    Raises NotFoundError.
    """
    kept = pauses.get(scope.tx, scope.owner, id_)
    if kept.last_day is not None and kept.last_day < scope.today:
        return kept
    if kept.first_day >= scope.today:
        remove(scope, id_)
        return None
    draft = PauseDraft(kept.first_day, scope.today - ONE_DAY, kept.habit_id, kept.reason)
    pauses.edit(scope.tx, scope.owner, id_, draft, scope.now)
    _recompute(scope, {kept.habit_id})
    return pauses.get(scope.tx, scope.owner, id_)


def unskip(scope: Scope, habit_id: UUID, day: date) -> list[Pause]:
    """Take the skip of a day back, and give it as it was; nothing where the day is not skipped.

    Raises NotFoundError.
    """
    habits.get(scope.tx, scope.owner, habit_id)
    gone = pauses.skips(scope.tx, scope.owner, habit_id, day, day)
    for one in gone:
        pauses.remove(scope.tx, scope.owner, one.id)
    if gone:
        _recompute(scope, {habit_id})
    return gone


def remove(scope: Scope, id_: UUID, version: int | None = None) -> None:
    """Take a pause back.

    Raises NotFoundError, StaleError.
    """
    kept = _for_change(scope, id_, version)
    pauses.remove(scope.tx, scope.owner, id_)
    _recompute(scope, {kept.habit_id})


def _for_change(scope: Scope, id_: UUID, version: int | None) -> Pause:
    pause = pauses.get(scope.tx, scope.owner, id_)
    if version is not None and version != pause.version:
        raise StaleError(PAUSE, pause.version)
    return pause


def _check(scope: Scope, draft: PauseDraft) -> None:
    rules.check(draft)
    if draft.habit_id is not None and habits.find(scope.tx, scope.owner, draft.habit_id) is None:
        raise RejectedError([Broken(("habit_id",), Code.UNKNOWN_REFERENCE, "You have no such habit.")])


def _require_left(scope: Scope, draft: PauseDraft, but: Pause | None = None) -> None:
    """Require that a skip is left for a pause that skips; `but` is the one that becomes it.

    Whoever writes holds the user's lock: of two at once, the second sees what the first has used.
    """
    skip, limit = skip_of(draft), scope.user.skips_per_month
    if skip is None or limit is None:
        return
    month = skips.month_of(skip.day)
    used = pauses.skips(scope.tx, scope.owner, skip.habit_id, *month)
    skips.require_left(limit, {one.first_day for one in used if one != but}, skip.day)


def _recompute(scope: Scope, paused: set[UUID | None]) -> None:
    """Count anew what the pause touches: one habit, or for None all of them."""
    if None in paused:
        streaks.recompute_all(scope)
        return
    for habit_id in paused:
        habit = habits.find(scope.tx, scope.owner, habit_id, lock=True, deleted=True) if habit_id else None
        if habit is not None:
            streaks.recompute(scope, habit)
