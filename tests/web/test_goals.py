"""Goals and counters without a browser: every form, who may send it, and where it leads."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from headway.domain.entries import EntryDraft
from headway.domain.goals import GoalStatus
from headway.services import entries, goals
from headway.storage.database import Database
from headway.web.routes import ROUTES
from tests.cast import TODAY, Person
from tests.goals import COUNTING, SOBER, add, history, make, reset, shown
from tests.plans import recorded
from tests.web.conftest import HOST, Reader

OF_GOALS = [route for route in ROUTES if route.path.startswith("/goals/{id}")]


def address(path: str, goal_id: UUID, entry_id: UUID) -> str:
    return path.replace("{id}", str(goal_id)).replace("{entry}", str(entry_id))


def state(person: Person, goal_id: UUID) -> object:
    with person.at(write=False) as scope:
        return goals.get(scope, goal_id), entries.page(scope, goal_id, None, 50).items


@pytest.mark.parametrize("route", OF_GOALS, ids=lambda route: f"{route.method} {route.path}")
def test_what_is_someone_elses_is_not_there(route, ada: Person, ada_there: Reader, ben_there: Reader):
    goal = make(ada, SOBER).goal
    entry = add(ada, goal.id, 5)
    before = state(ada, goal.id)
    fields = {"value": "3", "entry_date": TODAY, "day": TODAY}
    path = address(route.path, goal.id, entry.id)
    reply = ben_there.send(path, fields) if route.writes else ben_there.get(path)
    assert reply.status_code == 404
    assert state(ada, goal.id) == before
    if not route.writes:
        assert ada_there.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/goals/{id}/entries/{entry}", "/goals/{id}/entries/{entry}/delete"])
def test_an_entry_of_another_goal_is_not_there(path, ada: Person, ben: Person, ada_there: Reader):
    goal, others = make(ada).goal, make(ben).goal
    strange = add(ben, others.id, 5)
    neighbours = add(ada, make(ada).goal.id, 5)
    for entry in (strange, neighbours):
        reply = ada_there.send(address(path, goal.id, entry.id), {"value": "3", "entry_date": TODAY})
        assert reply.status_code == 404
    assert history(ben, others.id) == [(5, "ENTRY", False)]


def test_an_entry_that_was_deleted_comes_back_with_its_day_value_and_note(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    day = date(2026, 1, 5)
    ada_there.send(f"/goals/{goal.id}/entries", {"value": "12.50", "entry_date": day, "note": "<A> gift & more"})
    with ada.at(write=False) as scope:
        [entry] = entries.page(scope, goal.id, None, 9).items
    reply = ada_there.send(f"/goals/{goal.id}/entries/{entry.id}/delete")
    assert history(ada, goal.id) == []
    page = ada_there.follow(reply).text
    said = page[page.index('id="said"') :]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', said))
    sent = {**fields, "note": "<A> gift & more"}
    for _ in range(2):
        assert ada_there.send(f"/goals/{goal.id}/entries", sent).status_code == 303
    with ada.at(write=False) as scope:
        [back] = entries.page(scope, goal.id, None, 9).items
    assert (back.entry_date, back.value, back.note) == (entry.entry_date, entry.value, entry.note)


def test_a_reset_that_was_deleted_comes_back_too(ada: Person, ada_there: Reader):
    counter = make(ada, COUNTING).goal
    entry = reset(ada, counter.id, date(2026, 1, 11))
    reply = ada_there.send(f"/goals/{counter.id}/entries/{entry.id}/delete")
    assert shown(ada, counter.id).value == 20
    ada_there.undo(reply)
    assert history(ada, counter.id) == [(-10, "RESET", False)]
    assert shown(ada, counter.id).since == date(2026, 1, 11)


def test_a_change_is_undone_with_all_of_it(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    entry = add(ada, goal.id, 5, date(2026, 1, 5))
    fields = {"value": "7.25", "entry_date": date(2026, 1, 6), "note": "More"}
    reply = ada_there.send(f"/goals/{goal.id}/entries/{entry.id}", fields)
    ada_there.undo(reply)
    with ada.at(write=False) as scope:
        back = entries.get(scope, goal.id, entry.id)
    assert (back.value, back.entry_date, back.note) == (entry.value, date(2026, 1, 5), None)


def test_reaching_a_goal_is_said_and_undone(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    reply = ada_there.send(f"/goals/{goal.id}/entries", {"value": "5000", "as": "total"})
    assert shown(ada, goal.id).goal.status is GoalStatus.COMPLETED
    ada_there.undo(reply)
    assert shown(ada, goal.id).goal.status is GoalStatus.ACTIVE


@pytest.mark.parametrize(("deed", "back"), [("archive", "restore"), ("complete", "reopen"), ("delete", "undelete")])
def test_what_is_done_with_a_counter_is_undone(deed: str, back: str, ada: Person, ada_there: Reader):
    counter = make(ada, COUNTING).goal
    kept = shown(ada, counter.id).goal
    reply = ada_there.send(f"/goals/{counter.id}/{deed}")
    assert f"/goals/{counter.id}/{back}" in ada_there.follow(reply).text
    ada_there.send(f"/goals/{counter.id}/{back}")
    after = shown(ada, counter.id).goal
    assert (after.status, after.archived_on, after.deleted_at) == (kept.status, None, None)


def test_a_counter_that_is_reopened_by_mistake_stands_still_again_since_the_day_it_did(
    ada: Person, ada_there: Reader
):
    counter = make(ada, replace(COUNTING, start_date=date(2025, 10, 2))).goal
    with ada.at() as scope:
        goals.complete(scope, counter.id, date(2025, 10, 25))
    before = shown(ada, counter.id)
    reply = ada_there.send(f"/goals/{counter.id}/reopen")
    assert shown(ada, counter.id).value > before.value
    ada_there.undo(reply)
    after = shown(ada, counter.id)
    assert (after.value, after.goal.completed_on) == (before.value, date(2025, 10, 25))
    ada_there.send(f"/goals/{counter.id}/reopen")
    for wrong in ("2026-01-22", "1066-10-14", "x"):
        assert ada_there.send(f"/goals/{counter.id}/complete", {"day": wrong}).status_code == 422
    assert shown(ada, counter.id).goal.status is GoalStatus.ACTIVE


def test_a_form_leads_back_to_the_page_it_was_on_also_after_it_was_refused(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    own = f"/goals/{goal.id}"
    on_goal = {"on": "goal", "value": "1"}
    for path, fields, expected in (
        ("/", {"value": "1"}, "/"),
        ("/today/2026-01-20", {"value": "1"}, "/today/2026-01-20"),
        (own, on_goal, own),
        (f"{own}/entries", {"value": "1"}, "/"),
        (f"{own}/entries", on_goal, own),
        (f"{own}/entries", {**on_goal, "before": goal.id}, f"{own}?before={goal.id}"),
    ):
        reply = ada_there.send(f"{own}/entries", fields, Referer=f"http://{HOST}{path}")
        assert reply.headers["location"] == expected


def test_a_refused_form_is_shown_on_the_page_it_was_on(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    entry = add(ada, goal.id, 5)
    own = f"/goals/{goal.id}"
    wrong = {"value": "much", "as": "total", "note": "typed"}
    on_today, on_goal = (ada_there.send(f"{own}/entries", {**wrong, **more}) for more in ({}, {"on": "goal"}))
    assert on_today.status_code == on_goal.status_code == 422
    assert "progress-form" not in on_today.text
    assert "progress-form" in on_goal.text
    for reply in (on_today, on_goal):
        assert "This is no number." in reply.text
        assert 'value="much"' in reply.text
    edited = ada_there.send(f"{own}/entries/{entry.id}", {"on": "goal", "value": "0", "entry_date": TODAY})
    assert (edited.status_code, "An entry of 0 records nothing." in edited.text) == (422, True)
    anew = ada_there.send(f"{own}/reset", {"on": "goal", "day": "2020-01-01"})
    assert (anew.status_code, "there is nothing to reset" in anew.text) == (422, True)


def test_a_form_that_was_refused_still_means_the_same(ada: Person, ada_there: Reader):
    goal, counter = make(ada).goal, make(ada, COUNTING).goal
    wrong = {"value": "much", "as": "total", "note": "typed", "entry_date": "2026-01-19"}
    page = ada_there.send(f"/goals/{goal.id}/entries", wrong).text
    item = page[page.index(f'id="goal-{goal.id}"') :]
    item = item[: item.index("</li>")]
    assert 'name="entry_date" value="2026-01-19"' in item
    assert 'value="total" checked' in item
    assert 'value="amount" checked' not in item
    assert 'value="typed"' in item
    page = ada_there.send(f"/goals/{counter.id}/reset", {"day": "2020-01-02", "note": "kept"}).text
    assert 'name="day" value="2020-01-02"' in page
    assert page.count('value="kept"') == 1


def test_lists_and_pages_take_as_many_statements_however_much_there_is(
    ada: Person, ada_there: Reader, database: Database
):
    first = make(ada, replace(COUNTING, start_date=date(2025, 1, 1))).goal
    counts = []
    for month in (1, 2):
        for path in ("/goals", f"/goals/{first.id}"):
            with recorded(database) as seen:
                assert ada_there.get(path).status_code == 200
            counts.append(len(seen))
        for number in range(5):
            add(ada, make(ada).goal.id, number + 1)
            reset(ada, first.id, date(2025, month, 3 + number))
    assert counts[:2] == counts[2:]


def test_a_long_history_is_shown_a_page_at_a_time(ada: Person, ada_there: Reader):
    goal = make(ada).goal
    with ada.at() as scope:
        for number in range(70):
            entries.add(scope, goal.id, EntryDraft(date(2025, 11, 1), Decimal(number + 1)))
    first = ada_there.get(f"/goals/{goal.id}").text
    assert first.count('id="entry-') == 60
    earlier = re.search(rf'href="(/goals/{goal.id}\?before=[^"#]+)', first)
    assert earlier is not None
    second = ada_there.get(earlier[1]).text
    assert second.count('id="entry-') == 10
    assert f'href="/goals/{goal.id}#history"' in second
    assert ada_there.get(f"/goals/{goal.id}?before=nonsense&edit=7").status_code == 200
