"""Reasons: why a streak stands as it does, in words and with its days."""

from datetime import date

from headway.domain.habits import Habit
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Unit
from headway.domain.streaks import Gap
from headway.web.pausing import Pausing
from headway.web.sentences import Sentences
from headway.web.words import Words


def reason(words: Words, habit: Habit, unit: Unit, today: date, paused: PausedDays = NO_PAUSES) -> str:
    """Say since when a streak is alive and until when, and what of it was paused; or what ended it.

    Where there was none it says how one begins.
    """
    streak, sentences = habit.streak, Sentences(words)
    if streak.current(today) and streak.since:
        since = words.gettext("since %(day)s", day=sentences.near(streak.since, today))
        away = Pausing(words).within(paused.touching(streak.since, today), today)
        return " · ".join(part for part in (since, sentences.alive(streak, today), away) if part)
    gap = streak.broken_by(today)
    if gap is not None:
        return _broken(words, gap, unit, today)
    return _beginning(words, unit)


def _beginning(words: Words, unit: Unit) -> str:
    match unit:
        case Unit.WEEKS:
            return words.gettext("A streak begins with the first week that is full.")
        case Unit.MONTHS:
            return words.gettext("A streak begins with the first month that is full.")
        case _:
            return words.gettext("A streak begins with the first time.")


def _broken(words: Words, gap: Gap, unit: Unit, today: date) -> str:
    first, last = (Sentences(words).near(day, today) for day in (gap.first_day, gap.last_day))
    facts = {"done": words.number(gap.done), "quota": words.number(gap.quota)}
    if unit is Unit.WEEKS:
        return words.gettext("The week of %(day)s had %(done)s of %(quota)s.", day=first, **facts)
    if unit is Unit.MONTHS:
        month = words.day(gap.first_day, "MMMM" if gap.first_day.year == today.year else "yMMMM")
        return words.gettext("%(month)s had %(done)s of %(quota)s.", month=month, **facts)
    if gap.first_day == gap.last_day:
        if gap.quota > 1:
            return words.gettext("%(day)s had %(done)s of %(quota)s.", day=first, **facts)
        return words.gettext("%(day)s was missed.", day=first)
    if gap.quota > 1:
        return words.gettext(
            "From %(first)s to %(last)s it was done %(done)s of %(quota)s times.", first=first, last=last, **facts
        )
    return words.gettext("From %(first)s to %(last)s it was not done.", first=first, last=last)
