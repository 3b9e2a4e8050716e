"""Every step of the history, there and back, on every database, from the recorded database before it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, table

from headway.storage import migrations
from headway.storage.database import Database
from headway.storage.schema import NOTHING, Schema
from headway.storage.tables import metadata
from tests.migrations.record import DATA

MIGRATIONS = Path(migrations.__file__).parent / "versions"
HISTORY = [path.name[:4] for path in sorted(MIGRATIONS.glob("[0-9]*.py"))]


@pytest.fixture
def database(address):
    with closing(Database(address)) as database:
        yield database


def load(database, revision):
    """Fill an empty database with the recorded one."""
    sql = (DATA / f"{revision}.{database.dialect}.sql").read_text(encoding="utf-8")
    if database.path is not None:
        with closing(sqlite3.connect(database.path)) as connection:
            connection.executescript(sql)
    else:
        url = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.encode())


def count_rows(database):
    with database.read() as tx:
        names = set(inspect(tx).get_table_names()) - {"alembic_version"}
        return {name: tx.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def counts_in_common(*counts):
    """Leave out the tables that some of them do not have."""
    common = set.intersection(*map(set, counts))
    return [{name: one[name] for name in common} for one in counts]


@pytest.mark.parametrize("revision", HISTORY)
def test_a_step_goes_up_and_down_and_up_again_and_keeps_every_row(database, revision):
    before = HISTORY[HISTORY.index(revision) - 1] if revision != HISTORY[0] else NOTHING
    if before != NOTHING:
        load(database, before)
    schema = Schema(database)
    counted = [count_rows(database)]
    for go, target in ((schema.upgrade, revision), (schema.downgrade, before), (schema.upgrade, revision)):
        go(target)
        counted.append(count_rows(database))
    at_first, up, down, up_again = counted
    assert down == at_first
    assert up_again == up
    assert len({str(one) for one in counts_in_common(at_first, up)}) == 1


@pytest.mark.parametrize("revision", HISTORY)
def test_a_recorded_database_has_rows_in_every_table_and_keeps_them_up_to_now(database, revision):
    load(database, revision)
    recorded = count_rows(database)
    assert all(recorded.values())
    Schema(database).upgrade()
    before, after = counts_in_common(recorded, count_rows(database))
    assert before == after
    assert Schema(database).is_current()


def test_everything_goes_down_to_nothing(database):
    load(database, HISTORY[-1])
    Schema(database).downgrade(NOTHING)
    assert count_rows(database) == {}


def test_the_history_leads_to_the_tables_without_drift(database):
    schema = Schema(database)
    schema.upgrade()
    with database.alter() as connection:
        alembic, config = schema._alembic(connection=connection)
        alembic.check(config)


def test_the_history_leads_to_the_very_same_schema_on_sqlite(tmp_path):
    """Alembic's own check looks neither at CHECKs nor at the conditions of indexes."""
    with (
        closing(Database(f"sqlite:///{tmp_path}/a.db")) as ours,
        closing(Database(f"sqlite:///{tmp_path}/b.db")) as new,
    ):
        Schema(ours).upgrade()
        metadata.create_all(new.engine)
        assert described(ours) == described(new)


def described(database):
    with database.read() as tx:
        rows = tx.exec_driver_sql("SELECT sql FROM sqlite_master WHERE tbl_name <> 'alembic_version' AND sql <> ''")
        return sorted(sorted(re.split(r"[\s,]*\n\s*|, ", sql)) for (sql,) in rows)


def test_going_down_and_up_again_leads_to_the_very_same_schema_on_sqlite(tmp_path):
    with closing(Database(f"sqlite:///{tmp_path}/a.db")) as database:
        schema, made = Schema(database), {}
        for revision in HISTORY:
            schema.upgrade(revision)
            made[revision] = described(database)
        for go, revisions in ((schema.downgrade, HISTORY[-2::-1]), (schema.upgrade, HISTORY[1:])):
            for revision in revisions:
                go(revision)
                assert described(database) == made[revision], revision


@pytest.mark.parametrize("major", [16, 18])
def test_the_history_leads_to_the_very_same_schema_on_postgresql(servers, major):
    dumps = []
    for name, make in (
        ("by_history", lambda db: Schema(db).upgrade()),
        ("at_once", lambda db: metadata.create_all(db.engine)),
    ):
        with closing(Database(servers[major].create(name))) as database:
            make(database)
        dumps.append(servers[major].dump(name, "--schema-only", "--exclude-table=alembic_version"))
        servers[major].drop(name)
    assert dumps[0] == dumps[1]


def test_the_names_of_the_files_tell_the_history(tmp_path):
    schema = Schema(Database(f"sqlite:///{tmp_path}/a.db"))
    _, config = schema._alembic()
    steps = reversed(list(ScriptDirectory.from_config(config).walk_revisions()))
    assert [(one.revision, one.doc.rstrip(".")) for one in steps] == [
        (one.revision, one.title) for one in schema.history
    ]


@pytest.mark.parametrize("path", sorted(MIGRATIONS.glob("*.py")), ids=lambda path: path.stem)
def test_a_migration_imports_nothing_of_ours(path):
    assert "headway" not in path.read_text(encoding="utf-8")
