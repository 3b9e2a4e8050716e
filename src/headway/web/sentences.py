"""Sentences: how often something is done, how a streak stands and how a goal does, in words of a language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from headway.domain import targets
from headway.domain.days import ONE_DAY, WEEKDAYS
from headway.domain.frequencies import FrequencyType
from headway.domain.goals import Goal
from headway.domain.habits import Habit
from headway.domain.milestones import Milestone, MilestoneUnit
from headway.domain.periods import Unit
from headway.domain.phases import Phase
from headway.domain.streaks import Streak
from headway.domain.targets import Target
from headway.web import measures
from headway.web.recurrences import plainly
from headway.web.said import TOLD, Said
from headway.web.words import Words

_WEEK = 7
_CLEAR_WITHOUT_YEAR = 330
_WEEKEND = {"SAT", "SUN"}


class Sentences:
    """Makes sentences in the language of its words."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        self._words = words
        self._of_type: Mapping[FrequencyType, Callable[[Mapping[str, Any]], str]] = {
            FrequencyType.DAILY: self._daily,
            FrequencyType.WEEKLY: self._weekly,
            FrequencyType.CUSTOM_INTERVAL: self._interval,
            FrequencyType.MONTHLY: self._monthly,
        }
        self._of_pattern: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
            "WEEKDAYS_ONLY": self._weekdays_only,
            "TIMES_IN_DAYS": self._times_in_days,
            "DAYS_OF_MONTH": self._days_of_month,
            "NTH_WEEKDAY": self._nth_weekday,
            "EVERY_N_WEEKS": self._every_n_weeks,
            "YEARLY": self._yearly,
            "RRULE": self._rrule,
        }

    # -- how often

    def frequency(self, kind: FrequencyType, config: Mapping[str, Any]) -> str:
        """Say how often, from what is kept of a frequency."""
        if kind is FrequencyType.ADVANCED:
            return self._of_pattern[config["pattern"]](config["rules"])
        return self._of_type[kind](config)

    def asks(self, phase: Phase) -> str:
        """Say how often and how much, of what a habit asks for."""
        return measures.asked(self._words, self.frequency(phase.frequency_type, phase.frequency_config), phase)

    def compared(self, value: Decimal, target: Target) -> str:
        """Say an amount of a habit beside its target."""
        return measures.compared(self._words, value, target)

    def so_far(self, value: Decimal | None, target: Target, unit: Unit, *, is_over: bool = False) -> str:
        """Say how much there is of a day's or a period's target; without a value, with a place for it."""
        if value is None:
            said = measures.beside(self._words, "{done}", target, is_over=is_over)
        else:
            said = self.compared(value, target)
        return measures.so_far(self._words, said, target, unit)

    def steps(self, target: Target) -> tuple[Decimal, ...]:
        """Choose the amounts that a tap adds."""
        return targets.steps(target)

    def minutes(self, target: Target) -> int | None:
        """Tell how many minutes its unit is, where it is one of time."""
        return targets.minutes(target.unit)

    def measured(self, value: Decimal, target: Target) -> str:
        """Say an amount of a habit."""
        return measures.measured(self._words, value, target)

    def _daily(self, config: Mapping[str, Any]) -> str:
        times = config.get("timesPerDay", 1)
        if config.get("allowMultiplePerDay"):
            return self._words.ngettext("once a day or more often", "%(num)s times a day", times)
        return self._words.gettext("every day")

    def _weekly(self, config: Mapping[str, Any]) -> str:
        return self._in_week(config["timesPerWeek"], config.get("specificDays"))

    def _in_week(self, times: int, days: Sequence[str] | None) -> str:
        if not days:
            return self._words.ngettext("once a week", "%(num)s times a week", times)
        if times < len(days):
            return self._words.ngettext(
                "once a week, only %(days)s", "%(num)s times a week, only %(days)s", times, days=self.weekdays(days)
            )
        if len(days) == _WEEK:
            return self._words.gettext("every day")
        return self._words.gettext("every %(days)s", days=self.weekdays(days))

    def _interval(self, config: Mapping[str, Any]) -> str:
        number = config["intervalDays"]
        if config.get("anchor") != "SCHEDULE":
            return self._words.ngettext("every day", "at least every %(num)s days", number)
        if not config.get("startDate"):
            return self._words.ngettext("once in every day", "once in every %(num)s days", number)
        start = self._words.day(date.fromisoformat(config["startDate"]))
        return self._words.ngettext(
            "once in every day, counted from %(day)s",
            "once in every %(num)s days, counted from %(day)s",
            number,
            day=start,
        )

    def _monthly(self, config: Mapping[str, Any]) -> str:
        return self._words.ngettext("once a month", "%(num)s times a month", config["timesPerMonth"])

    def _weekdays_only(self, rules: Mapping[str, Any]) -> str:
        excluded = set(rules.get("excludeDays", _WEEKEND))
        days = [str(one) for one in WEEKDAYS if one not in excluded]
        times = rules.get("timesPerWeek") or len(days)
        if excluded == _WEEKEND and times == len(days):
            return self._words.gettext("every weekday, Monday to Friday")
        return self._in_week(times, days)

    def _times_in_days(self, rules: Mapping[str, Any]) -> str:
        days = self._words.ngettext("%(num)s day", "%(num)s days", rules["days"])
        return self._words.ngettext(
            "once in any %(days)s", "%(num)s times in any %(days)s", rules["times"], days=days
        )

    def _days_of_month(self, rules: Mapping[str, Any]) -> str:
        numbers = sorted(one for one in rules["days"] if one > 0)
        if not numbers:
            return self._words.gettext("on the last day of each month")
        numbered = self._words.pgettext("day of the month", "%(num)s")
        days = self._words.listed(numbered % {"num": one} for one in numbers)
        if len(numbers) < len(rules["days"]):
            return self._words.ngettext(
                "on day %(days)s and on the last day of each month",
                "on days %(days)s and on the last day of each month",
                len(numbers),
                days=days,
            )
        return self._words.ngettext(
            "on day %(days)s of each month", "on days %(days)s of each month", len(numbers), days=days
        )

    def _nth_weekday(self, rules: Mapping[str, Any]) -> str:
        forms = {
            1: self._words.gettext("on the first %(weekday)s of each month"),
            2: self._words.gettext("on the second %(weekday)s of each month"),
            3: self._words.gettext("on the third %(weekday)s of each month"),
            4: self._words.gettext("on the fourth %(weekday)s of each month"),
            -1: self._words.gettext("on the last %(weekday)s of each month"),
        }
        return forms[rules["nth"]] % {"weekday": self.weekday(rules["weekday"])}

    def _every_n_weeks(self, rules: Mapping[str, Any]) -> str:
        return self._words.ngettext(
            "every week on %(days)s",
            "every %(num)s weeks on %(days)s",
            rules["weeks"],
            days=self.weekdays(rules["days"]),
        )

    def _yearly(self, rules: Mapping[str, Any]) -> str:
        days = self._words.listed(map(self.day_of_year, sorted(rules["dates"])))
        return self._words.gettext("each year on %(days)s", days=days)

    def day_of_year(self, name: str) -> str:
        """Say a day of the year, MM-DD."""
        return self._words.day(date.fromisoformat(f"2024-{name}"), "MMMMd")

    def _rrule(self, rules: Mapping[str, Any]) -> str:
        plain = plainly(rules["rrule"], date.fromisoformat(rules["startDate"]))
        return self.frequency(*plain) if plain else self._words.gettext("by the rule %(rule)s", rule=rules["rrule"])

    def weekday(self, name: str) -> str:
        """Name a weekday in full."""
        return self._words.weekday([str(one) for one in WEEKDAYS].index(name), "wide")

    def weekdays(self, names: Sequence[str]) -> str:
        """Join weekdays in their order."""
        order = [str(one) for one in WEEKDAYS]
        return self._words.listed(self.weekday(name) for name in sorted(names, key=order.index))

    # -- streaks

    def length(self, number: int, unit: str) -> str:
        """Say how long a streak is, in its unit."""
        match unit:
            case "WEEKS":
                return self._words.ngettext("%(num)s week", "%(num)s weeks", number)
            case "MONTHS":
                return self._words.ngettext("%(num)s month", "%(num)s months", number)
            case "TIMES":
                return self._words.ngettext("%(num)s time", "%(num)s times", number)
            case "INTERVALS":
                return self._words.ngettext("%(num)s interval", "%(num)s intervals", number)
            case _:
                return self._words.ngettext("%(num)s day", "%(num)s days", number)

    def alive(self, streak: Streak, today: date) -> str:
        """Say until when a streak is alive; nothing when it is not, or when no end is in sight."""
        until = streak.alive_until
        if until is None or not streak.current(today):
            return ""
        if until == today:
            return self._words.gettext("alive until tonight")
        if until == today + ONE_DAY:
            return self._words.gettext("alive until tomorrow")
        if (until - today).days < _WEEK:
            return self._words.gettext("alive until %(day)s", day=self._words.weekday(until.weekday(), "wide"))
        return self._words.gettext("alive until %(day)s", day=self.near(until, today))

    def streak(self, habit: Habit, unit: str, today: date) -> str:
        """Say how long a habit was kept up, and until when that is alive; what remains where it is broken."""
        current = habit.streak.current(today)
        if current:
            parts = [
                self.length(current, unit),
                self._clean(habit.streak, today) or self.alive(habit.streak, today),
            ]
            return " · ".join(part for part in parts if part)
        if longest := habit.streak.longest(today):
            return self._words.gettext("longest: %(length)s", length=self.length(longest, unit))
        return ""

    def _clean(self, streak: Streak, today: date) -> str:
        """Say since when days have counted by themselves, where they do."""
        if streak.clean_since is None or streak.since is None:
            return ""
        return self._words.gettext("clean since %(day)s", day=self.near(streak.since, today))

    # -- goals

    def unit(self, value: Decimal, goal: Goal) -> str:
        """Name what a goal is counted in; the days that a counter counts by itself agree with their number."""
        own = self._words.ngettext("day", "days", 2)
        if goal.counts_days and value == int(value) and goal.unit.casefold() in {"day", "days", own.casefold()}:
            return self._words.ngettext("day", "days", int(value))
        return goal.unit

    def amount(self, value: Decimal, goal: Goal) -> str:
        """Say an amount with its unit."""
        return f"{self._words.number(value)} {self.unit(value, goal)}"

    def change(self, value: Decimal) -> str:
        """Say what an entry added, or took away."""
        number = self._words.number(abs(value))
        return f"+{number}" if value > 0 else f"\N{MINUS SIGN}{number}" if value else number

    def milestone(self, one: Milestone, goal: Goal) -> str:
        """Say a milestone."""
        if one.unit is MilestoneUnit.DAYS:
            return self._words.ngettext("%(num)s day", "%(num)s days", one.number)
        if one.unit is MilestoneUnit.YEARS:
            return self._words.ngettext("%(num)s year", "%(num)s years", one.number)
        return self.amount(Decimal(one.number), goal)

    # -- days

    def near(self, day: date, today: date) -> str:
        """Say a day as people do: without the year while it is this one, and never broken over two lines."""
        said = self._words.day(day, "MMMd" if day.year == today.year else "medium")
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    def relative(self, day: date, today: date) -> str:
        """Say a day by its distance where that is short: today, yesterday, or the day itself."""
        if day == today:
            return self._words.gettext("today")
        if day == today - ONE_DAY:
            return self._words.gettext("yesterday")
        return self.near(day, today)

    def ahead(self, day: date, today: date) -> str:
        """Say a day to come: today, tomorrow, or the day with its weekday."""
        if day == today:
            return self._words.gettext("today")
        if day == today + ONE_DAY:
            return self._words.gettext("tomorrow")
        return self._words.day(day, "MMMEd" if (day - today).days < _CLEAR_WITHOUT_YEAR else "yMMMEd")

    # -- what was done

    def deed(self, said: Said) -> str:
        """Tell what was done just now."""
        return self._words.gettext(TOLD[said.deed], name=said.name)
