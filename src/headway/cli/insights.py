"""`headway review`: looking back on a week, a month, a quarter, a year, or any days."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

from headway.api.wire.insights import GoalInsight, HabitInsight, Insights
from headway.cli import output, reading, wording
from headway.cli.options import Json, On, Server, commands
from headway.cli.tracker import tracker
from headway.domain.insights.spans import SpanDraft, SpanKind

if TYPE_CHECKING:
    from rich.table import Table

app = commands()


def _of(span: str) -> Any:
    return typer.Option(f"--{span}", help=f"The {span} of the day.")


def _end(name: str, told: str) -> Any:
    return typer.Option(name, parser=reading.day, metavar="YYYY-MM-DD", help=told)


Week = Annotated[bool, _of("week")]
Month = Annotated[bool, _of("month")]
Quarter = Annotated[bool, _of("quarter")]
Year = Annotated[bool, _of("year")]
From = Annotated[date | None, _end("--from", "The first of any days.")]
To = Annotated[date | None, _end("--to", "The last of any days; today unless given.")]


@app.command("review")
def show(  # noqa: PLR0913 -- they are its options
    on: On = None,
    first: From = None,
    last: To = None,
    server: Server = None,
    *,
    week: Week = False,
    month: Month = False,
    quarter: Quarter = False,
    year: Year = False,
    json: Json = False,
) -> None:
    """Look back on a week, month, quarter, year or any days."""
    chosen = {SpanKind.WEEK: week, SpanKind.MONTH: month, SpanKind.QUARTER: quarter, SpanKind.YEAR: year}
    kinds = [kind for kind, is_chosen in chosen.items() if is_chosen]
    if first or last:
        kinds.append(SpanKind.CUSTOM)
    if len(kinds) > 1:
        raise output.UsageError("One of --week, --month, --quarter and --year, or --from and --to.")
    draft = SpanDraft(kinds[0] if kinds else SpanKind.WEEK, on, first, last)
    with tracker(server) as mine, output.named({"date": "--date", "from": "--from", "to": "--to"}):
        found = mine.insights(draft)
    if json:
        output.show_json(found)
    else:
        _show(found)


def _show(found: Insights) -> None:
    seen, totals = found.seen, found.totals
    output.show(output.bold(f"{wording.day(seen.first_day)} to {wording.day(seen.until)}"))
    output.say(f"Compared with {wording.day(found.before.first_day)} to {wording.day(found.before.until)}.")
    if not (found.habits or found.goals or found.counters):
        output.say("", "Nothing was tracked in these days.")
        return
    output.say("", f"Done {wording.count(totals.times, 'time')}{_told(totals.rate, found.totals_before.rate)}.")
    if found.habits:
        output.show("", _habits(found.habits))
    if found.goals:
        output.show("", _goals(found.goals))
    if found.counters:
        output.show("", _counters(found.counters))


def _told(rate: float | None, before: float | None) -> str:
    if rate is None:
        return ""
    held = "" if before is None else f" (before: {before:.0%})"
    return f", kept {rate:.0%} of what was asked{held}"


def _habits(habits: Sequence[HabitInsight]) -> "Table":
    return output.table(
        {
            "Habit": [one.title for one in habits],
            "Kept": [_share(one.rate) for one in habits],
            "Before": [_share(one.before.rate if one.before else None) for one in habits],
            "Periods": [f"{one.met}/{one.met + one.missed}" if one.met + one.missed else "" for one in habits],
            "Times": [str(one.times) for one in habits],
            "Sum": [_amount(one.amount, one.unit) for one in habits],
            "Streak": [wording.streak(one.streak, one.streak_unit) for one in habits],
            "Longest": [
                wording.streak(one.longest_run.length, one.longest_run.unit) if one.longest_run else ""
                for one in habits
            ],
        },
        right=["Kept", "Before", "Periods", "Times", "Sum"],
    )


def _share(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.0%}"


def _amount(amount: Decimal | None, unit: str | None) -> str:
    return "" if amount is None or unit is None else wording.amount(amount, unit)


def _goals(goals: Sequence[GoalInsight]) -> "Table":
    return output.table(
        {
            "Goal": [one.title for one in goals],
            "Came to it": [wording.amount(one.total, one.unit) for one in goals],
            "Before": [wording.amount(one.before.total, one.unit) if one.before else "" for one in goals],
            "Then": [wording.amount(one.value, one.unit) for one in goals],
            "": ["reached" if one.reached else "" for one in goals],
        },
        right=["Came to it", "Before", "Then"],
    )


def _counters(counters: Sequence[GoalInsight]) -> "Table":
    return output.table(
        {
            "Counter": [one.title for one in counters],
            "Clean days": ["" if one.clean_days is None else str(one.clean_days) for one in counters],
            "Came to it": [
                wording.amount(one.total, one.unit) if one.clean_days is None else "" for one in counters
            ],
            "Resets": [str(one.resets) if one.resets else "" for one in counters],
            "Slips": [str(one.slips) if one.slips else "" for one in counters],
            "Then": [wording.amount(one.value, one.unit) for one in counters],
        },
        right=["Clean days", "Came to it", "Resets", "Slips", "Then"],
    )
