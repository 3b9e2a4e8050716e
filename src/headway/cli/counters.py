"""`headway slip`, `reset` and `runs`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from headway.api.wire.counters import Milestone, Run, Runs
from headway.api.wire.goals import Goal
from headway.cli import output, wording
from headway.cli.goals import Name, find_goal, told
from headway.cli.options import Json, Note, On, Server, commands
from headway.cli.tracker import tracker
from headway.domain.milestones import MilestoneUnit

if TYPE_CHECKING:
    from rich.table import Table

app = commands()

_OPTIONS = {"goal_type": "GOAL", "day": "--date", "note": "--note"}


@app.command()
def slip(goal: Name, note: Note = None, on: On = None, server: Server = None, *, json: Json = False) -> None:
    """Record a slip of a counter, which counts on."""
    with tracker(server) as mine, output.named(_OPTIONS):
        found = find_goal(mine, goal)
        recorded = mine.slip(found.id, on, note)
        after = mine.goal(found.id)
    if json:
        output.show_json(recorded)
    else:
        output.say(f"It counts on. {told(after)}")


@app.command()
def reset(goal: Name, note: Note = None, on: On = None, server: Server = None, *, json: Json = False) -> None:
    """Let a counter, or a goal, begin anew; nothing of before is lost."""
    with tracker(server) as mine, output.named(_OPTIONS):
        found = find_goal(mine, goal)
        recorded = mine.reset(found.id, on, note)
        after = mine.goal(found.id)
    if json:
        output.show_json(recorded)
    else:
        output.say(f"It begins anew. {told(after)}")


@app.command()
def runs(goal: Name, server: Server = None, *, json: Json = False) -> None:
    """Show how a counter has run, what remains and what is next."""
    with tracker(server) as mine, output.named(_OPTIONS):
        found = find_goal(mine, goal)
        course = mine.runs(found.id)
    if json:
        output.show_json(course)
    else:
        output.show(output.bold(told(found)), _facts(found, course), "", _table(found, course.items))


def _facts(goal: Goal, course: Runs) -> "Table":
    facts = {
        "In all": wording.amount(course.total, goal.unit),
        "Longest": wording.amount(course.longest, goal.unit),
        "Average": wording.amount(course.average, goal.unit),
        "Begun anew": wording.count(course.resets, "time"),
        "Slips": f"{course.slips}",
        "Saved": _saved(course),
        "Next": _next(goal, course),
        "Reached": wording.listed([_milestone(goal, one) for one in course.milestones])
        if course.milestones
        else "",
    }
    shown = [name for name, fact in facts.items() if fact]
    return output.table({"": shown, " ": [facts[name] for name in shown]})


def _saved(course: Runs) -> str:
    saved = course.saved
    if saved is None:
        return ""
    return (
        f"{wording.amount(saved.in_all, saved.unit)}, {wording.amount(saved.in_run, saved.unit)} of it in this run"
    )


def _next(goal: Goal, course: Runs) -> str:
    there = course.next_milestone
    if there is None:
        return ""
    on = f", on {wording.day(there.day)}" if there.day else ""
    return f"{_milestone(goal, there)}: {wording.amount(there.left, goal.unit)} to go{on}"


def _milestone(goal: Goal, one: Milestone) -> str:
    words = {MilestoneUnit.DAYS: "day", MilestoneUnit.YEARS: "year"}
    return wording.count(one.number, words[one.unit]) if one.unit in words else f"{one.number:,} {goal.unit}"


def _table(goal: Goal, items: Sequence[Run]) -> "Table":
    return output.table(
        {
            "Run": [wording.amount(run.length, goal.unit) for run in items],
            "From": [wording.day(run.first_day) for run in items],
            "To": [wording.day(run.last_day) if run.ended_by else "" for run in items],
            "Slips": [f"{run.slip_count}" if run.slip_count else "" for run in items],
            "Note": [(run.ended_by.note or "") if run.ended_by else "" for run in items],
        },
        right=["Run", "Slips"],
    )
