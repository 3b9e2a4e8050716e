"""Strength: how firmly a habit sits, and how that has come about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from headway.domain import days
from headway.domain import strength as rules
from headway.domain.periods import Period
from headway.services.scope import Scope
from headway.storage import completions, habits, pauses


@dataclass(frozen=True, slots=True)
class Curve:
    """The strength today, and at the end of each day of a span; None before the habit began and after today."""

    today: float
    span: Period
    values: Sequence[float | None]


def curve(scope: Scope, habit_id: UUID, first_day: date | None = None, last_day: date | None = None) -> Curve:
    """Show how strong a habit is, and was on the days of a span: of the year up to today unless told otherwise.

    Raises NotFoundError; RejectedError for a span that is none or too long.
    """
    habit = habits.get(scope.tx, scope.owner, habit_id)
    span = rules.span(first_day, last_day, scope.today)
    paused = pauses.paused_days(scope.tx, scope.owner, habit_id, days.FIRST_DAY)
    history = completions.history(scope.tx, scope.owner, habit_id)
    week_start = scope.user.week_start
    found = rules.strengths(habit.phases, habit.terms(week_start, paused), week_start, history, scope.today)
    return Curve(found.last, span, found.between(span))
