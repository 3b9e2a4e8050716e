"""Pauses: all of them, making and changing one, ending it and taking it back; and pausing days that are over."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from headway.domain.days import ONE_DAY, WeekStart, week_first_day
from headway.domain.errors import NotFoundError
from headway.domain.habits import Habit
from headway.domain.pauses import Pause, PauseDraft
from headway.services import habits, pauses
from headway.services.paging import Archived
from headway.services.scope import Scope
from headway.web.call import Call, Elsewhere, Page, Refused
from headway.web.pausing import Pausing
from headway.web.said import Deed, Said
from headway.web.words import Words

_MOST_HABITS = 1000
_A_PAGE = 60
_WEEK = timedelta(days=7)


class Days(StrEnum):
    """Days that are over, as people name them."""

    YESTERDAY = "YESTERDAY"
    LAST_WEEK = "LAST_WEEK"
    LAST_7_DAYS = "LAST_7_DAYS"
    OTHER = "OTHER"


def index(call: Call) -> Page:
    """List the pauses: those that go on, those to come, and those that are over; and offer to make up for days."""
    with call.scope() as scope:
        page = pauses.page(scope, after=_after(call), limit=_A_PAGE)
        titles = {one.id: one.title for one in _habits(scope)}
        today, week_start = scope.today, scope.user.week_start
    shown = [one for one in page.items if one.habit_id is None or one.habit_id in titles]
    return Page(
        "pauses.html",
        {
            "now": [one for one in shown if _goes_on(one, today)],
            "to_come": [one for one in reversed(shown) if one.first_day > today],
            "past": [one for one in shown if one.last_day is not None and one.last_day < today],
            "after": page.after and f"{page.after[0]}_{page.after[1]}",
            "titles": titles,
            "presets": _presets(today, week_start),
            "today": today,
        },
    )


def index_again(call: Call, _refused: Refused) -> Page:
    """Show the list once more, with the days that were refused."""
    return index(call)


def make_up(call: Call) -> Elsewhere:
    """Pause days that are over for all habits, and tell what became of the streaks."""
    form = call.form
    picked, reason, chosen = form.choice("days", Days) or Days.OTHER, form.text("reason"), call.chosen
    other = (form.needed_day("first_day"), form.needed_day("last_day")) if picked is Days.OTHER else None
    form.enforce()
    with call.scope(write=True) as scope:
        first, last = other or _presets(scope.today, scope.user.week_start)[picked]
        kept, longer = pauses.make_up(scope, PauseDraft(first, last, None, reason), chosen)
    count = (last - first).days + 1
    said = call.words.ngettext("%(num)s day for all habits", "%(num)s days for all habits", count)
    if longer:
        said = call.words.ngettext(
            "%(said)s; %(num)s streak goes on", "%(said)s; %(num)s streaks go on", longer, said=said
        )
    return Elsewhere("/pauses", Said(Deed.PAUSED, said, (str(kept.item.id),)))


def new(call: Call) -> Page:
    """Offer to make a pause, of the habit that was said or of all."""
    with call.scope() as scope:
        listed, today = _habits(scope), scope.today
    values = {"pause": None, "habits": _choices(listed, None), "wanted": call.query.get("habit", "")}
    return Page("pause.html", {**values, "today": today, "goes_on": False})


def create(call: Call) -> Elsewhere:
    """Make a pause."""
    draft, chosen = PauseDraft(**_said(call)), call.chosen
    with call.scope(write=True) as scope:
        kept = pauses.create(scope, draft, chosen).item
        name = _name(call.words, scope, kept)
    return Elsewhere("/pauses", Said(Deed.PAUSED, name, (str(kept.id),)))


def new_again(call: Call, _refused: Refused) -> Page:
    """Show the form once more, with what was typed."""
    return new(call)


def show(call: Call) -> Page:
    """Show a pause, to be changed, ended or taken back; that of a deleted habit is as little there as the habit."""
    with call.scope() as scope:
        pause = pauses.get(scope, call.id)
        if pause.habit_id is not None:
            habits.get(scope, pause.habit_id)
        listed, today = _habits(scope), scope.today
    values = {"pause": pause, "habits": _choices(listed, pause.habit_id), "wanted": ""}
    return Page("pause.html", {**values, "today": today, "goes_on": _goes_on(pause, today)})


def edit(call: Call) -> Elsewhere:
    """Change a pause."""
    changes = _said(call)
    with call.scope(write=True) as scope:
        before = pauses.get(scope, call.id)
        after = pauses.edit(scope, before.id, changes)
        title = _title(call.words, scope, after)
    return Elsewhere("/pauses", Said(Deed.PAUSE_CHANGED, title, (str(before.id),), _fields(before)))


def show_again(call: Call, _refused: Refused) -> Page:
    """Show the pause once more, with what was typed."""
    return show(call)


def end(call: Call) -> Elsewhere:
    """Let a pause end, so that today counts again."""
    with call.scope(write=True) as scope:
        before = pauses.get(scope, call.id)
        title, id_ = _title(call.words, scope, before), str(scope.new_id())
        left = pauses.end(scope, before.id)
    if left is None:
        return Elsewhere("/pauses", Said(Deed.PAUSE_DELETED, title, (), (("id", id_), *_fields(before))))
    return Elsewhere("/pauses", Said(Deed.PAUSE_ENDED, title, (str(before.id),), _fields(before)))


def delete(call: Call) -> Elsewhere:
    """Take a pause back, as if it had never been; it can be made again as it was."""
    with call.scope(write=True) as scope:
        gone = pauses.get(scope, call.id)
        title, id_ = _title(call.words, scope, gone), str(scope.new_id())
        pauses.remove(scope, gone.id)
    back = call.back("/pauses")
    said = Said(Deed.PAUSE_DELETED, title, (), (("id", id_), *_fields(gone)))
    return Elsewhere("/pauses" if back.startswith("/pauses") else back, said)


def _habits(scope: Scope) -> Sequence[Habit]:
    return habits.page(scope, archived=Archived.ALL, limit=_MOST_HABITS).items


def _choices(listed: Sequence[Habit], own: UUID | None) -> list[tuple[UUID, str]]:
    """List the habits that can be paused: those in use, and the one that is."""
    return [(one.id, one.title) for one in listed if one.archived_on is None or one.id == own]


def _goes_on(pause: Pause, today: date) -> bool:
    return pause.first_day <= today and (pause.last_day is None or pause.last_day >= today)


def _presets(today: date, week_start: WeekStart) -> Mapping[Days, tuple[date, date]]:
    """Tell which days are meant by a name."""
    week, yesterday = week_first_day(today, week_start), today - ONE_DAY
    return {
        Days.YESTERDAY: (yesterday, yesterday),
        Days.LAST_WEEK: (week - _WEEK, week - ONE_DAY),
        Days.LAST_7_DAYS: (today - _WEEK, yesterday),
    }


def _said(call: Call) -> dict[str, Any]:
    """Read what a form says of a pause."""
    form = call.form
    said = {
        "habit_id": form.id("habit_id"),
        "first_day": form.needed_day("first_day"),
        "last_day": form.day("last_day"),
        "reason": form.text("reason"),
    }
    form.enforce()
    return said


def _fields(pause: Pause) -> tuple[tuple[str, str], ...]:
    """Give what a form sends to have a pause as it is."""
    said = (
        ("habit_id", pause.habit_id),
        ("first_day", pause.first_day),
        ("last_day", pause.last_day),
        ("reason", pause.reason),
    )
    return tuple((name, str(value)) for name, value in said if value is not None)


def _title(words: Words, scope: Scope, pause: Pause) -> str:
    if pause.habit_id is None:
        return words.gettext("All habits")
    return habits.get(scope, pause.habit_id).title


def _name(words: Words, scope: Scope, pause: Pause) -> str:
    title = _title(words, scope, pause)
    days = Pausing(words).span(pause.first_day, pause.last_day, scope.today)
    return words.gettext("%(title)s, %(days)s", title=title, days=days)


def _after(call: Call) -> tuple[date, UUID] | None:
    """Read after which pause the list goes on. Raises NotFoundError for what is no such place."""
    said = call.query.get("after")
    if not said:
        return None
    try:
        day, id_ = said.split("_")
        return date.fromisoformat(day), UUID(id_)
    except ValueError:
        raise NotFoundError("page") from None
