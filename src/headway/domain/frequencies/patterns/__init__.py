"""The ADVANCED patterns, a module each: one that is added here, with its page in the docs, is known everywhere."""

from headway.domain.frequencies.frequency import Frequency
from headway.domain.frequencies.patterns.days_of_month import DaysOfMonth
from headway.domain.frequencies.patterns.every_n_weeks import EveryNWeeks
from headway.domain.frequencies.patterns.nth_weekday import NthWeekday
from headway.domain.frequencies.patterns.rrule import RRule
from headway.domain.frequencies.patterns.times_in_days import TimesInDays
from headway.domain.frequencies.patterns.weekdays_only import WeekdaysOnly
from headway.domain.frequencies.patterns.yearly import Yearly

PATTERNS: dict[str, type[Frequency]] = {
    pattern.name: pattern
    for pattern in (WeekdaysOnly, TimesInDays, DaysOfMonth, NthWeekday, EveryNWeeks, Yearly, RRule)
}
