"""Changed calendars: one way to cut time up to a day, another one from it on (rules, section 11)."""

from datetime import date
from functools import cached_property

from headway.domain.days import ONE_DAY
from headway.domain.measured import Measured
from headway.domain.periods import Calendar, Done, Period, Unit

_COMPARABLE = frozenset({Unit.WEEKS, Unit.MONTHS})


class Changed(Calendar):
    """The periods of `old` that end before a day, those of `new` that begin from it on, and one cut period between.

    Where something without periods comes before or after, that side is None. The cut period is judged by the new
    quota; by the old one if no new period was cut; by the easier one if both are weeks, or both months.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Days, Weeks
    >>> changed = Changed(Days(), Weeks(3, WeekStart.MONDAY), date(2026, 1, 21))
    >>> [str(day) for day in changed.period(date(2026, 1, 23))], changed.is_cut(changed.period(date(2026, 1, 23)))
    (['2026-01-21', '2026-01-25'], True)
    """

    def __init__(self, old: Calendar | None, new: Calendar | None, day: date) -> None:
        """Put the two together."""
        self._old, self._new, self._day = old, new, day
        last = new or old
        if last is None:
            msg = "one side at least has periods"
            raise TypeError(msg)
        self._last = last
        self.unit: Unit = last.unit

    @cached_property
    def _straddling(self) -> tuple[Period | None, Period | None]:
        """Find the old and the new period that hold the day of the change and began before it."""
        found = [side.period(self._day) if side else None for side in (self._old, self._new)]
        old, new = [one if one and one.first_day < self._day else None for one in found]
        return old, new

    @cached_property
    def cut(self) -> Period | None:
        """The period that the change has cut, if it has."""
        old, new = self._straddling
        if old is None and new is None:
            return None
        return Period(old.first_day if old else self._day, new.last_day if new else self._day - ONE_DAY)

    @cached_property
    def _judge(self) -> tuple[Calendar, int]:
        """The calendar and the quota that the cut period is judged by."""
        old, new = self._straddling
        if self._new is None or new is None:
            if self._old is None or old is None:
                msg = "only a cut period is judged"
                raise AssertionError(msg)
            return self._old.judge(old), self._old.quota(old)
        quota = self._new.quota(new)
        if self._old is not None and old is not None:
            before, after = self._old.judge(old), self._new.judge(new)
            alike = self._old.unit_of(old) == self._new.unit_of(new) in _COMPARABLE
            if alike and _measures(before) == _measures(after):
                quota = (max if after.at_most else min)(quota, self._old.quota(old))
        return self._new.judge(new), quota

    def _side(self, day: date) -> Calendar | None:
        return self._old if day < self._day else self._new

    def _at(self, period: Period) -> Calendar:
        if self.is_cut_here(period):
            return self._judge[0]
        return self._side(period.first_day) or self._last

    def is_cut_here(self, period: Period) -> bool:
        """Tell whether this change, and none before it, has cut the period."""
        return period == self.cut

    @property
    def first_unit(self) -> Unit:
        """What the first of its periods are."""
        return (self._old or self._last).first_unit

    @cached_property
    def era(self) -> int:
        """How often its unit has changed."""
        if self._old is None:
            return self._last.era
        return self._old.era + (self._new is not None and self._old.unit is not self._new.first_unit)

    @property
    def one_day(self) -> bool:
        """Whether every period is a single day."""
        return all(side.one_day for side in (self._old, self._new) if side)

    @property
    def all_days_count(self) -> bool:
        """Nothing is known of all days."""
        return False

    @property
    def several_a_day(self) -> bool:
        """Whether a day can help its quota more than once, as things are now."""
        return self._last.several_a_day

    @property
    def summed(self) -> bool:
        """Whether a period is judged by the sum of its amounts, as things are now."""
        return self._last.summed

    @property
    def at_most(self) -> bool:
        """Whether the quota is not to be exceeded, as things are now."""
        return self._last.at_most

    @property
    def decided_late(self) -> bool:
        """Whether a period is decided when it is over, as things are now."""
        return self._last.decided_late

    def judge(self, period: Period) -> Calendar:
        """Find the calendar, unchanged, that judges a period."""
        at = self._at(period)
        return at if self.is_cut_here(period) else at.judge(period)

    def period(self, day: date) -> Period | None:
        """Find the period that the day lies in, if any."""
        cut = self.cut
        if cut is not None and cut.first_day <= day <= cut.last_day:
            return cut
        side = self._side(day)
        return side.period(day) if side else None

    def counts(self, day: date) -> bool:
        """Tell whether the day can help the quota of its period, by what held on it."""
        side = self._side(day)
        return side is not None and side.counts(day)

    def counted(self, done: Done) -> int:
        """Tell what a day adds; to a cut period what its judge counts, by what held on the day."""
        side = self._side(done.day) or self._last
        cut = self.cut
        if cut is None or not cut.first_day <= done.day <= cut.last_day:
            return side.counted(done)
        judge = self._judge[0]
        return done.amount if judge.summed else side.helps(done)

    def helps(self, done: Done) -> int:
        """Tell whether a day is one to be counted, by what held on it."""
        return (self._side(done.day) or self._last).helps(done)

    def quota(self, period: Period) -> int:
        """Tell how much there is to be in the period."""
        return self._judge[1] if self.is_cut_here(period) else self._at(period).quota(period)

    def shares(self, period: Period) -> bool:
        """Tell whether a period that is partly paused asks for a share of its quota only."""
        return self._at(period).shares(period)

    def counting_days(self, period: Period) -> int:
        """Count the days of the period that can help its quota."""
        if not self.is_cut_here(period):
            return self._at(period).counting_days(period)
        return sum(self.counts(period.first_day + ONE_DAY * at) for at in range(period.length))

    def next_counting_day(self, day: date) -> date | None:
        """Find the first day from `day` on that counts; None when there is none before 2200."""
        if day < self._day:
            found = self._old.next_counting_day(day) if self._old else None
            if found is not None and found < self._day:
                return found
            day = self._day
        return self._new.next_counting_day(day) if self._new else None

    def is_cut(self, period: Period) -> bool:
        """Tell whether a change has cut the period: then it is met or excused, and never missed."""
        return self.is_cut_here(period) or self._at(period).is_cut(period)

    def unit_of(self, period: Period) -> Unit:
        """Tell what the period is one of."""
        return self._judge[0].unit if self.is_cut_here(period) else self._at(period).unit_of(period)

    def era_of(self, period: Period) -> int:
        """Tell how often its unit had changed when the period was judged."""
        if self.is_cut_here(period):
            return self.era if self._straddling[1] is not None or self._old is None else self._old.era
        if self._old is not None and period.first_day < self._day:
            return self._old.era_of(period)
        return self.era


def _measures(calendar: Calendar) -> tuple[object, ...]:
    """Tell what a quota is a number of: days, or hundredths of a unit in one direction."""
    if isinstance(calendar, Measured) and calendar.summed:
        return calendar.measure, calendar.at_most
    return ()
