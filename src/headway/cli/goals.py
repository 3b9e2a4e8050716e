"""`headway goals` and `log`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

import typer
from msgspec import UNSET

from headway.api.wire.entries import NewEntry
from headway.api.wire.goals import Goal, Goals
from headway.cli import output, pace, reading, wording
from headway.cli.finding import find, matches
from headway.cli.options import Archived, Json, Note, On, Server, commands
from headway.cli.tracker import Tracker, tracker

app = commands()

Name = Annotated[str, typer.Argument(metavar="GOAL", help="Its title, how the title begins, or its id.")]
Value = Annotated[Decimal, typer.Argument(parser=reading.amount, metavar="VALUE", help="How much: 12, -2.50 …")]
Total = Annotated[bool, typer.Option("--total", help="VALUE is the new total, not what is added.")]

_OPTIONS = {"value": "VALUE", "total": "VALUE", "entry_date": "--date", "note": "--note"}


@app.command(context_settings={"ignore_unknown_options": True})
def log(
    goal: Name,
    value: Value,
    note: Note = None,
    on: On = None,
    server: Server = None,
    *,
    total: Total = False,
    json: Json = False,
) -> None:
    """Record progress towards a goal, or a step of a counter."""
    entry = NewEntry(
        value=UNSET if total else value, total=value if total else UNSET, entry_date=on or UNSET, note=note
    )
    with tracker(server) as mine, output.named(_OPTIONS):
        found = _find(mine, goal)
        recorded = mine.log(found.id, entry)
        after = mine.goal(found.id)
    if json:
        output.show_json(recorded)
    else:
        output.say(_told(after) if recorded else f"Nothing to record: {_told(after)}")


@app.command("goals")
def index(
    server: Server = None,
    *,
    archived: Archived = False,
    json: Json = False,
) -> None:
    """List the goals and counters."""
    with tracker(server) as mine:
        goals = mine.goals(archived=archived)
    if json:
        output.show_json(Goals(items=list(goals), next_cursor=None))
    elif goals:
        _show(goals)
    else:
        output.say("No goals here.")


def _show(goals: Sequence[Goal]) -> None:
    table = {
        "Goal": [one.title for one in goals],
        "So far": [wording.amount(one.current_value, one.unit) for one in goals],
        "Target": [_target(one) for one in goals],
        "Since": [wording.day_or_nothing(one.start_date) for one in goals],
        "Deadline": [wording.day_or_nothing(one.deadline) for one in goals],
        "Pace": ["" if one.archived_on else pace.told(one.pace, one.unit) for one in goals],
        "Completed": [wording.day_or_nothing(one.completed_on) for one in goals],
        "Archived": [wording.day_or_nothing(one.archived_on) for one in goals],
    }
    output.show(output.table(table, right=["So far", "Target"]))


def _target(goal: Goal) -> str:
    return "" if goal.target_value is None else wording.amount(goal.target_value, goal.unit)


def _find(mine: Tracker, said: str) -> Goal:
    """Find the goal that is meant, among archived ones only if none in use is."""
    in_use = mine.goals()
    return find(said, in_use if matches(said, in_use) else [*in_use, *mine.goals(archived=True)], "goal")


def _told(goal: Goal) -> str:
    now = f"{goal.title}: {wording.amount(goal.current_value, goal.unit)}"
    if goal.target_value is None:
        return now
    reached = ", reached!" if goal.status == "COMPLETED" else ""
    return f"{now} of {wording.amount(goal.target_value, goal.unit)}{reached}"
