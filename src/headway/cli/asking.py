"""Asking the person at the terminal, and taking no silence for an answer where there is none."""

import sys

import typer

from headway.cli.output import UsageError


def is_there() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Go on only if it is wanted: said before with --yes, or now.

    Raises UsageError where nobody can be asked, Abort for a no.
    """
    if yes:
        return
    if not is_there():
        raise UsageError("Nobody can be asked here; say --yes if it is really meant.")
    typer.confirm(question, abort=True)


def password(*, again: bool = True) -> str:
    """Take a password: asked for at a terminal, a new one `again`, else the first line of the standard input.

    Raises UsageError when there is none.
    """
    if is_there():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=again))
    said = sys.stdin.readline().rstrip("\r\n")
    if not said:
        raise UsageError("A password is needed: at a terminal, or as the first line of the standard input.")
    return said
