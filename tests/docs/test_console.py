"""What the README and the quick start tell people to type, works, and prints what they show."""

import os
import shutil
import subprocess
import sys
from inspect import ismethod
from pathlib import Path

import pytest

from headway.client import Client
from tests.docs import console, demo
from tests.docs.markdown import ROOT, blocks, tables

README = ROOT / "README.md"
QUICK_START = ROOT / "docs" / "guide" / "quick-start.md"
SERVER = ROOT / "docs" / "guide" / "server.md"
CLIENT = ROOT / "docs" / "guide" / "client.md"

# The one that people have, where there is one, and ours, which is there everywhere.
CURLS = [console.OUR_CURL, *(Path(found) for found in [shutil.which("curl")] if found)]

NEXT_YEAR = {"2027-06-30": f"{console.today().year + 1}-06-30"}


@pytest.mark.parametrize("curl", CURLS, ids=lambda curl: curl.name)
def test_the_quick_start_does_what_it_says(curl, tmp_path):
    place = console.place(tmp_path, curl)
    with place.serving():
        place.run(console.steps(QUICK_START), NEXT_YEAR)


def test_the_readme_does_what_it_says(tmp_path):
    place = console.place(tmp_path, CURLS[-1])
    demo.backup(place.folder / "PATH" / "loop.db", console.today())
    with place.serving():
        place.run(console.steps(README), {})


def test_the_guide_to_a_server_does_what_it_says(tmp_path):
    place = console.place(tmp_path, CURLS[0])
    with place.serving():
        place.run(console.steps(SERVER), {})


def test_the_program_in_the_guide_prints_what_it_shows(tmp_path, served):
    (program,), (printed,) = blocks(CLIENT, "python"), blocks(CLIENT, "text")
    path = tmp_path / "program.py"
    path.write_text(program.replace(f"http://{console.ADDRESS}", served.address))
    environment = {**os.environ, "HEADWAY_TOKEN": served.newcomer().token}
    done = subprocess.run([sys.executable, path], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (printed, "")


def test_the_guide_lists_all_that_a_client_can_do():
    (listed,) = [table for table in tables(CLIENT) if table.columns == ("part", "methods")]
    client = Client("http://127.0.0.1:1", "made.up.token")
    parts = {"client": client} | {f"client.{name}": part for name, part in vars(client).items() if name[0] != "_"}
    there = {part: {name for name in dir(one) if _is_method(one, name)} for part, one in parts.items()}
    told = {row.cells["part"].strip("`"): row.cells["methods"].replace("`", "").split() for row in listed.rows}
    assert {part: set(names) for part, names in told.items()} == there


def _is_method(part: object, name: str) -> bool:
    return name[0] != "_" and ismethod(getattr(part, name))


def test_the_readme_begins_with_the_two_commands_that_make_knows():
    first = [line for line in blocks(README, "console")[0].splitlines() if line]
    assert first == ["$ make serve", "$ make test"]
    makefile = (ROOT / "Makefile").read_text()
    assert "\n\t@$(BIN)/headway serve\n" in makefile
    assert all(f"\n{line.removeprefix('$ make ')}: " in makefile for line in first)
