"""Whether a period is met, missed, open or excused. (rules, sections 2, 9, 10 and 11)"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from tests.model.days import ONE_DAY
from tests.model.histories import History
from tests.model.periods import Period, State, target_of

CENT = Decimal("0.01")


def sums(history: History, period: Period) -> bool:
    """Tell whether a period is judged by the sum of its own amounts."""
    target = target_of(history, period)
    return target is not None and target.per_period


def at_most(history: History, period: Period) -> bool:
    target = target_of(history, period)
    return target is not None and target.at_most


def days_counted(history: History, period: Period) -> list[date]:
    """List the completion days that count in a period: those that are done, and for a sum each with a record."""
    if sums(history, period):
        return [day for day in period.counting if day in history.days_done]
    return [day for day in period.counting if history.is_done(day)]


def done(history: History, period: Period) -> int | Decimal:
    """Count what counts in a period: its sum, every completion of a daily habit, or the days that are done."""
    if sums(history, period):
        return history.sum_of(period.counting)
    if history.parts[period.place].pattern == "DAILY" and target_of(history, period) is None:
        return sum(1 for day, _ in history.completions if day == period.first)
    return len(days_counted(history, period))


def eligible_days(history: History, period: Period) -> list[date]:
    return [day for day in period.counting if history.eligible(day)]


def quota(history: History, period: Period) -> int | Decimal:
    """Ask for less of a period with pauses, but never of one that began before the habit's first day.

    Times become fewer, amounts smaller in whole cents. What is asked of a single day, and at most, stays as it
    is; a cut period is reduced by its own days, and one without a day that counts is not.
    """
    full = period.full_quota
    if period.first < history.first_day or not period.reducible or not period.counting:
        return full
    share = Fraction(len(eligible_days(history, period)), len(period.counting))
    if isinstance(full, int):
        return max(1, min(full, ceil(full * share)))
    return full if len(period.days) == 1 else max(CENT, ceil(Fraction(full) * 100 * share) * CENT)


def is_met(history: History, period: Period) -> bool:
    """Tell whether a period is met by what is recorded so far; at most so much needs something recorded."""
    if sums(history, period) and at_most(history, period):
        return bool(days_counted(history, period)) and done(history, period) <= quota(history, period)
    return done(history, period) >= quota(history, period)


def has_met(history: History, period: Period, today: date) -> bool:
    """Tell whether a period is met on a day: at most so much of a whole period is met when that is over."""
    undecided = sums(history, period) and at_most(history, period) and period.last >= today
    return is_met(history, period) and not undecided


def is_excused(history: History, period: Period) -> bool:
    """Tell whether a period that is not met is excused, as a cut one is from its first day on."""
    return period.cut or period.first < history.first_day or not eligible_days(history, period)


def is_exceeded(history: History, period: Period) -> bool:
    """Tell whether the day of a one-day period has more than it may have."""
    return not sums(history, period) and history.is_exceeded(period.first)


def alive_until(history: History, period: Period) -> date:
    """Tell the last day on which a period has not broken a streak: its own last, or the day before an excess."""
    return period.first - ONE_DAY if is_exceeded(history, period) else period.last


def state(history: History, period: Period, today: date, last_met: Period | None) -> State:
    """Judge a period; one that lies before a met one is over, whatever today says, and so is an exceeded day."""
    if has_met(history, period, today):
        return State.MET
    if is_excused(history, period):
        return State.EXCUSED
    over = period.last < today or (last_met is not None and period.last < last_met.first)
    return State.MISSED if over or is_exceeded(history, period) else State.OPEN
