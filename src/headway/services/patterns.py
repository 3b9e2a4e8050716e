"""Patterns: on which weekdays and at which hours a habit is done."""

from dataclasses import dataclass
from uuid import UUID

from headway.domain import patterns as rules
from headway.domain.patterns import Pattern
from headway.services.scope import Scope
from headway.storage import completions, habits


@dataclass(frozen=True, slots=True)
class Patterns:
    """Both of a habit's patterns."""

    by_weekday: Pattern
    by_hour: Pattern


def show(scope: Scope, habit_id: UUID) -> Patterns:
    """Count a habit's completions by weekday and by hour.

    Raises NotFoundError.
    """
    habits.get(scope.tx, scope.owner, habit_id)
    history = completions.history(scope.tx, scope.owner, habit_id)
    return Patterns(rules.by_weekday(history), by_hour(scope, habit_id))


def by_hour(scope: Scope, habit_id: UUID) -> Pattern:
    """Count those of a habit's completions that have a time by its hour."""
    return rules.by_hour(completions.by_hour(scope.tx, scope.owner, habit_id))
