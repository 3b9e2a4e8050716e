"""`headway pauses`, `pause` and `unpause`, `skip` and `unskip`."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from headway.api.wire.pauses import Pause, Pauses
from headway.cli import output, reading, wording
from headway.cli.finding import any_habit
from headway.cli.options import Json, On, Server, commands
from headway.cli.tracker import Tracker, tracker

app = commands()

_ALL = "all habits"
Name = Annotated[str, typer.Argument(metavar="HABIT", help="Its title, how the title begins, or its id.")]
_OPTIONS = {"first_day": "--from", "last_day": "--to", "reason": "--reason", "habit_id": "HABIT"}


@app.command("pauses")
def index(server: Server = None, *, json: Json = False) -> None:
    """List the pauses."""
    with tracker(server) as mine:
        pauses = mine.pauses()
        titles = {} if json else _titles(mine, pauses)
    if json:
        output.show_json(Pauses(items=list(pauses), next_cursor=None))
    elif pauses:
        _show(pauses, titles)
    else:
        output.say("No pauses here.")


@app.command()
def pause(
    habit: Annotated[
        str | None, typer.Argument(metavar="HABIT", help="Its title, its beginning or its id; all unless given.")
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=reading.day, metavar="YYYY-MM-DD", help="Its first day; today unless given."),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=reading.day, metavar="YYYY-MM-DD", help="Its last day; no end unless given."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    server: Server = None,
    *,
    json: Json = False,
) -> None:
    """Pause a habit, or all of them.

    Days that are paused neither add to a streak nor break it.
    """
    with tracker(server) as mine, output.named(_OPTIONS):
        found = None if habit is None else any_habit(mine, habit)
        made = mine.pause(found.id if found else None, first, last, reason)
    if json:
        output.show_json(made)
    else:
        output.say(f"Paused: {found.title if found else _ALL}, {_span(made)}.")


@app.command()
def unpause(
    id_: Annotated[UUID, typer.Argument(metavar="ID", parser=reading.id_, help="Of headway pauses.")],
    server: Server = None,
) -> None:
    """Take a pause back.

    It is as if it had never been.
    """
    with tracker(server) as mine:
        gone = mine.unpause(id_)
        titles = _titles(mine, [gone])
    output.say(f"Not paused any more: {_title(gone, titles)}, {_span(gone)}.")


@app.command()
def skip(
    habit: Name,
    on: On = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    server: Server = None,
    *,
    json: Json = False,
) -> None:
    """Skip a day of a habit.

    It neither adds to the streak nor breaks it, as with a pause of one day, which it is.
    """
    with tracker(server) as mine, output.named({"first_day": "--date", "reason": "--reason"}):
        found = any_habit(mine, habit)
        made = mine.skip(found.id, on, reason)
    if json:
        output.show_json(made)
    else:
        output.say(f"Skipped: {found.title}, {_span(made)}.")


@app.command()
def unskip(habit: Name, on: On = None, server: Server = None) -> None:
    """Take the skip of a day back."""
    with tracker(server) as mine:
        found = any_habit(mine, habit)
        gone = mine.unskip(found.id, on)
    if gone is None:
        output.say(f"{found.title}: nothing was skipped{f' on {wording.day(on)}' if on else ' today'}.")
    else:
        output.say(f"Not skipped any more: {found.title}, {_span(gone)}.")


def _titles(mine: Tracker, pauses: Sequence[Pause]) -> dict[UUID, str]:
    """Give the titles of the habits that are paused."""
    if all(one.habit_id is None for one in pauses):
        return {}
    return {one.id: one.title for one in [*mine.habits(), *mine.habits(archived=True)]}


def _show(pauses: Sequence[Pause], titles: dict[UUID, str]) -> None:
    table = {
        "Paused": [_title(one, titles) for one in pauses],
        "From": [str(one.first_day) for one in pauses],
        "To": [str(one.last_day or "no end") for one in pauses],
        "Why": [" ".join((one.reason or "").split()) for one in pauses],
        "Id": [str(one.id) for one in pauses],
    }
    output.show(output.table(table, whole=["Id"]))


def _title(pause: Pause, titles: dict[UUID, str]) -> str:
    return _ALL if pause.habit_id is None else titles.get(pause.habit_id, "a deleted habit")


def _span(pause: Pause) -> str:
    first = wording.day(pause.first_day)
    if pause.last_day is None:
        return f"from {first} on"
    return first if pause.last_day == pause.first_day else f"{first} to {wording.day(pause.last_day)}"
