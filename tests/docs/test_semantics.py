"""Every example in docs/semantics is what happens: the tables are read from the pages and run."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from headway.domain.frequencies import PATTERNS, PLAIN, FrequencyType
from tests.cast import NOW
from tests.docs import (
    amount_examples,
    completion_examples,
    counter_examples,
    day_examples,
    goal_examples,
    habit_examples,
    insight_examples,
    strength_examples,
)
from tests.docs.markdown import ROOT, Row, Table, tables

PAGES = ROOT / "docs" / "semantics"

Run = Callable[[dict[str, str]], dict[str, str]]

EXAMPLES: dict[tuple[str, ...], Run] = {
    ("frequency", "done", "current"): habit_examples.streaks,
    ("frequency", "done", "due"): habit_examples.dues,
    ("frequency", "on", "done on the day"): habit_examples.strips,
    ("frequency", "on", "period"): habit_examples.periods,
    ("frequency", "on", "quota", "paused"): habit_examples.periods,
    ("frequency", "refused"): habit_examples.refusals,
    ("frequency", "kept"): habit_examples.settled,
    ("target", "amounts", "current"): amount_examples.streaks,
    ("frequency", "target", "answer"): amount_examples.targets,
    ("at first", "then", "done", "current"): amount_examples.changes,
    ("Loop: times", "becomes"): habit_examples.imported,
    ("frequency", "done", "strength"): strength_examples.grown,
    ("frequency", "cycle", "asked for"): strength_examples.cycles,
    ("recorded", "by weekday"): strength_examples.counted,
    ("zone", "moment", "today"): day_examples.todays,
    ("it is", "you record", "answer"): day_examples.recordings,
    ("day", "weeks begin", "week"): day_examples.weeks,
    ("skips a month", "skipped"): day_examples.skipped,
    ("one name", "the same"): day_examples.names,
    ("you send", "amount"): goal_examples.money,
    ("goal", "answer"): goal_examples.drafts,
    ("recorded", "status"): goal_examples.statuses,
    ("recorded", "entries"): goal_examples.histories,
    ("recorded", "shown"): goal_examples.counted,
    ("recorded", "runs"): counter_examples.runs,
    ("recorded", "next"): counter_examples.milestones,
    ("a day saves", "recorded"): counter_examples.savings,
    ("reopened", "shown"): goal_examples.completed,
    ("recorded", "expected"): goal_examples.paces,
    ("recorded", "needed a day"): goal_examples.paces,
    ("recorded", "forecast"): goal_examples.paces,
    ("value now", "run began"): goal_examples.begun,
    ("value now", "you send"): goal_examples.totals,
    ("span", "compared with"): insight_examples.compared,
    ("frequency", "done", "met", "rate"): insight_examples.kept,
    ("frequency", "done", "streak then"): insight_examples.ended,
    ("in", "clean days"): insight_examples.clean,
}
"""What runs a table, by the columns it is known by."""

KEPT_EXAMPLES = {
    ("there already", "PUT"): completion_examples.put,
    ("there already", "POST"): completion_examples.post,
    ("there already", "DELETE"): completion_examples.delete,
}
"""The same for tables that need a database."""

READ_ONLY = {
    ("page", "what it answers"),
    ("word", "meaning"),
    ("state", "when"),
    ("in Loop", "in Headway"),
    ("pattern", "for instance", "unit"),
}
"""Tables that explain and give no examples."""


def _all() -> list[Table]:
    pages = sorted(PAGES.rglob("*.md"))
    return [table for page in pages if page.name != "differences.md" for table in tables(page)]


def _known_by(columns: tuple[str, ...], among: Any) -> list[tuple[str, ...]]:
    return [known for known in among if set(known) <= set(columns)]


def _rows(among: Any) -> list[Any]:
    found = []
    for table in _all():
        for known in _known_by(table.columns, among)[:1]:
            found += [pytest.param(row, among[known], id=row.place) for row in table.rows]
    return found


@pytest.mark.parametrize(("row", "run"), _rows(EXAMPLES))
def test_an_example_is_what_happens(row: Row, run: Run) -> None:
    _agree(row, run(row.cells))


@pytest.mark.parametrize(("row", "run"), _rows(KEPT_EXAMPLES))
def test_an_example_is_what_is_kept(row, run, ada):
    with ada.at(NOW) as scope:
        _agree(row, run(scope, row.cells))


def _agree(row: Row, answers: dict[str, str]) -> None:
    said = {column: cell for column, cell in row.cells.items() if column in answers}
    assert said, f"{row.place} says nothing that could be wrong"
    assert said == {column: answers[column] for column in said}


@pytest.mark.parametrize(
    "table", [pytest.param(table, id=f"{table.path.name} {table.columns}") for table in _all()]
)
def test_no_table_of_examples_goes_unrun(table):
    runs = _known_by(table.columns, EXAMPLES) + _known_by(table.columns, KEPT_EXAMPLES)
    explains = table.columns in READ_ONLY or table.columns[1:] == ("may be", "if left out")
    assert len(runs) == (0 if explains else 1)


@pytest.mark.parametrize("name", [*PATTERNS, *(str(kind) for kind in PLAIN)])
def test_every_member_of_a_configuration_is_explained_and_no_other(name):
    kind = PATTERNS.get(name) or PLAIN[FrequencyType(name)]
    (table,) = [table for table in _all() if table.columns[0] == f"member of `{name}`"]
    explained = {row.cells[f"member of `{name}`"].strip("`"): row.cells["if left out"] for row in table.rows}
    members = dict(habit_examples.members(kind))
    assert explained.keys() == members.keys()
    assert [member for member, otherwise in explained.items() if otherwise == "needed"] == [
        member for member, needed in members.items() if needed
    ]


def test_every_pattern_has_its_page():
    pages = {page.stem for page in (PAGES / "patterns").iterdir()}
    assert pages == {name.lower().replace("_", "-") for name in PATTERNS}
    text = (PAGES / "frequencies.md").read_text()
    assert all(f"[`{name}`](patterns/{name.lower().replace('_', '-')}.md)" in text for name in PATTERNS)


def test_the_examples_are_of_the_day_that_the_pages_say():
    assert habit_examples.TODAY == goal_examples.TODAY == NOW.date() == date(2026, 1, 21)
