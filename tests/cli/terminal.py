"""A terminal to run commands at, with somebody who answers."""

import os
import pty
import select
import subprocess
import sys

PATIENCE = 60
"""Seconds without a word after which whoever sits at the terminal gives up."""


def at_a_terminal(*words: str, answers: list[tuple[str, str]], columns: int = 200) -> str:
    """Run a command at a terminal, answer what it asks, and give everything that was seen there.

    A prompt stands there in full when it ends with ": "; what is typed before that, a prompt for a password
    throws away.
    """
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns)}
    command = [sys.executable, "-c", "from headway.cli.main import run; run()", *words]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as process:
        os.close(theirs)
        seen, answered = "", 0
        while piece := _read(ours):
            seen += piece
            if answers and answers[0][0] in seen[answered:] and seen.endswith(": "):
                answered = len(seen)
                os.write(ours, f"{answers.pop(0)[1]}\n".encode())
        process.kill()
    os.close(ours)
    assert not answers, seen
    return seen


def _read(terminal: int) -> str:
    """Read what there is; nothing once the other end is closed, or silent for too long."""
    if not select.select([terminal], [], [], PATIENCE)[0]:
        return ""
    try:
        return os.read(terminal, 65_536).decode()
    except OSError:
        return ""
