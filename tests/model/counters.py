"""A goal told as one long story and valued from its beginning every time. (rules, sections 5 and 6)"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

ZERO = Decimal(0)
MOST = Decimal("99999999.99")


class RefusedError(Exception):
    """The rules do not allow it."""


@dataclass
class Told:
    """One entry as it was told, and when; one without a value is a reset, and one of 0 a slip."""

    made: datetime
    day: date
    value: Decimal | None
    superseded: bool = False


@dataclass
class Story:
    """A goal, and all that was told about it. One with a target is no counter."""

    target: Decimal | None = None
    counts: bool = False
    start: date | None = None
    completed_on: date | None = None
    told: list[Told] = field(default_factory=list)

    # -- where it stands

    def in_order(self) -> list[Told]:
        return sorted(self.told, key=lambda one: (one.day, one.made))

    def days(self, day: date) -> int:
        return max(0, (day - self.start).days) if self.counts and self.start else 0

    def before(self, day: date, made: datetime) -> Decimal:
        """Add up the counted days and all that comes before; for a reset, what came before that; and so on."""
        value = Decimal(self.days(day))
        so_far = ZERO
        for one in self.in_order():
            if (one.day, one.made) >= (day, made):
                break
            so_far += self._worth(one, so_far)
        return value + so_far

    def _worth(self, one: Told, so_far: Decimal) -> Decimal:
        if one.superseded:
            return ZERO
        return one.value if one.value is not None else -max(ZERO, self.days(one.day) + so_far)

    def value_of(self, one: Told) -> Decimal:
        return one.value if one.value is not None else -max(ZERO, self.before(one.day, one.made))

    def total(self) -> Decimal:
        return sum((self.value_of(one) for one in self.told if not one.superseded), ZERO)

    def shows(self, today: date) -> Decimal:
        return self.total() + self.days(max([self.completed_on or today, *(one.day for one in self.told)]))

    def as_kept(self) -> list[tuple[datetime, date, Decimal, bool, bool]]:
        """List the entries in order: when made, day, value, whether a reset, whether superseded."""
        return [
            (one.made, one.day, self.value_of(one), one.value is None, one.superseded) for one in self.in_order()
        ]

    # -- what is done to it

    def add(self, now: datetime, day: date, value: Decimal) -> None:
        self._require_open()
        if value == 0 or abs(value) > MOST or (self.counts and value > 0):
            raise RefusedError
        self._tell(Told(now, day, value))
        self._close(now)

    def total_becomes(self, now: datetime, day: date, total: Decimal) -> None:
        self._require_open()
        if total != self.shows(now.date()):
            self.add(now, day, total - self.shows(now.date()))

    def take_all(self, now: datetime, day: date) -> None:
        self.add(now, day, -self.before(day, now))

    def reset(self, now: datetime, day: date) -> None:
        self._require_open()
        if self.before(day, now) <= 0:
            raise RefusedError
        self.told.append(Told(now, day, None))
        self._close(now)

    def slip(self, now: datetime, day: date) -> None:
        self._require_open()
        if self.target is not None:
            raise RefusedError
        self.told.append(Told(now, day, ZERO))

    def move(self, now: datetime, which: int, day: date) -> None:
        if self.told:
            one = self.in_order()[which % len(self.told)]
            self._change(now, one, day, one.value)

    def revalue(self, now: datetime, which: int, value: Decimal) -> None:
        if self.told:
            self._require_open()
            one = self.in_order()[which % len(self.told)]
            if value == self.value_of(one):
                return
            if not one.value or one.superseded or value == 0 or (self.counts and value > 0):
                raise RefusedError
            self._change(now, one, one.day, value)

    def remove(self, now: datetime, which: int) -> None:
        if self.told:
            self._require_open()
            self.told.remove(self.in_order()[which % len(self.told)])
            self._close(now)

    def count(self, now: datetime, start: date | None) -> None:
        """Count days, from the present run's beginning unless a start is given; or from another start."""
        if self.target is not None:
            raise RefusedError
        if not self.counts and start is None:
            start = self._run_began(now.date())
        if self.counts and start in {None, self.start}:
            return
        self._require_open()
        for one in self.told:
            one.superseded = one.superseded or (not self.counts and bool(one.value))
        self.counts, self.start = True, start
        self._close(now)

    def count_no_more(self, now: datetime) -> None:
        if self.counts:
            self._require_open()
            for one in self.told:
                one.superseded = False
            self.counts = False
            self._close(now)

    def complete(self, now: datetime) -> None:
        if self.target is not None:
            raise RefusedError
        self.completed_on = self.completed_on or now.date()

    def reopen(self, _now: datetime) -> None:
        if self.target is not None:
            raise RefusedError
        self.completed_on = None

    def retarget(self, now: datetime, target: Decimal) -> None:
        if self.target is None:
            raise RefusedError
        self.target = target
        self._close(now)

    # -- what follows

    def _require_open(self) -> None:
        if self.target is None and self.completed_on:
            raise RefusedError

    def _change(self, now: datetime, one: Told, day: date, value: Decimal | None) -> None:
        self._require_open()
        if (day, value) != (one.day, one.value):
            self.told.remove(one)
            self._tell(Told(one.made, day, value, one.superseded))
            self._close(now)

    def _tell(self, one: Told) -> None:
        """Tell an entry; on a counter, a negative one that takes all there was is a reset."""
        before = self.before(one.day, one.made)
        if self.target is None and before > 0 and one.value == -before and not one.superseded:
            one.value = None
        self.told.append(one)

    def _run_began(self, today: date) -> date:
        began = today.toordinal() - int(max(ZERO, self.total()))
        if began < date(1900, 1, 1).toordinal():
            raise RefusedError
        return date.fromordinal(began)

    def _close(self, now: datetime) -> None:
        """Refuse what cannot be kept, and see whether the target is reached."""
        if any(abs(value) > MOST for value in (self.total(), *(self.value_of(one) for one in self.told))):
            raise RefusedError
        if self.target is not None:
            reached = self.total() >= self.target
            self.completed_on = (self.completed_on or now.date()) if reached else None
