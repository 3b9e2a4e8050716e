"""Habits: all of them with their week, and one with its year, its streak and its notes; away, back and gone."""

from datetime import date, time
from typing import Any
from uuid import UUID

from headway.domain.day_states import DayState
from headway.domain.days import FIRST_DAY, ONE_DAY, week_first_day
from headway.domain.errors import NotFoundError
from headway.domain.habits import Habit
from headway.domain.skips import Budget, budget
from headway.services import categories, completions, habits, histories, patterns
from headway.services.histories import HabitWeek, HabitYear
from headway.services.scope import Scope
from headway.web import patterns as bars
from headway.web import strength
from headway.web.calendar import SHAPES, describe, lay_out
from headway.web.call import Call, Elsewhere, Page
from headway.web.reasons import reason
from headway.web.said import Deed, Said
from headway.web.words import Words

_MOST_CATEGORIES = 200
_RUNS = 10
_NOTES = 10


def show_all(call: Call) -> Page:
    """List the habits with their week; or those that are archived."""
    archived = call.query.get("archived") == "true"
    with call.scope() as scope:
        weeks = [] if archived else histories.weeks(scope)
        away = histories.archived(scope) if archived else []
        listed = [one.category for one in categories.page(scope, None, _MOST_CATEGORIES).items]
        week_start, today = scope.user.week_start, scope.today
    first = week_first_day(today, week_start)
    values = {
        "letters": [call.words.weekday((first + ONE_DAY * at).weekday(), "narrow") for at in range(7)],
        "at_today": (today - first).days,
        "weeks": weeks,
        "archived": away,
        "spoken": {one.habit.id: _week_in_words(call.words, one) for one in weeks},
        "colors": {one.id: one.color for one in listed},
        "week_start": week_start,
        "today": today,
        "shapes": SHAPES,
    }
    return Page("archived.html" if archived else "habits.html", values)


def _week_in_words(words: Words, week: HabitWeek) -> str:
    """Say how much of a week was done, for those who do not see its shapes."""
    done = sum(state is DayState.DONE for state in week.states)
    missed = sum(state is DayState.MISSED for state in week.states)
    said = words.ngettext("done on %(num)s day", "done on %(num)s days", done)
    if missed:
        said = words.listed([said, words.ngettext("missed on %(num)s day", "missed on %(num)s days", missed)])
    return words.gettext("This week: %(said)s", said=said)


def show(call: Call) -> Page:
    """Show a habit: a year of it, its streak and why, its runs, its weekdays and its notes."""
    with call.scope() as scope:
        shown = histories.year(scope, call.id, _year(call, scope.today))
        habit, today = shown.habit, scope.today
        done_today = completions.on_day(scope, habit.id, today)
        values: dict[str, Any] = {
            "done_today": done_today,
            "value": histories.amount_so_far(scope, habit) if habit.target else None,
            "category": categories.get(scope, habit.category_id) if habit.category_id else None,
            "runs": histories.longest_runs(scope, habit, _RUNS),
            "notes": _notes(call, scope, habit.id),
        }
        hours = patterns.by_hour(scope, habit.id)
        week_start, limit = scope.user.week_start, scope.user.skips_per_month
    unit = habit.unit
    values |= {
        "habit": habit,
        "strength": strength.told(call.words, shown.strengths),
        "line": strength.line(call.words, shown.strengths, today),
        "times": shown.by_weekday.sample_size,
        "weekdays": bars.weekdays(call.words, shown.by_weekday, week_start),
        "hours": bars.hours(call.words, hours),
        "timed": hours.sample_size,
        "unit": unit,
        "today": today,
        "year": _year(call, today),
        "earlier": _earlier(shown.days[0].day, shown.first_day, _year(call, today), today),
        "calendar": lay_out(call.words, shown, week_start, today),
        "reason": reason(call.words, habit, unit, today, shown.paused),
        "away": [span for span in shown.away if today in span and not span.is_archival],
        "skips": _skips(shown, today, limit),
        "quota": habit.frequency_config.get("timesPerDay", 1) if habit.several_a_day else 1,
        "legend": [(SHAPES[state], describe(call.words, state)) for state in _legend(habit)],
        "first_day": FIRST_DAY,
    }
    return Page("habit.html", values)


def _skips(shown: HabitYear, today: date, limit: int | None) -> Budget | None:
    """Count the skips of this month, where there is a limit."""
    return budget(limit, [span.first_day for span in shown.away if span.is_skip], today)


def _legend(habit: Habit) -> list[DayState]:
    """List the states that the days of a habit can have, in any of its phases."""
    targets = [one.target for one in habit.phases if one.target is not None]
    is_partly = any(one.several_a_day and not (one.target and one.target.is_summed) for one in habit.phases)
    found = {
        DayState.DONE: True,
        DayState.PARTLY: is_partly,
        DayState.EXCEEDED: any(one.at_most for one in targets),
        DayState.CLEAN: any(one.clean_unless_logged for one in targets),
        DayState.MISSED: not (habit.target and habit.target.clean_unless_logged),
        DayState.PAUSED: True,
    }
    return [state for state, stands in found.items() if stands]


def _year(call: Call, today: date) -> int | None:
    """Read which year is asked for; this one, and what is none, is the last 53 weeks."""
    wanted = call.query.get("year", "")
    if not wanted.isdecimal() or not FIRST_DAY.year <= int(wanted) < today.year:
        return None
    return int(wanted)


def _earlier(begins: date, first_day: date, year: int | None, today: date) -> int | None:
    """Tell which year comes before the one shown, if there was anything before it."""
    return (year or today.year) - 1 if first_day < begins else None


def _notes(call: Call, scope: Scope, habit_id: UUID) -> dict[str, Any]:
    page = completions.page(scope, habit_id, after=_after(call), limit=_NOTES, noted=True)
    after = page.after and f"{page.after[0]}T{page.after[1]}_{page.after[2]}"
    return {"items": page.items, "after": after}


def _after(call: Call) -> tuple[date, time, UUID] | None:
    """Read after which note the list goes on. Raises NotFoundError for what is no such place."""
    said = call.query.get("notes")
    if not said:
        return None
    try:
        moment, id_ = said.split("_")
        day, at = moment.split("T")
        return date.fromisoformat(day), time.fromisoformat(at), UUID(id_)
    except ValueError:
        raise NotFoundError("page") from None


def archive(call: Call) -> Elsewhere:
    """Put a habit away."""
    with call.scope(write=True) as scope:
        habit = habits.archive(scope, call.id)
    return Elsewhere("/habits", Said(Deed.HABIT_ARCHIVED, habit.title, (str(habit.id),)))


def restore(call: Call) -> Elsewhere:
    """Bring an archived habit back."""
    with call.scope(write=True) as scope:
        habit = habits.restore(scope, call.id)
    return Elsewhere(f"/habits/{habit.id}", Said(Deed.HABIT_RESTORED, habit.title))


def delete(call: Call) -> Elsewhere:
    """Delete a habit, which can be had back for ten minutes."""
    with call.scope(write=True) as scope:
        habit = habits.get(scope, call.id)
        habits.remove(scope, habit.id)
    return Elsewhere("/habits", Said(Deed.HABIT_DELETED, habit.title, (str(habit.id),)))


def undelete(call: Call) -> Elsewhere:
    """Have a deleted habit back."""
    with call.scope(write=True) as scope:
        habit = habits.undelete(scope, call.id)
    return Elsewhere(f"/habits/{habit.id}", Said(Deed.HABIT_RESTORED, habit.title))
