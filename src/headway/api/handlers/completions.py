"""Completions over HTTP."""

from headway.api.context import NOTHING, Answer, Call, created
from headway.api.pagination import BY_DAY_AND_TIME
from headway.api.wire import completions as wire
from headway.api.wire.members import given, wanted
from headway.domain.completions import Completion, CompletionDraft
from headway.services import completions


def index(call: Call[None, wire.CompletionsQuery]) -> Answer:
    """List a habit's completions, the newest first."""
    query = call.query
    with call.scope() as scope:
        page = completions.page(
            scope,
            call.path["id"],
            first_day=wanted(query.from_),
            last_day=wanted(query.to),
            after=BY_DAY_AND_TIME.read(query.cursor),
            limit=query.limit,
        )
    items = [wire.completion(one) for one in page.items]
    return Answer(wire.Completions(items=items, next_cursor=BY_DAY_AND_TIME.write(page.after)))


def add(call: Call[wire.NewCompletion, None]) -> Answer:
    """Record that a habit was done, which is not recorded yet."""
    body, habit_id = call.body, call.path["id"]
    draft = CompletionDraft(**given(body, but=("id",)))
    with call.scope() as scope:
        kept = completions.add(scope, habit_id, draft, call.chosen(body.id))
    return created(kept, wire.completion(kept.item), _location(kept.item))


def record(call: Call[wire.CompletionPut, None]) -> Answer:
    """Record that a habit was done, however often it is said."""
    path, said = call.path, given(call.body, but=("id",))
    draft = CompletionDraft(path["date"], path.get("time"), **said)
    with call.scope() as scope:
        kept = completions.record(scope, path["id"], draft, said=frozenset(said), id_=wanted(call.body.id))
    return created(kept, wire.completion(kept.item), _location(kept.item))


def remove(call: Call[None, None]) -> Answer:
    """Take back what was recorded on a day, or at a time of it."""
    path = call.path
    with call.scope() as scope:
        completions.remove(scope, path["id"], path["date"], path.get("time"))
    return NOTHING


def _location(kept: Completion) -> str:
    day = f"/habits/{kept.habit_id}/completions/{kept.completion_date}"
    return day if kept.completion_time is None else f"{day}/{kept.completion_time}"
