"""Watches every statement: whoever's rows it touches, it must name their owner, for each table.

A statement that names `user_id` for one of its tables and not for another would ask every shard of a distributed
database, and might show one user what is another's. None is excused: whoever works on all accounts, like the
doctor, goes from one to the next.
"""

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import Engine, event

import headway
from headway.storage.tables import OWNED

SOURCE = Path(headway.__file__).parent

_NAMES = "|".join(sorted((table.name for table in OWNED), key=len, reverse=True))
_MENTION = re.compile(rf'(?<![\w."\'])(?<!\bAS )({_NAMES})(?![\w."\'])(?: AS (\w+))?')
_INSERT = re.compile(rf"\s*INSERT (?:OR \w+ )?INTO ({_NAMES}) \(([^)]*)\)")
_BOUND = r"(?:\?|:\w+|%\(\w+\)s)"


class AcrossUsersError(AssertionError):
    """A statement touches an owned table without saying whose rows."""


def unowned(statement: str) -> list[str]:
    """List the owned tables that a statement touches without `user_id =` a bound value."""
    inserted = _INSERT.match(statement)
    missing = [] if inserted is None or "user_id" in inserted.group(2).split(", ") else [inserted.group(1)]
    mentions = list(_MENTION.finditer(statement))[1 if inserted else 0 :]
    called = [match.group(2) or match.group(1) for match in mentions]
    for name in set(called):
        owned = len(re.findall(rf"(?<![\w.]){name}\.user_id = {_BOUND}", statement))
        missing += [name] * (called.count(name) - owned)
    return missing


def watch(engine: Engine) -> None:
    """Fail every statement of Headway's own that touches owned rows without naming their owner."""

    @event.listens_for(engine, "before_cursor_execute")
    def check(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        missing = unowned(statement)
        if missing and _is_ours(sys._getframe(1)):
            raise AcrossUsersError(f"{missing} without user_id: {statement}")


def _is_ours(frame: FrameType | None) -> bool:
    """Tell whether Headway runs the statement, and not a test."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(SOURCE):
            return True
        if "sqlalchemy" not in path.parts:
            return False
        frame = frame.f_back
    return False
