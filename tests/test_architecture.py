"""The house holds to its rules, and the rules bite: each is broken once on a copy, and seen to be caught."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import (
    FOREIGN,
    LONGEST_FUNCTION,
    OF_THE_SOURCE,
    OF_THE_TESTS,
    WITHOUT_OWNER,
    exceptions_give_their_reason,
    files_and_functions_are_short,
    nothing_is_called_vaguely,
    nothing_is_mocked_or_skipped,
    only_what_assembles_reads_the_clock,
    storage_functions_begin_with_their_owner,
    the_domain_imports_from_its_list,
    the_settings_import_from_their_list,
)

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


def run(tree, *command):
    """Run a checker over a tree as `make check` does, and give what it says."""
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("rule", OF_THE_SOURCE, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule):
    assert rule(ROOT / "src") == []


@pytest.mark.parametrize("rule", OF_THE_TESTS, ids=lambda rule: rule.__name__)
def test_the_tests_keep_the_rule(rule):
    assert rule(ROOT / "tests") == []


def test_whatever_is_excused_is_still_there():
    for place in WITHOUT_OWNER:
        path, _, function = place.partition(":")
        source = (ROOT / "src" / "headway" / path).read_text(encoding="utf-8")
        assert re.search(rf"def {function}\((self, )?tx\b", source)


def test_imports_keep_their_contracts():
    returned, said = run(ROOT, "lint-imports", "--no-cache")
    assert returned == 0, said


@pytest.fixture
def copy(tmp_path):
    """A copy of the tree, to break."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", *FOREIGN))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def append(tree, path, text):
    file = tree / "src" / "headway" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as end:
        end.write(f"\n{text}\n")


LONG_FUNCTION = "def f() -> None:\n" + "    print()\n" * LONGEST_FUNCTION
BREAKS = [
    ("domain/text.py", "import os", the_domain_imports_from_its_list, "headway/domain/text.py imports os"),
    ("domain/text.py", "def f():\n    import sqlalchemy", the_domain_imports_from_its_list, "sqlalchemy"),
    ("config.py", "from msgspec import json", the_settings_import_from_their_list, "msgspec"),
    (
        "storage/goals.py", "def f(tx, goal_id):\n    pass",
        storage_functions_begin_with_their_owner, "storage/goals.py:f(tx, goal_id)",
    ),
    (
        "storage/goals.py", "class A:\n    def f(self, tx):\n        pass",
        storage_functions_begin_with_their_owner, "storage/goals.py:f(self, tx)",
    ),
    ("services/goals.py", "from headway.clock import now", only_what_assembles_reads_the_clock, "goals"),
    ("services/goals.py", "from headway import clock", only_what_assembles_reads_the_clock, "goals"),
    ("services/goals.py", "\n" * 300, files_and_functions_are_short, "headway/services/goals.py has"),
    ("services/goals.py", LONG_FUNCTION, files_and_functions_are_short, "goals.py:f has 41 lines"),
    ("services/goal_utils.py", "", nothing_is_called_vaguely, "goal_utils.py"),
    ("domain/common/days.py", "", nothing_is_called_vaguely, "headway/domain/common"),
    ("domain/text.py", "import os  # noqa: F401", exceptions_give_their_reason, "# noqa: F401"),
    ("domain/text.py", "x = 1  # type: ignore", exceptions_give_their_reason, "# type: ignore"),
    ("test_x.py", "from unittest.mock import Mock", nothing_is_mocked_or_skipped, "unittest.mock"),
    ("test_x.py", "monkeypatch.setattr(clock, 'now', f)", nothing_is_mocked_or_skipped, "monkeypatch.setattr"),
    ("test_x.py", "@pytest.mark.skip\ndef test(): ...", nothing_is_mocked_or_skipped, "pytest.mark.skip"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "rule", "expected"), BREAKS)
def test_a_rule_of_ours_bites(copy, path, text, rule, expected):
    append(copy, path, text)
    found = rule(copy / "src")
    assert any(expected in one for one in found), found


def test_the_contracts_of_imports_bite(copy):
    append(copy, "domain/text.py", "from headway.storage import tables")
    append(copy, "services/goals.py", "def f():\n    from sqlalchemy import select")
    append(copy, "edge/problems.py", "import psycopg")
    append(copy, "services/habits.py", "import falcon")
    append(copy, "storage/goals.py", "import headway.clock")
    append(copy, "storage/types.py", "def f():\n    from headway.storage.tables import goals")
    append(copy, "extra.py", "")
    returned, said = run(copy, "lint-imports", "--no-cache")
    assert returned != 0
    for expected in (
        "Layers point one way BROKEN",
        "headway.domain is not allowed to import headway.storage",
        "headway.extra",
        "No cycles at any depth BROKEN",
        "Only storage speaks SQL BROKEN",
        "headway.services.goals -> sqlalchemy",
        "headway.edge.problems -> psycopg",
        "No web framework and no terminal below the edge BROKEN",
        "What is kept knows no clock BROKEN",
    ):
        assert expected in said, said


def test_the_linter_bites(copy):
    append(copy, "services/goals.py", "from datetime import date, datetime\nimport time, unittest.mock")
    append(
        copy,
        "services/goals.py",
        "def moment():\n    return datetime.now(), date.today(), time.time(), time.monotonic()",
    )
    append(
        copy, "services/goals.py", "def tangled(a):\n" + "".join(f"    if a == {n}: print({n})\n" for n in range(9))
    )
    returned, said = run(
        copy, "ruff", "check", "--no-cache", "--output-format=concise", "src/headway/services/goals.py"
    )
    assert returned != 0
    for expected in (
        *("`datetime.datetime.now` is banned", "`datetime.date.today` is banned", "`time.time` is banned"),
        *("`unittest.mock` is banned", "D103", "C901"),
    ):
        assert expected in said, said


def test_the_type_checker_bites(copy):
    append(copy, "services/paging.py", "def untyped(x):\n    return x\n\nwrong: int = 'text'")
    returned, said = run(copy, "mypy", "--cache-dir=/dev/null", "src/headway/services/paging.py")
    assert returned != 0
    assert "Function is missing a type annotation" in said
    assert "Incompatible types in assignment" in said
