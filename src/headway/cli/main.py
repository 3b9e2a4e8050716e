"""The command `headway`: its commands, loaded when they are asked for, and how it ends.

It exits with 0 when done, 1 when refused, 2 when used wrongly, 3 when the server cannot be reached.
"""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_group

from headway.cli.ending import end

_COMMANDS = {
    "today": ("today", "Show what a day asks for: habits, goals and counters."),
    "done": ("habits", "Record that a habit was done, or how much of it."),
    "undo": ("habits", "Take back what was recorded for a habit."),
    "habits": ("habits", "List the habits with their streaks."),
    "phases": ("habits", "Show since when a habit asks for what, the oldest first."),
    "goals": ("goals", "List the goals and counters."),
    "log": ("goals", "Record progress towards a goal, or a step of a counter."),
    "slip": ("counters", "Record a slip of a counter, which counts on."),
    "reset": ("counters", "Let a counter, or a goal, begin anew; nothing of before is lost."),
    "runs": ("counters", "Show how a counter has run, what remains and what is next."),
    "review": ("insights", "Look back on a week, month, quarter, year or any days."),
    "add": ("adding", "Add a habit, a goal or a counter."),
    "pauses": ("pauses", "List the pauses."),
    "pause": ("pauses", "Pause a habit, or all of them."),
    "unpause": ("pauses", "Take a pause back."),
    "skip": ("pauses", "Skip a day of a habit."),
    "unskip": ("pauses", "Take the skip of a day back."),
    "import": ("importing", "Bring in what another tracker kept."),
    "login": (
        "login",
        "Let commands work on a server.",
    ),
    "logout": ("login", "Let commands work on the embedded database again."),
    "serve": ("serving", "Start the server, and say where it is."),
    "settings": ("serving", "Show every setting, where it comes from and what it means."),
    "user": ("users", "Make and manage accounts."),
    "migrate": ("database", "Bring the database's schema up to date, or back."),
    "doctor": ("database", "Compute every cached value anew, and tell which are wrong."),
}
"""Every command: the module of this package that holds it, and what it does, told without loading it."""


class _Commands(TyperGroup):
    """Commands that are loaded one by one, and whose refusals are told in words, never as tracebacks."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None if there is none of this name."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"headway.cli.{_COMMANDS[cmd_name][0]}")
        return get_group(module.app).commands[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Tell what each command does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in _COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:
        """Run a command, and end as its failure asks for."""
        try:
            return super().invoke(ctx)
        except (TyperException, typer.Exit, typer.Abort):
            raise  # typer's own way to end
        except Exception as error:
            code = end(error)
            if code is None:
                raise
            raise typer.Exit(code) from None


app = typer.Typer(
    name="headway",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def headway() -> None:
    """Keep track of goals, counters and habits."""


def run() -> None:
    """Run the command of this process."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # not every terminal knows every letter
    app()
