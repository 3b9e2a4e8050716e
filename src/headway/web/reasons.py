"""Reasons: why a streak stands as it does, in words and with its days."""

from datetime import date
from decimal import Decimal

from headway.domain.habits import Habit
from headway.domain.pauses import NO_PAUSES, PausedDays
from headway.domain.periods import Unit
from headway.domain.streaks import Gap, Streak
from headway.domain.targets import Target
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
        open_until = _undecided(words, streak, unit, today) or sentences.alive(streak, today)
        return " · ".join(part for part in (since, open_until, away) if part)
    gap = streak.broken_by(today)
    if gap is not None:
        target = habit.phase_on(gap.last_day).target
        if target is not None and target.is_summed:
            return _measured(words, gap, target, unit, today)
        return _broken(words, gap, unit, today)
    if habit.target is not None and habit.target.clean_unless_logged:
        return words.gettext("From here on each day counts by itself.")
    return _undecided(words, streak, unit, today) or _beginning(words, unit)


def _undecided(words: Words, streak: Streak, unit: Unit, today: date) -> str:
    """Say that a period counts only when it is over, of one that can still be exceeded."""
    if streak.undecided_until is None or today > streak.undecided_until:
        return ""
    if unit is Unit.WEEKS:
        return words.gettext("this week counts once it is over")
    if unit is Unit.MONTHS:
        return words.gettext("this month counts once it is over")
    day = Sentences(words).near(streak.undecided_until, today)
    return words.gettext("what is going on counts once %(day)s is over", day=day)


def _measured(words: Words, gap: Gap, target: Target, unit: Unit, today: date) -> str:
    """Say how much there was of what was asked for, or of what was not to be exceeded."""
    sentences, done = Sentences(words), Decimal(gap.done).scaleb(-2)
    first, last = (sentences.near(day, today) for day in (gap.first_day, gap.last_day))
    is_day = gap.first_day == gap.last_day
    if target.at_most and done <= target.target_amount:
        if is_day:
            return words.gettext("Nothing was recorded on %(day)s.", day=first)
        return words.gettext("From %(first)s to %(last)s nothing was recorded.", first=first, last=last)
    said = sentences.compared(done, target)
    if unit is Unit.WEEKS:
        return words.gettext("Week of %(day)s: %(said)s.", day=first, said=said)
    if not is_day and unit is not Unit.MONTHS:
        return words.gettext("%(first)s to %(last)s: %(said)s.", first=first, last=last, said=said)
    is_this_year = gap.first_day.year == today.year
    month = words.month(gap.first_day.month) if is_this_year else words.day(gap.first_day, "yMMMM")
    return words.gettext("%(day)s: %(said)s.", day=first if is_day else month, said=said)


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
