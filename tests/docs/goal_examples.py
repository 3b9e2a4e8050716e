"""The examples about goals and counters: what a row asks the domain, and how the answer is written."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from headway.domain import amounts, counters, entries, goals, pace, resets
from headway.domain.entries import Entry, EntryDraft, EntryKind
from headway.domain.errors import Findings, RejectedError
from headway.domain.goals import Goal, GoalDraft, GoalStatus, GoalType
from headway.domain.pauses import PausedDays
from tests.docs import notation as say

TODAY = date(2026, 1, 21)
NOW = datetime(2026, 1, 21, 12, tzinfo=UTC)
GOAL = UUID(int=1)

Cells = dict[str, str]


def money(cells: Cells) -> Cells:
    """Tell how an amount is kept, or why it is not."""
    findings = Findings()
    amount = Decimal(cells["you send"])
    if amounts.check(findings, "amount", amount):
        return {"amount": str(amounts.exact(amount))}
    return {"amount": " ".join(f"`{one.code}`" for one in findings.broken)}


def drafts(cells: Cells) -> Cells:
    """Tell whether a goal can be made."""
    kind, said = say.draft(cells["goal"])
    values = {_snake(name): _READ.get(name, lambda value: value)(value) for name, value in said.items()}
    try:
        goals.check_new(GoalDraft("A goal", GoalType(kind), "units", **values), {"today": TODAY})
    except RejectedError as error:
        return {"answer": "; ".join(f"{one.code} at {_camel(str(one.field[0]))}" for one in error.broken)}
    return {"answer": "kept"}


_READ: dict[str, Callable[[Any], Any]] = {
    "deadline": date.fromisoformat,
    "startDate": date.fromisoformat,
    "status": GoalStatus,
}


def _snake(name: str) -> str:
    return re.sub("([A-Z])", lambda found: "_" + found[1].lower(), name)


def _camel(name: str) -> str:
    return re.sub("_(.)", lambda found: found[1].upper(), name)


def statuses(cells: Cells) -> Cells:
    """Tell a goal's sum and the status that follows from it."""
    target, deadline = say.amount(cells["target"]), date(2026, 12, 31)
    draft = GoalDraft("Save", GoalType.TARGET_BASED, "EUR", target_value=target, deadline=deadline)
    goal, _ = _recorded(goals.make(draft, GOAL, NOW, TODAY), cells["recorded"])
    return {"value": f"{goal.current_value:,}", "status": goal.status.value}


def histories(cells: Cells) -> Cells:
    """Tell the entries of a counter in order, and their sum."""
    try:
        goal, history = _recorded(_counter(None), cells["recorded"])
    except RejectedError as error:
        return {"entries": f"`{error.broken[0].code}`", "value": ""}
    return {"entries": ", ".join(str(one.value) for one in history), "value": str(goal.current_value)}


def counted(cells: Cells) -> Cells:
    """Tell what a counter shows that counts its own days."""
    try:
        goal, history = _recorded(_counter(say.day(cells["starts"])), cells["recorded"])
    except RejectedError as error:
        return {"shown": f"`{error.broken[0].code}`"}
    last_day = max((entry.entry_date for entry in history), default=None)
    return {"shown": str(counters.value_on(goal, say.day(cells["on"]), last_day))}


def completed(cells: Cells) -> Cells:
    """Tell what a counter shows that was completed, and perhaps reopened."""
    goal = counters.complete(_counter(say.day(cells["starts"])), NOW, say.day(cells["completed on"]))
    if cells["reopened"] == "yes":
        goal = counters.reopen(goal, NOW)
    return {"shown": str(counters.value_on(goal, say.day(cells["on"]), None))}


def begun(cells: Cells) -> Cells:
    """Tell when the present run of a counter began."""
    value = cells["value now"]
    goal, _ = _recorded(_counter(None), say.NOTHING if value == "0" else f"1 Jan: {value}")
    return {"run began": say.tell_day(counters.run_began(goal, say.day(cells["on"])))}


def totals(cells: Cells) -> Cells:
    """Tell what is recorded of a value or a total."""
    _, said = say.draft(f"ENTRY {cells['you send'].strip('`')}")
    try:
        draft = entries.check_new(
            _counter(None), EntryDraft(TODAY, **said), say.amount(cells["value now"]), {"today": TODAY}
        )
    except RejectedError as error:
        return {"recorded": " ".join(f"`{one.code}`" for one in error.broken)}
    return {"recorded": str(amounts.exact(draft.value)) if draft.value else "nothing"}


def paces(cells: Cells) -> Cells:
    """Tell the pace of a goal of 300 from 1 to 30 January."""
    today, paused = say.day(cells["on"]), PausedDays(say.spans(cells["paused"]))
    draft = GoalDraft("Read", GoalType.TARGET_BASED, "pages", Decimal(300), date(2026, 1, 30), date(2026, 1, 1))
    goal, history = _recorded(goals.make(draft, GOAL, NOW, TODAY), cells["recorded"])
    since = max(date(2026, 1, 1), pace.latest_days(today, paused).first_day)
    counted = [one for one in history if since <= one.entry_date <= today and one.entry_date not in paused]
    told = pace.pace(goal, today, paused, sum((one.value for one in counted), amounts.ZERO))
    if told is None:
        raise AssertionError("There is no pace.")
    return {
        "expected": _rounded(told.expected),
        "ahead": _rounded(told.ahead),
        "days": _rounded(told.ahead_days),
        "state": f"`{told.state}`",
        "needed a day": _rounded(told.needed_per_day),
        "a week": _rounded(told.needed_per_week),
        "forecast": say.tell_day(told.forecast_day),
        "in time": say.NOTHING if told.in_time is None else say.tell_yes(told.in_time),
    }


def _rounded(number: Fraction | None) -> str:
    return say.NOTHING if number is None else str(amounts.rounded(number))


def _counter(start: date | None) -> Goal:
    kind = GoalType.CONTINUOUS_COUNTER
    draft = GoalDraft("Days without", kind, "days", start_date=start, counts_days=start is not None)
    return goals.make(draft, GOAL, NOW, TODAY)


def _recorded(goal: Goal, cell: str) -> tuple[Goal, tuple[Entry, ...]]:
    """Record entries one after the other: `19 Jan: 7; 21 Jan: reset`."""
    history: tuple[Entry, ...] = ()
    for at, said in enumerate(cell.split(";") if cell != say.NOTHING else ()):
        day, value = (part.strip() for part in said.split(":"))
        now = NOW + timedelta(minutes=at)
        history = _with(goal, history, _entry(goal, say.day(day), value, UUID(int=at), now))
        goal = goals.settle(goal, resets.replay(goal, history).total, now, TODAY)
    return goal, history


def _entry(goal: Goal, day: date, value: str, id_: UUID, now: datetime) -> Entry:
    if value == "reset":
        return entries.make(EntryDraft(day), goal.id, id_, EntryKind.RESET, now)
    draft = entries.check_new(goal, EntryDraft(day, say.amount(value)), amounts.ZERO, {"today": date.max})
    return entries.make(draft, goal.id, id_, EntryKind.ENTRY, now)


def _with(goal: Goal, history: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    if entry.kind is EntryKind.RESET:
        place = entries.place_of(entry)
        earlier = resets.replay(goal, [one for one in history if entries.place_of(one) < place])
        resets.check_something_to_reset(resets.before(goal, entry.entry_date, earlier.total))
    return resets.replay(goal, [*history, resets.revise(goal, history, entry)]).entries
