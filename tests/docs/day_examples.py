"""The examples about days, weeks and names: what a row asks the domain, and how the answer is written."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from headway.domain import days, skips
from headway.domain.categories import name_key
from headway.domain.days import WeekStart
from headway.domain.errors import ConflictError, Findings
from tests.docs import notation as say

Cells = dict[str, str]


def todays(cells: Cells) -> Cells:
    """Tell what the clock shows at a moment, and which day it is."""
    zone, start = ZoneInfo(cells["zone"]), time.fromisoformat(cells["day start"])
    moment = datetime.strptime(cells["moment"], "%Y-%m-%d %H:%M UTC").replace(tzinfo=UTC)
    here = moment.astimezone(zone)
    return {
        "the clock there": f"{say.tell_day(here.date())} {here:%H:%M}",
        "today": say.tell_day(days.today(moment, zone, start.hour * 60 + start.minute)),
    }


def recordings(cells: Cells) -> Cells:
    """Tell whether a day can be recorded."""
    findings = Findings()
    days.check_recordable(findings, "day", say.day(cells["you record"]), say.day(cells["it is"]))
    return {"answer": " ".join(f"`{one.code}`" for one in findings.broken) or "recorded"}


def weeks(cells: Cells) -> Cells:
    """Tell the week of a day."""
    first = days.week_first_day(say.day(cells["day"]), WeekStart(cells["weeks begin"]))
    return {"week": say.tell_span(first, date.fromordinal(first.toordinal() + 6))}


def skipped(cells: Cells) -> Cells:
    """Tell whether one more day of a month can be skipped."""
    limit = None if cells["skips a month"] == say.NOTHING else int(cells["skips a month"])
    skipped, day = say.days(cells["skipped"]), say.day(cells["one more"])
    try:
        skips.require_left(limit, skipped, day)
    except ConflictError:
        here = skips.budget(limit, skipped, day)
        return {"answer": "refused", "renews on": say.tell_day(here.renews_on if here else None)}
    return {"answer": "skipped", "renews on": ""}


def names(cells: Cells) -> Cells:
    """Tell whether two categories of one user could not both be called so."""
    one, other = (name_key(cells[column].strip("`")) for column in ("one name", "another name"))
    return {"the same": say.tell_yes(one == other)}
