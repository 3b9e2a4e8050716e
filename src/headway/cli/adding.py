"""`headway add habit` and `headway add goal`."""

import json as json_text
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer
from msgspec import UNSET

from headway.api.wire.goals import NewCounter, NewGoal, NewTargetGoal
from headway.api.wire.habits import Habit, NewHabit
from headway.cli import measures, output, reading
from headway.cli.options import Json, Server, commands
from headway.cli.output import UsageError
from headway.cli.tracker import tracker
from headway.domain.frequencies import FrequencyType
from headway.domain.targets import NOTHING_AT_ALL, AmountPer, Direction

app = commands()
add = commands("Add a habit, a goal or a counter.")
app.add_typer(add, name="add")

Title = Annotated[str, typer.Argument(metavar="TITLE", help="What to call it.")]
Days = Annotated[
    str | None, typer.Option("--on", metavar="MON,WED,…", help="With --weekly, or alone: on these days.")
]
Unit = Annotated[str | None, typer.Option("--unit", help="Of what: l, km, minutes, pages …")]
PerPeriod = Annotated[bool, typer.Option("--per-period", help="So much in the whole week or month.")]
Clean = Annotated[bool, typer.Option("--clean", help="With --at-most: days without a record are good days.")]
Frequency = tuple[str, dict[str, Any]]


def _day_option(name: str, told: str) -> Any:
    return typer.Option(name, parser=reading.day, metavar="YYYY-MM-DD", help=told)


def _amount_option(name: str, told: str) -> Any:
    return typer.Option(name, parser=reading.amount, metavar="AMOUNT", help=told)


@add.command()
def habit(  # noqa: PLR0913 -- an option each
    title: Title,
    server: Server = None,
    *,
    daily: Annotated[bool, typer.Option("--daily", help="Every day; so it is if nothing else is said.")] = False,
    times_a_day: Annotated[
        int | None, typer.Option(metavar="N", help="So many times a day, each with its time.")
    ] = None,
    weekly: Annotated[int | None, typer.Option(metavar="N", help="So many times a week.")] = None,
    on: Days = None,
    every: Annotated[int | None, typer.Option(metavar="N", help="At most so many days apart.")] = None,
    start: Annotated[date | None, _day_option("--from", "With --every: in fixed steps from this day.")] = None,
    monthly: Annotated[int | None, typer.Option(metavar="N", help="So many times a month.")] = None,
    config: Annotated[str | None, typer.Option(metavar="JSON", help="Any other frequency, as in the API.")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="With --config: of this type.")] = None,
    unit: Unit = None,
    target: Annotated[Decimal | None, _amount_option("--target", "At least so much, of --unit.")] = None,
    at_most: Annotated[Decimal | None, _amount_option("--at-most", "At most so much, of --unit.")] = None,
    per_period: PerPeriod = False,
    clean: Clean = False,
    json: Json = False,
) -> None:
    """Add a habit."""
    asked = _target(unit, target, at_most, per_period=per_period, clean=clean)
    said = [
        _daily(times_a_day) if daily or times_a_day is not None else None,
        _weekly(weekly, on) if weekly is not None or on is not None else None,
        _interval(every, start) if every is not None or start is not None else None,
        ("MONTHLY", {"timesPerMonth": monthly}) if monthly is not None else None,
        _other(kind, config) if config is not None or kind is not None else None,
    ]
    chosen = [one for one in said if one] or [_daily(None)]
    if len(chosen) > 1:
        raise UsageError("A habit has one frequency: --daily, --weekly, --every, --monthly or --config.")
    options = _OPTIONS if config is None else _CONFIG_OPTIONS
    added = _add_habit(server, title, chosen[0], asked, options | _TARGET_OPTIONS)
    if json:
        output.show_json(added)
    else:
        output.say(f"Added: {added.title}, {measures.asked(added)}")


def _target(
    unit: str | None, target: Decimal | None, at_most: Decimal | None, *, per_period: bool, clean: bool
) -> dict[str, Any]:
    """Read how much; at most 0 leaves room for nothing."""
    if target is None and at_most is None:
        if unit is not None or per_period or clean:
            raise UsageError("--unit, --per-period and --clean go with --target or --at-most.")
        return {}
    if target is not None and at_most is not None:
        raise UsageError("A habit has one target: --target or --at-most.")
    if unit is None:
        raise UsageError("--unit says of what: l, km, minutes, pages …")
    return {
        "unit": unit,
        "target_amount": target if at_most is None else at_most or NOTHING_AT_ALL,
        "direction": Direction.AT_LEAST if at_most is None else Direction.AT_MOST,
        "amount_per": AmountPer.PERIOD if per_period else AmountPer.DAY,
        "clean_unless_logged": clean,
    }


def _add_habit(
    server: str | None, title: str, frequency: Frequency, asked: Mapping[str, Any], options: Mapping[str, str]
) -> Habit:
    kind, config = frequency
    if kind not in list(FrequencyType):
        raise UsageError(f"--type is one of {', '.join(FrequencyType)}.")
    new = NewHabit(title=title, frequency_type=FrequencyType(kind), frequency_config=config, **asked)
    with tracker(server) as mine, output.named(options):
        return mine.add_habit(new)


