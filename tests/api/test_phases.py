"""Since when a habit asks for what, over HTTP: as the contract tells it, and refused at its place."""

from tests.api.clients import Client
from tests.api.examples import DAILY_PHASE, Things

WEEKLY = {"firstDay": "2026-01-12", "frequencyType": "WEEKLY", "frequencyConfig": {"timesPerWeek": 3}}
NO_TARGET = {
    "unit": None,
    "targetAmount": None,
    "direction": None,
    "amountPer": None,
    "cleanUnlessLogged": False,
}


def test_a_history_that_was_told_is_shown(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}"
    ada_there.call("PUT", f"{place}/completions/2026-01-05")
    told = ada_there.call("PUT", f"{place}/phases", {"phases": [DAILY_PHASE, WEEKLY]}).json
    assert told["phases"] == [DAILY_PHASE | NO_TARGET, WEEKLY | NO_TARGET]
    assert ada_there.get(f"{place}/phases") == told
    shown = ada_there.get(place)
    assert (shown["frequencyType"], shown["phaseFirstDay"]) == ("WEEKLY", "2026-01-12")


def test_what_is_wrong_is_told_at_its_place_by_the_names_that_were_sent(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}"
    wrong = WEEKLY | {"firstDay": "2026-02-01", "unit": "km", "frequencyConfig": {"timesPerWeek": 8}}
    reply = ada_there.call("PUT", f"{place}/phases", {"phases": [DAILY_PHASE, wrong]})
    assert reply.status_code == 422
    assert sorted(one["pointer"] for one in reply.json["errors"]) == [
        "/phases/1/direction",
        "/phases/1/firstDay",
        "/phases/1/frequencyConfig/timesPerWeek",
        "/phases/1/targetAmount",
    ]


def test_a_history_is_told_for_a_version(ada_there: Client):
    place = f"/habits/{Things(ada_there)('habit')}"
    told = {"phases": [DAILY_PHASE]}
    reply = ada_there.call("PUT", f"{place}/phases", told, headers={"If-Match": '"7"'})
    assert reply.status_code == 412
    assert ada_there.get(f"{place}/phases")["phases"] != told["phases"]
