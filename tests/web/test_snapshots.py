"""Snapshots: the HTML of every page, as somebody sees it who has kept at it for a year.

A page that is to look otherwise from now on is written anew by `make snapshots`, and read in the change.
"""

import os
import re
from pathlib import Path

import pytest

from headway.app import assemble
from headway.edge.security import Guard
from headway.storage.database import Database
from headway.storage.schema import Schema
from headway.web.routes import ROUTES
from tests.cast import ADA, settle
from tests.doors import entrance
from tests.e2e.life import lead
from tests.e2e.site import NOW
from tests.web.conftest import Reader

FOLDER = Path(__file__).parent / "snapshots"
ANEW = "HEADWAY_SNAPSHOTS"

PAGES = {
    "welcome": "/welcome",
    "sign-in": "/sign-in",
    "today": "/",
    "today-before": "/today/2026-01-20",
    "categories": "/categories",
    "category": "/categories/{Health}",
    "order": "/order",
    "pauses": "/pauses",
    "new-pause": "/pauses/new?habit={Gym}",
    "pause": "/pauses/{By the sea}",
    "habit-day-away": "/habits/{Gym}/days/2025-08-06",
    "more": "/more",
    "settings": "/settings",
    "settings-account": "/settings/account",
    "settings-days": "/settings/days",
    "settings-skips": "/settings/skips",
    "settings-appearance": "/settings/appearance",
    "settings-password": "/settings/password",
    "settings-sessions": "/settings/sessions",
    "settings-tokens": "/settings/tokens",
    "settings-delete": "/settings/delete",
    "new": "/new",
    "new-habit": "/habits/new?example=exercise",
    "new-goal": "/goals/new?example=save",
    "new-counter": "/goals/new?example=sugar",
    "change-habit": "/habits/{Gym}/edit",
    "change-goal": "/goals/{Save for a vacation}/edit",
    "change-counter": "/goals/{Without alcohol}/edit",
    "goals": "/goals",
    "goal": "/goals/{Save for a vacation}",
    "counter-of-days": "/goals/{Without alcohol}",
    "counter": "/goals/{Piano}",
    "habits": "/habits",
    "habits-archived": "/habits?archived=true",
    "habit": "/habits/{Morning meditation}",
    "habit-2025": "/habits/{Gym}?year=2025",
    "habit-changes": "/habits/{Gym}/phases",
    "habit-phase": "/habits/{Gym}/phases/first",
    "habit-day-picked": "/habits/{Morning meditation}/days?day=2026-01-21",
    "habit-day": "/habits/{Water}/days/2026-01-21",
    "insights": "/insights?span=month",
    "insights-week": "/insights",
    "insights-custom": "/insights?span=custom&from=2025-07-01&to=2025-10-31",
    "review-week": "/review/week?date=2026-01-18",
    "review-year": "/review/year?date=2025-12-31",
    "offline": "/offline",
}
"""Each page by the name of its snapshot; what stands in braces is the id of what is called so."""

_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_ASSET = re.compile(r"/assets/([\w.]+)-[\w-]{8}\.(css|js)")
_ZONES = re.compile(r"(<datalist[^>]*>).*?(</datalist>)", re.DOTALL)


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """Somebody who is signed in, and the ids of what they have."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('life') / 'headway.db'}", synchronous="OFF")
    Schema(database).upgrade()
    ada = settle(database, ADA)
    made = lead(ada)
    door = entrance(database)
    door.clock.now = NOW
    app = assemble(door.door, Guard(bound_to="127.0.0.1"), Schema(database))
    yield Reader(app, {"__Host-headway": door.enter(ada).value}), Reader(app), made
    database.close()


def plain(html: str) -> str:
    """Leave out what differs from one run to the next: ids, names of built files, and the zones of the world."""
    seen: dict[str, str] = {}
    numbered = _ID.sub(lambda found: seen.setdefault(found[0], f"id-{len(seen) + 1}"), html)
    return _ZONES.sub(r"\1…\2", _ASSET.sub(r"/assets/\1.\2", numbered))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_was(name, there):
    signed_in, signed_out, made = there
    reader = signed_out if name in {"welcome", "sign-in"} else signed_in
    reply = reader.get(re.sub(r"{([^}]+)}", lambda found: str(made[found[1]]), PAGES[name]))
    assert reply.status_code == 200, reply.text
    shown, path = plain(reply.text), FOLDER / f"{name}.html"
    if os.environ.get(ANEW):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_every_page_has_a_snapshot():
    patterns = [re.compile(re.sub(r"{\w+}", "[^/]+", one.path)) for one in ROUTES if not one.writes]
    paths = [path.partition("?")[0] for path in PAGES.values()]
    assert [one.pattern for one in patterns if not any(one.fullmatch(path) for path in paths)] == []
    assert {path.stem for path in FOLDER.iterdir()} == set(PAGES)
