"""What --json prints is what the API answers."""

import json
import os

import pytest

from headway import app, config
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.services import habits
from tests.api.clients import Client
from tests.served import PASSWORD


@pytest.fixture
def api(headway):
    """Ask the API of the same place, as Ada."""
    there = app.create(config.load(os.environ))
    minted = Client(there).call(
        "POST",
        "/tokens",
        {"name": "test", "scopes": ["read"], "email": "ada@example.org", "password": PASSWORD},
    )
    return Client(there, {"Authorization": f"Bearer {minted.json['token']}"}, origin=None).get


def test_lists_and_the_day_are_answered_alike(headway, api, ago, archive):
    headway.ok("add habit Read")
    headway.ok("add habit Water --times-a-day 2")
    headway.ok("done Read --note begun")
    headway.ok("done Water")
    headway.ok(f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)} --value 250.10")
    headway.ok("add goal Sober --counts-days")
    archive(headway.ok("add habit Old --json").json["id"])
    assert headway.ok("habits --json").json == api("/habits")
    assert headway.ok("habits --archived --json").json == api("/habits", "archived=true")
    assert headway.ok("goals --json").json == api("/goals")
    assert headway.ok("today --json").json == api("/today")
    assert headway.ok(f"today --date {ago(1)} --json").json == api("/today", f"date={ago(1)}")


def test_single_things_are_answered_alike(headway, api, ago):
    habit = headway.ok("add habit Read --json").json
    assert [habit] == api("/habits")["items"]
    completion = headway.ok("done Read --json").json
    assert completion == api(f"/habits/{habit['id']}/completions")["items"][0]
    goal = headway.ok(f"add goal Save --target 50 --unit EUR --deadline {ago(-30)} --json").json
    assert goal == api(f"/goals/{goal['id']}")
    entry = headway.ok("log Save 12.5 --json").json
    assert entry == api(f"/goals/{goal['id']}/entries/{entry['id']}")
    assert headway.ok("user list --json").json["items"] == [api("/me")]


def test_amounts_keep_their_two_decimals(headway, ago):
    headway.ok(f"add goal Save --target 5000 --unit EUR --deadline {ago(-30)}")
    assert '"targetValue": 5000.00' in headway.ok("goals --json").out


def test_more_than_a_page_is_listed_whole(headway, within):
    draft = HabitDraft("Read", FrequencyType.DAILY, {"allowMultiplePerDay": False})
    within(lambda scope: [habits.create(scope, draft) for _ in range(201)])
    listed = headway.ok("habits --json").json
    assert len({one["id"] for one in listed["items"]}) == 201
    assert listed["nextCursor"] is None
    assert json.loads(headway.ok("today --json").out)["habits"][200]["title"] == "Read"
