"""Pacing: how a goal stands against an even pace, and what gets it there, in words of a language."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from headway.domain.amounts import rounded
from headway.domain.goals import Goal
from headway.domain.pace import Pace, PaceState
from headway.web.sentences import Sentences
from headway.web.words import Words

_FEW_DAYS = 100


class Pacing:
    """Says the pace of goals in the language of its words."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        self._words = words
        self._sentences = Sentences(words)

    def told(self, pace: Pace | None, goal: Goal, today: date) -> list[str]:
        """Say how a goal is getting on, and what gets it there; nothing where it is there, or has no pace."""
        if pace is None or pace.state is PaceState.COMPLETED:
            return []
        if pace.state is PaceState.OVERDUE:
            was, left = self._sentences.near(pace.way.deadline, today), self.rounded(-pace.ahead, goal)
            words = self._words
            return [words.gettext("was for %(day)s", day=was), words.gettext("%(amount)s to go", amount=left)]
        if pace.needed_per_day is None:
            return [self.stands(pace)]
        needed = self._words.rounded(pace.needed_per_day)
        return [self.stands(pace), self._words.gettext("%(number)s a day gets you there", number=needed)]

    def stands(self, pace: Pace, *, exactly: bool = False) -> str:
        """Say how many days ahead or behind a goal is: whole ones, or exactly."""
        days = rounded(abs(pace.ahead_days))
        days = days if exactly else days.quantize(Decimal(1), ROUND_HALF_UP)
        number = self._words.number(days)
        if pace.state is PaceState.BEHIND:
            return self._words.ngettext("%(num)s day behind", "%(num)s days behind", _plural(days), num=number)
        if pace.state is PaceState.AHEAD:
            return self._words.ngettext("%(num)s day ahead", "%(num)s days ahead", _plural(days), num=number)
        return self._words.gettext("on track")

    def distance(self, pace: Pace, goal: Goal) -> str:
        """Say in its unit how far ahead or behind a goal is; of one on track in days as well."""
        amount, days = self.rounded(abs(pace.ahead), goal), rounded(abs(pace.ahead_days))
        if pace.state is not PaceState.ON_TRACK:
            return self._words.gettext("that is %(amount)s", amount=amount)
        number = self._words.number(days)
        told = self._words.ngettext("%(num)s day", "%(num)s days", _plural(days), num=number)
        if pace.ahead < 0:
            return self._words.gettext("%(amount)s behind, that is %(days)s", amount=amount, days=told)
        if pace.ahead > 0:
            return self._words.gettext("%(amount)s ahead, that is %(days)s", amount=amount, days=told)
        return self._words.gettext("where an even pace would be")

    def in_time(self, pace: Pace) -> str:
        """Say whether a forecast is in time; how many days after the deadline only as long as those are few."""
        if pace.in_time or pace.forecast_day is None:
            return self._words.gettext("forecast, in time")
        late = (pace.forecast_day - pace.way.deadline).days
        if late > _FEW_DAYS:
            return self._words.gettext("forecast, after the deadline")
        return self._words.ngettext(
            "forecast, %(num)s day after the deadline", "forecast, %(num)s days after the deadline", late
        )

    def rounded(self, number: Fraction, goal: Goal) -> str:
        """Say what was worked out, in two decimals, with the goal's unit."""
        return self._sentences.amount(rounded(number), goal)


def _plural(days: Decimal) -> int:
    """Give the number that decides between day and days: what is no whole number is more than one."""
    return int(days) if days == int(days) else 2
