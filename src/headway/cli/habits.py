"""`headway habits`, `done` and `undo`."""

from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import Annotated

import typer

from headway.api.wire.completions import Completion
from headway.api.wire.habits import FullHabit, Habit, Habits
from headway.api.wire.phases import Phases
from headway.cli import measures, output, reading, wording
from headway.cli.finding import any_habit
from headway.cli.options import Archived, Json, Note, On, Server, commands
from headway.cli.tracker import tracker

app = commands()

Name = Annotated[str, typer.Argument(metavar="HABIT", help="Its title, how the title begins, or its id.")]
At = Annotated[
    time | None,
    typer.Option(
        "--time", parser=reading.time_of_day, metavar="HH:MM[:SS]", help="For habits done several times a day."
    ),
]

Amount = Annotated[
    Decimal | None,
    typer.Option("--amount", parser=reading.amount, metavar="AMOUNT", help="How much, for habits with a target."),
]

_OPTIONS = {"completion_date": "--date", "completion_time": "--time", "note": "--note", "amount": "--amount"}


@app.command()
def done(
    habit: Name,
    on: On = None,
    at: At = None,
    amount: Amount = None,
    note: Note = None,
    server: Server = None,
    *,
    json: Json = False,
) -> None:
    """Record that a habit was done, or how much of it."""
    with tracker(server) as mine, output.named(_OPTIONS):
        found = any_habit(mine, habit)
        completion, new = mine.done(found, on, at, note, amount)
        after, strength = mine.habit(found.id), mine.strength(found.id)
    if json:
        output.show_json(completion)
    else:
        output.say(f"{'✓' if new else 'Already recorded:'} {_told(after, completion)}. {_stands(after, strength)}")


@app.command()
def undo(habit: Name, on: On = None, at: At = None, server: Server = None) -> None:
    """Take back what was recorded for a habit.

    Of several times a day that is the last one, or the one at --time.
    """
    with tracker(server) as mine, output.named(_OPTIONS):
        found = any_habit(mine, habit)
        there = [one for one in mine.completions(found.id, on) if at in {None, one.completion_time}]
        if not there:
            output.say(f"{found.title}: nothing to take back{f' on {wording.day(on)}' if on else ' today'}.")
            return
        mine.undo(there[0])
        after, strength = mine.habit(found.id), mine.strength(found.id)
    output.say(f"Taken back: {_told(after, there[0])}. {_stands(after, strength)}")


@app.command("habits")
def index(
    server: Server = None,
    *,
    archived: Archived = False,
    json: Json = False,
) -> None:
    """List the habits with their streaks."""
    with tracker(server) as mine:
        habits = mine.habits(archived=archived)
    if json:
        output.show_json(Habits(items=list(habits), next_cursor=None))
    elif habits:
        _show(habits)
    else:
        output.say("No habits here.")


@app.command()
def phases(habit: Name, server: Server = None, *, json: Json = False) -> None:
    """Show since when a habit asks for what, the oldest first."""
    with tracker(server) as mine:
        found = any_habit(mine, habit)
        there = mine.phases(found.id)
    if json:
        output.show_json(Phases(version=found.version, phases=list(there)))
    else:
        since = ["from the beginning" if one.first_day is None else wording.day(one.first_day) for one in there]
        output.show(output.table({"Since": since, found.title: [measures.asked(one) for one in there]}))


def _show(habits: Sequence[Habit]) -> None:
    table = {
        "Habit": [one.title for one in habits],
        "How often": [measures.asked(one) for one in habits],
        "Streak": [wording.streak(one.current_streak, one.streak_unit) for one in habits],
        "Longest": [wording.streak(one.longest_streak, one.streak_unit) for one in habits],
        "Alive until": [wording.day_or_nothing(one.alive_until if one.current_streak else None) for one in habits],
        "Archived": [wording.day_or_nothing(one.archived_on) for one in habits],
    }
    output.show(output.table(table))


def _told(habit: Habit, completion: Completion) -> str:
    at = f" at {completion.completion_time}" if completion.completion_time else ""
    much = (
        ""
        if completion.amount is None
        else f", {wording.plain_amount(completion.amount, habit.unit or '')}".rstrip()
    )
    return f"{habit.title}, {wording.day(completion.completion_date)}{at}{much}"


def _stands(habit: FullHabit, strength: float) -> str:
    streak = "No streak at the moment."
    if habit.current_streak:
        paused = wording.paused([(span.first_day, span.last_day) for span in habit.paused_spans])
        length = wording.streak(habit.current_streak, habit.streak_unit)
        streak = f"Streak: {length}{', ' if paused else ''}{paused}."
    return f"{streak} Strength: {strength:.0%}."
