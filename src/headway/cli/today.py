"""`headway today`: what a day asks for, and what was done."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from headway.api.wire.goals import Counter, TargetGoal
from headway.api.wire.today import HabitToday, Today, WeekDay
from headway.cli import output, pace, wording
from headway.cli.options import Json, On, Server, commands
from headway.cli.tracker import tracker
from headway.domain.due import State

if TYPE_CHECKING:
    from rich.table import Table


app = commands()


@app.command("today")
def show(on: On = None, server: Server = None, *, json: Json = False) -> None:
    """Show what a day asks for: habits, goals and counters."""
    with tracker(server) as mine, output.named({"date": "--date"}):
        day = mine.today(on)
    if json:
        output.show_json(day)
    else:
        _show(day)


def _show(day: Today) -> None:
    is_today = f", today in {day.timezone}" if day.date == day.today else ""
    output.show(output.bold(f"{wording.day(day.date)}{is_today}"))
    if not (day.habits or day.goals or day.counters):
        output.say('Nothing is tracked yet. Begin with: headway add habit "Read" --daily')
    if day.habits:
        output.show(_week(day.week, day.date), "", _habits(day.habits))
    if day.goals:
        output.show("", _goals(day.goals))
    if day.counters:
        output.show("", _counters(day.counters))


def _week(week: Sequence[WeekDay], on: date) -> str:
    """Say of each day of the week up to this one how much of what was due was done."""
    return "   ".join(f"{one.date:%a} {one.met}/{one.due}" if one.date <= on else f"{one.date:%a}" for one in week)


def _habits(habits: Sequence[HabitToday]) -> "Table":
    return output.table(
        {
            " ": [_mark(one) for one in habits],
            "Habit": [one.title for one in habits],
            "How often": [wording.frequency(one.frequency_type, one.frequency_config) for one in habits],
            "Done": [f"{one.done}/{one.quota}" for one in habits],
            "Streak": [wording.streak(one.current_streak, one.streak_unit) for one in habits],
            "Longest": [wording.streak(one.longest_streak, one.streak_unit) for one in habits],
            "": [_remark(one) for one in habits],
        },
        right=["Done"],
        dim=[at for at, one in enumerate(habits) if not (one.due or one.completions)],
    )


def _mark(habit: HabitToday) -> str:
    if habit.completions or habit.state is State.MET:
        return "✓"
    return "○" if habit.due else " "


def _remark(habit: HabitToday) -> str:
    if habit.paused:
        return "paused"
    if habit.due and not habit.reachable:
        return "out of reach"
    takes_days = habit.period_first_day != habit.period_last_day
    return "last chance" if habit.due and habit.last_chance and takes_days else ""


def _goals(goals: Sequence[TargetGoal]) -> "Table":
    return output.table(
        {
            "Goal": [one.title for one in goals],
            "So far": [wording.amount(one.current_value, one.unit) for one in goals],
            "Target": [wording.amount(one.target_value, one.unit) for one in goals],
            "": [f"{one.current_value / one.target_value:.0%}" for one in goals],
            "Deadline": [wording.day(one.deadline) for one in goals],
            "Pace": [pace.told(one.pace, one.unit) for one in goals],
        },
        right=["So far", "Target", ""],
    )


def _counters(counters: Sequence[Counter]) -> "Table":
    return output.table(
        {
            "Counter": [one.title for one in counters],
            "Now": [wording.amount(one.current_value, one.unit) for one in counters],
            "Since": [wording.day_or_nothing(one.start_date) for one in counters],
        },
        right=["Now"],
    )
