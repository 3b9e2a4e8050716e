"""Pauses: taking days out of habits' lives, past or to come."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from headway.domain import pauses as rules
from headway.domain.errors import Broken, Code, RejectedError, StaleError
from headway.domain.pauses import Pause, PauseDraft
from headway.services import creations, streaks
from headway.services.creations import Chosen, Kept, Kind
from headway.services.paging import Page, cut
from headway.services.scope import Scope
from headway.storage import habits, pauses

PAUSE = "pause"


def create(scope: Scope, draft: PauseDraft, chosen: Chosen | None = None) -> Kept[Pause]:
    """Pause one habit or all of them.

    Raises RejectedError with every broken rule; ConflictError and GoneError for an id that was used before.
    """
    id_, new = creations.claim(scope, Kind.PAUSE, chosen, PAUSE)
    if not new:
        return Kept(creations.still(pauses.find(scope.tx, scope.owner, id_), PAUSE), created=False)
    _check(scope, draft)
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
    """Change a pause.

    Raises NotFoundError, StaleError, RejectedError.
    """
    kept = _for_change(scope, id_, version)
    draft = replace(PauseDraft(kept.first_day, kept.last_day, kept.habit_id, kept.reason), **changes)
    _check(scope, draft)
    pauses.edit(scope.tx, scope.owner, id_, draft, scope.now)
    _recompute(scope, {kept.habit_id, draft.habit_id})
    return pauses.get(scope.tx, scope.owner, id_)


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


def _recompute(scope: Scope, paused: set[UUID | None]) -> None:
    """Count anew what the pause touches: one habit, or for None all of them."""
    if None in paused:
        streaks.recompute_all(scope)
        return
    for habit_id in paused:
        habit = habits.find(scope.tx, scope.owner, habit_id, lock=True, deleted=True) if habit_id else None
        if habit is not None:
            streaks.recompute(scope, habit)
