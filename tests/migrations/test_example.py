"""The example of a new column in docs/operations/migrations.md, done on a copy, works as the page says."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from headway.storage.database import Database
from tests.docs.markdown import ROOT, blocks
from tests.migrations.test_history import HISTORY, load

PAGE = ROOT / "docs" / "operations" / "migrations.md"
DRAFTED, FINISHED, REVISIONS = blocks(PAGE, "python")
NUMBER = f"{len(HISTORY) + 1:04}"
NAME = f"headway/storage/migrations/versions/{NUMBER}_add_descriptions_to_goals.py"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The source with every change that the page shows, but for the migration."""
    source = tmp_path_factory.mktemp("copy") / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for block in blocks(PAGE, "diff"):
        name, _, changes = block.partition("\n")
        path = source.parent / name
        text = path.read_text()
        for change in changes.split("@@\n"):
            lines = change.splitlines(keepends=True)
            before, after = ("".join(line[1:] for line in lines if line[0] in kinds) for kinds in (" -", " +"))
            assert text.count(before) == 1, f"{name} has this {text.count(before)} times:\n{before}"
            text = text.replace(before, after)
        path.write_text(text)
    return source


def run(copy: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.migrations.example", *words],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{copy}:{ROOT}"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def numbered(block):
    """Write a migration of the page with the numbers that it would have now."""
    now = {"0002": HISTORY[-1], "0003": NUMBER}
    return re.sub("|".join(now), lambda found: now[found[0]], block)


def test_the_draft_is_the_one_that_is_shown(copy):
    run(copy, "draft")
    drafted = (copy / NAME).read_text()
    (copy / NAME).unlink()
    assert drafted.rstrip() == numbered(DRAFTED).rstrip()


def test_the_finished_migration_goes_there_and_back_with_every_row_and_works(copy, address):
    (copy / NAME).write_text(numbered(FINISHED))
    with closing(Database(address)) as database:
        load(database, HISTORY[-1])
    run(copy, "try", address)


def test_the_revisions_that_are_shown_are_the_first_ones():
    source = (ROOT / "src" / "headway" / "services" / "revisions.py").read_text()
    assert REVISIONS.rstrip() in source
