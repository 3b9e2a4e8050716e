"""The roles that docs/operations/postgresql.md tells operators to make: one migrates, and one serves."""

from contextlib import closing

import pytest
from sqlalchemy import inspect, text

from headway.domain.completions import CompletionDraft
from headway.domain.frequencies import FrequencyType
from headway.domain.habits import HabitDraft
from headway.domain.users import UserDraft
from headway.services import completions, doctor, habits, users
from headway.services.passwords import Passwords
from headway.services.scope import Scopes
from headway.storage.database import Database, UnavailableError
from headway.storage.schema import Schema
from tests.api.servers import running
from tests.cast import NOW, PASSWORD, TODAY
from tests.docs.markdown import ROOT
from tests.doors import at_once

ROLES = ROOT / "deploy" / "postgresql" / "roles.sql"
CONNECTED = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
DAILY = HabitDraft("Walk", FrequencyType.DAILY, {"allowMultiplePerDay": False})


@pytest.fixture(params=[16, 18])
def roles(request, servers):
    """The owner's database and the server's, as the script makes them."""
    cluster = servers[request.param]
    cluster.run(ROLES, owner_password="own", server_password="serve")
    address = cluster.url("headway")
    with (
        closing(Database(address.replace("//headway@", "//headway_owner:own@"))) as owner,
        closing(Database(address.replace("//headway@", "//headway_server:serve@"))) as server,
    ):
        yield owner, server
    cluster.drop("headway")
    cluster.load("postgres", "DROP ROLE headway_owner; DROP ROLE headway_server")


def test_the_one_migrates_and_the_other_does_everything_else(roles):
    owner, server = roles
    with pytest.raises(UnavailableError, match="permission denied for schema public"):
        Schema(server).upgrade()
    Schema(owner).upgrade()
    assert Schema(server).is_current()
    scopes = Scopes(server, lambda: NOW)
    ada = users.add(scopes, Passwords(4), UserDraft("ada@example.org"), PASSWORD)
    with scopes.open_for(ada.id, write=True) as scope:
        walk = habits.create(scope, DAILY).item.id
        completions.record(scope, walk, CompletionDraft(TODAY))
        habits.remove(scope, walk)
    assert [batch.drift for batch in doctor.examine(scopes)] == [[]]
    with pytest.raises(UnavailableError, match="must be owner of"):
        Schema(server).downgrade("base")
    for denied in ("CREATE TABLE mine (id int)", "TRUNCATE users", "CREATE TEMPORARY TABLE mine (id int)"):
        with pytest.raises(UnavailableError, match="permission denied"), server.write() as tx:
            tx.exec_driver_sql(denied)
    Schema(owner).downgrade("base")
    with owner.read() as tx:
        assert set(inspect(tx).get_table_names()) == {"alembic_version"}


@pytest.mark.parametrize("engine", ["postgresql16"])
def test_a_process_has_no_more_connections_than_it_is_told(address, tmp_path):
    with closing(Database(address)) as database:
        Schema(database).upgrade()
        with running(tmp_path, HEADWAY_DATABASE_URL=address, HEADWAY_DATABASE_CONNECTIONS="2") as server:
            answers = at_once(16, lambda _: [server.ask("GET", "/readyz")[0] for _ in range(5)])
            with database.read() as tx:
                counted = tx.execute(CONNECTED).scalar_one()
    assert answers == [[200] * 5] * 16
    assert 1 <= counted <= 2 * 2  # of two processes
