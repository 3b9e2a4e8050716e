"""Goals for the tests: three to begin with, and short ways to do things with them as someone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from headway.domain.entries import EntryDraft
from headway.domain.goals import GoalDraft, GoalType
from headway.services import entries, goals
from headway.storage import entries as storage
from tests.cast import NOW, TODAY

SAVE = GoalDraft("Save for vacation", GoalType.TARGET_BASED, "dollars", Decimal(5000), date(2026, 12, 31))
SOBER = GoalDraft("Days without alcohol", GoalType.CONTINUOUS_COUNTER, "days")
COUNTING = replace(SOBER, start_date=date(2026, 1, 1), counts_days=True)


def make(person, draft=SAVE, chosen=None, now=NOW):
    """Make a goal."""
    with person.at(now) as scope:
        return goals.create(scope, draft, chosen).item


def shown(person, goal_id, now=NOW):
    """Show a goal."""
    with person.at(now, write=False) as scope:
        return goals.get(scope, goal_id)


def edit(person, goal_id, version=None, now=NOW, **changes):
    """Change a goal."""
    with person.at(now) as scope:
        return goals.edit(scope, goal_id, changes, version)


def add(person, goal_id, value, day=TODAY, now=NOW):
    """Record an increment."""
    with person.at(now) as scope:
        return entries.add(scope, goal_id, EntryDraft(day, Decimal(value))).item


def reset(person, goal_id, day=TODAY, now=NOW):
    """Take a goal back to zero."""
    with person.at(now) as scope:
        return goals.reset(scope, goal_id, day).item


def history(person, goal_id):
    """List the entries from the first: value, kind, whether superseded."""
    with person.at(write=False) as scope:
        kept = entries.page(scope, goal_id, None, 200).items
    return [(int(one.value), one.kind.value, one.superseded) for one in reversed(kept)]


def record(person, goal_id, draft, chosen=None, now=NOW):
    """Record what a draft says, and tell whether it was new."""
    with person.at(now) as scope:
        return entries.add(scope, goal_id, draft, chosen)


def total(person, goal_id, value, chosen=None, day=TODAY, now=NOW):
    """Record the difference to a new total."""
    return record(person, goal_id, EntryDraft(day, total=Decimal(value)), chosen, now)


def change(person, entry, version=None, **changes):
    """Change an entry."""
    with person.at() as scope:
        return entries.edit(scope, entry.goal_id, entry.id, changes, version)


def remove(person, entry):
    """Take an entry back."""
    with person.at() as scope:
        entries.remove(scope, entry.goal_id, entry.id)


def stored_total(person, goal_id):
    """Sum up the entries of a goal in the database."""
    with person.at(write=False) as scope:
        return storage.get_total(scope.tx, scope.owner, goal_id)
