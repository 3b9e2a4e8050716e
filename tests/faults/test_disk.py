"""An embedded database whose disk is full, cannot be written, or is kept busy by another program."""

import os
import pwd
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert

from headway.app import assemble
from headway.domain.completions import CompletionDraft
from headway.edge.security import Guard
from headway.services import completions
from headway.storage.database import Database, UnavailableError
from headway.storage.schema import Schema
from headway.storage.tables import logins
from tests import cast
from tests.api.clients import Client
from tests.api.servers import PATIENCE_SECONDS
from tests.cli.conftest import Headway
from tests.doors import entrance
from tests.faults.clients import Person, check_people, check_refusals, report, told_to_come_back, working
from tests.faults.served import Served
from tests.faults.test_kills import check_caches, check_file

_ROOM = 50_000
"""Where files end when the disk is full, at most, in bytes: in the middle of whatever is written there."""

_PAGE_BYTES = 4096


@pytest.fixture
def engine() -> str:
    """What is embedded."""
    return "sqlite"


def test_a_full_disk_refuses_what_it_has_no_room_for_and_nothing_is_half_written(
    served: Served, people: Sequence[Person], headway: Headway, rounds: int, dice: random.Random
):
    clients = [client for person in people for client in person.clients]
    refused = 0
    for _ in range(rounds):
        with working(people):
            time.sleep(dice.uniform(0.1, 0.3))
            with full(served, dice.randrange(_ROOM)):
                until = time.monotonic() + PATIENCE_SECONDS
                while not all(client.connection.refusals for client in clients):
                    assert time.monotonic() < until, "it has found room"
                    time.sleep(0.02)
                for person in people:
                    assert person.can_read()
                assert served.ask("GET", "/readyz")[0] == 200
            room_at = time.monotonic()
            time.sleep(0.2)
        refused += check_refusals(people, room_at)
        check_people(people)
        check_file(served)
    check_caches(headway)
    acknowledged = sum(person.acknowledged for person in people)
    report(f"{rounds} times full, {acknowledged} acknowledged writes, {refused} refusals")


@contextmanager
def full(served: Served, end: int) -> Iterator[None]:
    """Let the server write nothing behind the first bytes of any file: nobody needs rights or a disk for that."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    processes = served.running.processes()
    for process in processes:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (end, most))
    try:
        yield
    finally:
        for process in processes:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))


def client_of(database: Database) -> Client:
    """Make a client of the application over a database."""
    return Client(assemble(entrance(database).door, Guard(bound_to="127.0.0.1"), Schema(database)))


def test_who_waits_too_long_for_another_program_is_told_to_come_back(database: Database, ada: cast.Person):
    impatient = Database(database.engine.url.render_as_string(), patience=0.1)
    client = client_of(impatient).sign_in(ada)
    with database.write():
        refused = client.call("PATCH", "/me", {"weekStart": "SUNDAY"})
        assert told_to_come_back(refused.status_code, refused.json, refused.headers)
        client.get("/me")
    assert client.call("PATCH", "/me", {"weekStart": "SUNDAY"}).status_code == 200
    impatient.close()


def test_damage_that_is_met_halfway_is_no_defect_of_ours(database: Database, ada: cast.Person):
    """The first rows are read well; only then comes the page that the disk has lost."""
    client = client_of(database).sign_in(ada)
    daily = {"title": "Run", "frequencyType": "DAILY", "frequencyConfig": {"allowMultiplePerDay": False}}
    habit = client.post("/habits", daily)["id"]
    with ada.at() as scope:
        for ago in range(4000, 0, -2):
            completions.record(scope, UUID(habit), CompletionDraft(cast.TODAY - timedelta(days=ago), None, None))
    database.close()
    assert database.path is not None
    lose_pages(database.path, str(cast.TODAY - timedelta(days=2000)))
    weekly = {"frequencyType": "WEEKLY", "frequencyConfig": {"timesPerWeek": 1}}
    refused = client.call("PATCH", f"/habits/{habit}", weekly)
    assert told_to_come_back(refused.status_code, refused.json, refused.headers)


def lose_pages(path: Path, text: str) -> None:
    """Overwrite every page of a database in which a text stands."""
    content = path.read_bytes()
    pages = [content[at : at + _PAGE_BYTES] for at in range(0, len(content), _PAGE_BYTES)]
    path.write_bytes(b"".join(b"\xff" * len(page) if text.encode() in page else page for page in pages))


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o444), (0o755, 0o444), (0o555, 0o644)])
def test_what_cannot_be_written_says_so_and_is_used_again_once_it_can(folder: int, file: int):
    with tempfile.TemporaryDirectory() as place, closing(Database(f"sqlite:///{place}/headway.db")) as database:
        path = Path(place) / "headway.db"
        login = {"kind": "email", "subject": "a", "user_id": cast.ADA.id}
        Schema(database).upgrade()
        database.close()
        path.chmod(file)
        path.parent.chmod(folder)
        with as_an_ordinary_user():
            with pytest.raises(UnavailableError, match=r"cannot be (written|opened)"), database.write() as tx:
                tx.execute(insert(logins), login)
        database.close()
        path.parent.chmod(0o755)
        for one in path.parent.iterdir():  # SQLite makes its other files as it finds this one
            one.chmod(0o644)
        with database.write() as tx:
            tx.execute(insert(logins), login)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Give up the rights to write everywhere, if these tests have them."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(before)
