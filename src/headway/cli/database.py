"""`headway migrate` and `headway doctor`: the database itself, for whoever runs this Headway."""

import os
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, TextColumn

from headway import clock
from headway.cli import asking, output, place, wording
from headway.cli.options import Json, Yes, commands
from headway.cli.output import RefusedError
from headway.cli.place import Place
from headway.edge.problems import camel
from headway.services import doctor as service
from headway.services import revisions, settings
from headway.services.doctor import Drift
from headway.storage.schema import NOTHING, Schema

app = commands()
migrate = commands("Bring the database's schema up to date, or back.")
app.add_typer(migrate, name="migrate")


@migrate.command()
def status(*, json: Json = False) -> None:
    """Show at which step the schema is, and which are still to take."""
    with place.opened(ensure=False) as here:
        found = Schema(here.database).status()
        behind = None if found.pending else revisions.count_behind(here.scopes)
    if json:
        output.show_json({**asdict(found), "accounts": behind})
        return
    output.say(f"The schema is at {found.revision or 'nothing yet'}.")
    for one in found.pending:
        output.say(f"To do: {one.revision} {one.title}")
    if behind:
        output.say(f"To do: the data of {wording.count(behind, 'account')}")
    if behind == 0:
        output.say("It is up to date.")


@migrate.command()
def up(*, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print the SQL.")] = False) -> None:
    """Bring schema and data up to date; an embedded database is copied beside itself first.

    Interrupted, it goes on where it was when it is run again.
    """
    with place.opened(ensure=False) as here:
        schema = Schema(here.database)
        pending = schema.status().pending
        if dry_run:
            output.say(schema.dry_run().rstrip() if pending else "-- There is nothing to do.")
            return
        copy = None
        if here.database.path is None:
            schema.upgrade()
        else:
            copy = schema.ensure(clock.now())
        for one in pending:
            output.say(f"Done: {one.revision} {one.title}")
        if accounts := _catch_up(here):
            output.say(f"Done: the data of {wording.count(accounts, 'account')}")
    if copy is not None:
        output.say(f"As it was before, it is in {copy}.")
    output.say("The schema is up to date.")


def _catch_up(here: Place) -> int:
    """Bring the data of every account up to date, and show how far that is; tell of how many."""
    columns = SpinnerColumn(), TextColumn("{task.completed} of {task.total} accounts brought up to date")
    with _progress(*columns) as progress:
        task = progress.add_task("", total=revisions.count_behind(here.scopes))
        place.catch_up(here.scopes, lambda: progress.advance(task))
        return int(progress.tasks[task].completed)


@migrate.command()
def down(
    to: Annotated[
        str | None, typer.Argument(metavar="REVISION", help="How far; one step unless given, base for all.")
    ] = None,
    *,
    yes: Yes = False,
) -> None:
    """Take steps of the schema back, with everything that was kept in them."""
    with place.opened(ensure=False) as here:
        schema = Schema(here.database)
        target = _target(schema, to)
        asking.confirm(f"Go back to {target}, and lose what was kept since?", yes=yes)
        schema.downgrade(target)
    output.say(f"The schema is at {target}.")


def _target(schema: Schema, said: str | None) -> str:
    """Choose the revision to go back to, which must be before the present one.

    Raises RefusedError.
    """
    steps = [NOTHING, *(one.revision for one in schema.history)]
    before = steps[: steps.index(schema.status().revision or NOTHING)]
    target = said or (before[-1] if before else "")
    if target not in before:
        possible = f"it can go back to {', '.join(before)}" if before else "there is nothing to take back"
        raise RefusedError(f"REVISION: {possible}.")
    return target


@app.command()
def doctor(
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Put right what is wrong.")] = False,
    json: Json = False,
) -> None:
    """Compute every cached value anew, and tell which are wrong."""
    with place.opened() as here:
        with here.scopes.visit(write=False) as visit:
            faults = service.faults(visit)
        checked, drift = _examine(here, repair=repair)
        warnings = settings.warnings(here.config, os.environ)
    if json:
        found = [{camel(name): value for name, value in asdict(one).items()} for one in drift]
        output.show_json({"checked": checked, "faults": faults, "drift": found, "warnings": warnings})
    else:
        _show(checked, faults, drift, warnings)
    if faults or not all(one.repaired for one in drift):
        raise typer.Exit(output.REFUSED)


def _examine(here: Place, *, repair: bool) -> tuple[int, list[Drift]]:
    """Go through everything batch by batch, and show how far that is to whoever looks."""
    checked: int = 0
    drift: list[Drift] = []
    with _progress(SpinnerColumn(), TextColumn("{task.completed} habits and goals checked")) as progress:
        task = progress.add_task("", total=None)
        for batch in service.examine(here.scopes, repair=repair):
            checked += batch.checked
            drift += batch.drift
            progress.advance(task, batch.checked)
    return checked, drift


def _progress(*columns: ProgressColumn) -> Progress:
    looked_at = Console(stderr=True)
    return Progress(*columns, console=looked_at, transient=True, disable=not looked_at.is_terminal)


def _show(checked: int, faults: list[str], drift: list[Drift], warnings: list[str]) -> None:
    for line in [*faults, *(f"Warning: {one}" for one in warnings)]:
        output.say(line)
    if drift:
        table = {
            "What": [one.what for one in drift],
            "Id": [str(one.id) for one in drift],
            "Field": [one.field for one in drift],
            "Kept": [one.kept for one in drift],
            "Should be": [one.right for one in drift],
            "": ["repaired" if one.repaired else "" for one in drift],
        }
        output.show(output.table(table, whole=["Id"]), "")
    wrong = sum(not one.repaired for one in drift)
    output.say(f"Checked {wording.count(checked, 'habit or goal', 'habits and goals')}.")
    if wrong:
        output.say(
            f"{wording.count(wrong, 'value is', 'values are')} wrong; headway doctor --repair puts that right."
        )
    elif not faults:
        output.say("Everything is as it should be." if not drift else "Everything is as it should be now.")