def _daily(times: int | None) -> Frequency:
    several = {} if times is None else {"timesPerDay": times}
    return "DAILY", {"allowMultiplePerDay": times is not None, **several}


def _weekly(times: int | None, on: str | None) -> Frequency:
    if on is None:
        return "WEEKLY", {"timesPerWeek": times}
    days = reading.weekdays(on)
    return "WEEKLY", {"timesPerWeek": len(days) if times is None else times, "specificDays": days}


def _interval(days: int | None, start: date | None) -> Frequency:
    if days is None:
        raise UsageError("--from goes with --every.")
    fixed = {} if start is None else {"anchor": "SCHEDULE", "startDate": start.isoformat()}
    return "CUSTOM_INTERVAL", {"intervalDays": days, **fixed}


def _other(kind: str | None, text: str | None) -> Frequency:
    if text is None:
        raise UsageError("--type goes with --config.")
    try:
        config = json_text.loads(text)
    except (ValueError, RecursionError):
        config = None
    if not isinstance(config, dict):
        raise UsageError('--config is a JSON object, for instance {"pattern": "WEEKDAYS_ONLY", "rules": {}}.')
    if kind is None and "pattern" not in config:
        raise UsageError("--config without a pattern needs --type.")
    return (kind or "ADVANCED").upper(), config


_OPTIONS = {
    "title": "TITLE",
    "frequency_config.timesPerDay": "--times-a-day",
    "frequency_config.timesPerWeek": "--weekly",
    "frequency_config.specificDays": "--on",
    "frequency_config.intervalDays": "--every",
    "frequency_config.startDate": "--from",
    "frequency_config.timesPerMonth": "--monthly",
}
_CONFIG_OPTIONS = {"title": "TITLE", "frequency_config": "--config"}
_TARGET_OPTIONS = {
    "unit": "--unit",
    "target_amount": "--target or --at-most",
    "direction": "--at-most",
    "amount_per": "--per-period",
    "clean_unless_logged": "--clean",
}
_GOAL_OPTIONS = {
    "title": "TITLE",
    "unit": "--unit",
    "target_value": "--target",
    "deadline": "--deadline",
    "start_date": "--since",
    "current_value": "--value",
    "counts_days": "--counts-days",
    "saved_per_day": "--saved-per-day",
    "saved_unit": "--saved-unit",
}


@add.command()
def goal(  # noqa: PLR0913 -- an option each
    title: Title,
    server: Server = None,
    *,
    target: Annotated[Decimal | None, _amount_option("--target", "What to reach.")] = None,
    deadline: Annotated[date | None, _day_option("--deadline", "By when.")] = None,
    unit: Annotated[str | None, typer.Option(help="Of what: EUR, km, books …")] = None,
    since: Annotated[date | None, _day_option("--since", "When it began.")] = None,
    value: Annotated[Decimal | None, _amount_option("--value", "What there is already.")] = None,
    counter: Annotated[bool, typer.Option("--counter", help="A counter, without target and deadline.")] = False,
    counts_days: Annotated[
        bool, typer.Option("--counts-days", help="A counter of days that runs by itself.")
    ] = False,
    saved_per_day: Annotated[
        Decimal | None, _amount_option("--saved-per-day", "With --counts-days: what each day saves.")
    ] = None,
    saved_unit: Annotated[
        str | None, typer.Option("--saved-unit", help="With --saved-per-day: of what, EUR or minutes …")
    ] = None,
    json: Json = False,
) -> None:
    """Add a goal with a target, or a counter."""
    if counter or counts_days:
        if target is not None or deadline is not None:
            raise UsageError("A counter has no --target and no --deadline.")
    elif target is None or deadline is None:
        raise UsageError("A goal needs --target and --deadline; a counter is made with --counter.")
    if not counts_days and (saved_per_day is not None or saved_unit is not None):
        raise UsageError("--saved-per-day and --saved-unit go with --counts-days.")
    with tracker(server) as mine, output.named(_GOAL_OPTIONS):
        if counts_days and since is None:
            since = mine.today().today
        new = _goal(title, target, deadline, unit, since, value, counts_days=counts_days)
        if isinstance(new, NewCounter):
            new.saved_per_day, new.saved_unit = saved_per_day, saved_unit
        added = mine.add_goal(new)
    if json:
        output.show_json(added)
    else:
        output.say(f"Added: {added.title}")


def _goal(
    title: str,
    target: Decimal | None,
    deadline: date | None,
    unit: str | None,
    since: date | None,
    value: Decimal | None,
    *,
    counts_days: bool,
) -> NewGoal:
    if unit is None and not counts_days:
        raise UsageError("--unit says of what: EUR, km, books …")
    said: dict[str, Any] = {
        "title": title,
        "unit": unit or "days",
        "start_date": since,
        "current_value": UNSET if value is None else value,
    }
    if target is None or deadline is None:
        return NewCounter(**said, counts_days=counts_days)
    return NewTargetGoal(**said, target_value=target, deadline=deadline)
