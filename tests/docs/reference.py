"""Writes what docs/reference can have from the code itself: the settings, the commands, and the problems.

make docs   # python -m tests.docs.reference
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from headway import config
from headway.cli.main import app
from headway.edge.problems import KINDS, RULES
from tests.docs.markdown import ROOT

SETTINGS = ROOT / "docs" / "reference" / "settings.md"
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
PROBLEMS = ROOT / "docs" / "reference" / "problems.md"

_WRITTEN = re.compile(r"(<!-- written by make docs -->\n).*?(<!-- until here -->)", re.DOTALL)


def renewed(page: Path) -> str:
    """Give a page with its written part anew."""
    written = WRITTEN[page]()
    kept, times = _WRITTEN.subn(lambda found: f"{found[1]}\n{written}\n{found[2]}", page.read_text())
    assert times == 1, f"{page} has {times} places to write to"
    return kept


def settings() -> str:
    """Write the table of settings."""
    lines = ["| name | in `headway.toml` | default | meaning |", "|---|---|---|---|"]
    for one in config.SETTINGS:
        in_file = "" if one.field == "data_dir" else f"`{one.field}`"
        default = one.default_told or (f"`{one.default}`" if one.default else "none")
        lines.append(f"| `{one.name}` | {in_file} | {default} | {one.meaning} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """Write a section for every command."""
    return "\n".join("\n".join(_section(command, words)) for words, command in every_command())


def problems() -> str:
    """Write the tables of what a request can be told, and of the rules that it can break."""
    requests = ["| code | status | `type` | title | when, and what to do | with |", "|---|---|---|---|---|---|"]
    for kind in sorted(KINDS.values(), key=lambda kind: kind.status):
        told = ", ".join(f"`{name}`" for name in kind.told)
        requests.append(
            f"| `{kind.code}` | {kind.status} | `{kind.type}` | {kind.title} | {kind.meaning} | {told} |"
        )
    rules = ["| code | title | when | with |", "|---|---|---|---|"]
    for rule in RULES:
        told = ", ".join(f"`{name}`" for name in rule.told)
        rules.append(f"| `{rule}` | {rule.title} | {rule.meaning} | {told} |")
    return (
        "\n".join(["## What a whole request can be told", "", *requests, "", "## Single rules", "", *rules]) + "\n"
    )


def every_command() -> Iterator[tuple[str, Any]]:
    """Go through all commands, with the words that call them."""
    yield from _below(typer.main.get_command(app), "headway")


def _below(command: Any, words: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(command, TyperGroup):
        yield words, command
        return
    for name in command.list_commands(None):  # type: ignore[arg-type] # our groups look at no context
        yield from _below(command.get_command(None, name), f"{words} {name}")  # type: ignore[arg-type] # as above


def _section(command: Any, words: str) -> Iterator[str]:
    parameters = [one for one in command.params if not one.hidden]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    called = [words, *map(_argument, arguments), *(["[OPTIONS]"] if options else [])]
    yield from (f"## `{' '.join(called)}`", "", _line(command.help), "")
    if parameters:
        yield from ("| | |", "|---|---|")
        yield from (f"| `{_argument(one)}` | {_line(one.help)} |" for one in arguments)
        yield from (f"| `{_option(one)}` | {_line(one.help)} |" for one in options)
        yield ""


def _argument(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    return name if argument.required else f"[{name}]"


def _option(option: Any) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {option.metavar or option.opts[0].strip('-').upper()}"


def _line(said: str | None) -> str:
    return " ".join((said or "").split()).replace("|", r"\|")


WRITTEN = {SETTINGS: settings, COMMANDS: commands, PROBLEMS: problems}

if __name__ == "__main__":
    for each in WRITTEN:
        each.write_text(renewed(each))
