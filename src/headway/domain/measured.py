"""Measured calendars: periods that are judged by amounts (rules, section 10)."""

from datetime import date

from headway.domain.periods import Calendar, Done, Period, Unit


class Measured(Calendar):
    """The periods of another calendar, judged by amounts in hundredths of the unit `measure`.

    `summed`: by the sum over the period; else by how many of its days reach the `limit`.

    >>> from headway.domain.days import WeekStart
    >>> from headway.domain.periods import Weeks
    >>> weeks = Measured(Weeks(1, WeekStart.MONDAY), limit=2000, measure="km", summed=True, per_period=True)
    >>> weeks.counted(Done(date(2026, 1, 21), 2, 1250)), weeks.quota(weeks.period(date(2026, 1, 21)))
    (1250, 2000)
    """

    def __init__(
        self,
        calendar: Calendar,
        *,
        limit: int,
        measure: str,
        summed: bool = False,
        at_most: bool = False,
        per_period: bool = False,
    ) -> None:
        """Keep the calendar, and how it is judged."""
        self.calendar = calendar
        self.unit: Unit = calendar.unit
        self.start: date | None = calendar.start
        self.limit, self.measure, self.per_period = limit, measure, per_period
        self._summed, self._at_most = summed, at_most

    @property
    def one_day(self) -> bool:
        """Whether every period is a single day."""
        return self.calendar.one_day

    @property
    def all_days_count(self) -> bool:
        """Whether each day of a period can help its quota."""
        return self.calendar.all_days_count

    @property
    def several_a_day(self) -> bool:
        """Several amounts of a day add up."""
        return True

    @property
    def summed(self) -> bool:
        """Whether a period is judged by the sum of its amounts."""
        return self._summed

    @property
    def at_most(self) -> bool:
        """Whether the amount is not to be exceeded."""
        return self._at_most

    @property
    def decided_late(self) -> bool:
        """Whether something can still exceed it, until the period is over."""
        return self._at_most and self.per_period

    def period(self, day: date) -> Period | None:
        """Find the period that the day lies in, if any."""
        return self.calendar.period(day)

    def counts(self, day: date) -> bool:
        """Tell whether the day can help the quota of its period."""
        return self.calendar.counts(day)

    def counted(self, done: Done) -> int:
        """Tell what a day adds: its amount, or 1 if that reaches the target."""
        return done.amount if self._summed else int(done.amount >= self.limit)

    def helps(self, done: Done) -> int:
        """Tell whether the day is one to be counted: it keeps to its own target, or adds to the sum of a period."""
        if self.per_period:
            return 1
        return int(done.amount <= self.limit) if self._at_most else int(done.amount >= self.limit)

    def quota(self, period: Period) -> int:
        """Tell the amount for the period, or on how many of its days the target is to be reached."""
        return self.limit if self._summed else self.calendar.quota(period)

    def is_met(self, done: int, quota: int) -> bool:
        """Tell whether a period in which something is recorded is met."""
        return done <= quota if self._at_most else done >= quota

    def shares(self, period: Period) -> bool:
        """Leave an upper limit and the amount of a single day as they are: a pause never makes them smaller."""
        whole = self._at_most or (self._summed and period.length == 1)
        return not whole and self.calendar.shares(period)

    def counting_days(self, period: Period) -> int:
        """Count the days of the period that can help its quota."""
        return self.calendar.counting_days(period)

    def next_counting_day(self, day: date) -> date | None:
        """Find the first day from `day` on that counts; None when there is none before 2200."""
        return self.calendar.next_counting_day(day)


class CleanDays(Measured):
    """Days with an upper limit that count by themselves: each is good unless what is recorded exceeds the limit.

    >>> from headway.domain.periods import Days
    >>> CleanDays(Days(), limit=200, measure="drinks", summed=True, at_most=True, per_period=True).decided_late
    False
    """

    @property
    def decided_late(self) -> bool:
        """A day is met or missed as soon as something is recorded."""
        return False
