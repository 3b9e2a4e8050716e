"""What happens when a program meets a database of another version."""

import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import delete, func, select

from headway.storage.database import DanglingError, Database
from headway.storage.schema import NOTHING, Schema, SchemaError
from headway.storage.tables import categories, habit_completions, users
from tests.cast import ADA, NOW
from tests.migrations.test_history import HISTORY, MIGRATIONS, count_rows, load

NEXT = "0099"
FILE = f"{NEXT}_let_titles_of_habits_be_longer.py"
LATER = """
'''Let titles of habits be longer.'''
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0099", "{last}"

def upgrade():
    with op.batch_alter_table("habits", recreate="auto") as habits:
        habits.alter_column("title", existing_type=sa.String(255), type_=sa.String(500), existing_nullable=False)

def downgrade():
    with op.batch_alter_table("habits", recreate="auto") as habits:
        habits.alter_column("title", existing_type=sa.String(500), type_=sa.String(255), existing_nullable=False)
"""


@pytest.fixture
def database(address):
    with closing(Database(address)) as database:
        yield database


@pytest.fixture
def later(database, tmp_path):
    """The schema of the same database as a later version of this program knows it."""
    folder = tmp_path / "later" / "migrations"
    shutil.copytree(MIGRATIONS.parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / FILE).write_text(LATER.format(last=HISTORY[-1]))
    return Schema(database, folder)


class TestEverywhere:
    def test_status_tells_the_revision_and_what_is_pending(self, database, later):
        assert (later.status().revision, [one.revision for one in later.status().pending]) == (
            None,
            [*HISTORY, NEXT],
        )
        Schema(database).upgrade()
        assert (later.status().revision, later.status().pending[0].title) == (
            HISTORY[-1],
            "Let titles of habits be longer",
        )
        assert Schema(database).is_current()
        assert not later.is_current()
        later.upgrade()
        assert later.is_current()

    def test_a_step_is_taken_back(self, database, later):
        later.upgrade()
        later.downgrade("-1")
        assert Schema(database).is_current()

    def test_a_database_of_a_newer_program_is_refused(self, database, later):
        later.upgrade()
        for refused in (Schema(database).status, Schema(database).upgrade, Schema(database).is_current):
            with pytest.raises(SchemaError, match="newer Headway"):
                refused()

    def test_altering_a_table_keeps_the_rows_that_refer_to_it(self, database, later):
        """With foreign keys on, SQLite would have deleted the completions with the habits' old table."""
        load(database, HISTORY[-1])
        before = count_rows(database)
        later.upgrade()
        assert count_rows(database) == before
        later.downgrade(HISTORY[-1])
        assert count_rows(database) == before
        assert before["habit_completions"] == 3

    def test_foreign_keys_hold_again_after_a_migration(self, database, later):
        load(database, HISTORY[-1])
        later.upgrade()
        with database.write() as tx:
            tx.execute(delete(users).where(users.c.id == ADA.id))
        with database.read() as tx:
            assert tx.execute(select(func.count()).where(habit_completions.c.user_id == ADA.id)).scalar_one() == 0

    def test_a_dry_run_shows_the_statements_and_changes_nothing(self, database, later):
        assert "CREATE TABLE habit_completions" in Schema(database).dry_run()
        assert database.path is None or {one.name for one in database.path.parent.iterdir()} <= FILES
        Schema(database).upgrade()
        sql = later.dry_run()
        assert "CREATE TABLE logins" not in sql
        assert ("ALTER TABLE habits ALTER COLUMN title TYPE" in sql) or ("CREATE TABLE _alembic_tmp_habits" in sql)
        assert later.status().revision == HISTORY[-1]
        assert Schema(database).dry_run().count("CREATE") == 0

    def test_nothing_happens_when_the_schema_is_current(self, database):
        Schema(database).upgrade()
        assert Schema(database).ensure(NOW) is None


FILES = {"headway.db", "headway.db-wal", "headway.db-shm", "later"}


class TestEmbedded:
    @pytest.fixture
    def engine(self):
        return "sqlite"

    def test_a_new_database_is_made_without_a_copy(self, database):
        assert Schema(database).ensure(NOW) is None
        assert Schema(database).is_current()
        assert {one.name for one in database.path.parent.iterdir()} <= FILES

    def test_an_old_one_is_migrated_after_a_copy_beside_it(self, database, later):
        load(database, HISTORY[-1])
        before = count_rows(database)
        copy = later.ensure(NOW)
        assert later.is_current()
        assert copy.parent == database.path.parent
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        with closing(Database(f"sqlite:///{copy}")) as copied:
            assert Schema(copied).status().revision == HISTORY[-1]
            assert count_rows(copied) == before == count_rows(database)

    def test_a_migration_that_fails_leaves_everything_as_it_was(self, database, later):
        load(database, HISTORY[-1])
        step = later._folder / "versions" / FILE
        step.write_text(step.read_text().replace("\ndef downgrade", "    op.execute('nonsense')\n\ndef downgrade"))
        with pytest.raises(Exception, match="nonsense"):
            later.ensure(NOW)
        assert Schema(database).is_current()
        assert "title VARCHAR(255)" in describe_habits(database)

    def test_a_migration_that_leaves_a_dangling_reference_is_undone(self, database, later):
        load(database, HISTORY[-1])
        step = later._folder / "versions" / FILE
        forgetful = "    op.execute('DELETE FROM categories')\n\ndef downgrade"
        step.write_text(step.read_text().replace("\ndef downgrade", forgetful))
        with pytest.raises(DanglingError, match="refer to what is not there"):
            later.upgrade()
        with database.read() as tx:
            assert tx.execute(select(func.count()).select_from(categories)).scalar_one() == 2

    def test_a_file_of_another_program_is_refused(self, database):
        with closing(sqlite3.connect(database.path)) as other:
            other.execute("CREATE TABLE repetitions (id)")
        with pytest.raises(SchemaError, match="another program's: it has tables named repetitions"):
            Schema(database).ensure(NOW)


def describe_habits(database):
    with database.read() as tx:
        return tx.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'habits'").scalar_one()


class TestServer:
    @pytest.fixture(params=["postgresql16", "postgresql18"])
    def engine(self, request):
        return request.param

    def test_an_outdated_schema_is_refused_with_the_command_to_run(self, database, later):
        with pytest.raises(SchemaError, match="Run: headway migrate up"):
            Schema(database).ensure(NOW)
        Schema(database).upgrade()
        with pytest.raises(
            SchemaError, match=rf"is at {HISTORY[-1]}, this program needs {NEXT}\. Run: headway migrate up"
        ):
            later.ensure(NOW)
        assert later.status().revision == HISTORY[-1]

    def test_a_database_may_hold_more_but_nothing_of_our_names(self, database):
        with database.write() as tx:
            tx.exec_driver_sql("CREATE TABLE somebody_elses (id int)")
        assert Schema(database).status().revision is None
        with database.write() as tx:
            tx.exec_driver_sql("CREATE TABLE goals (id int)")
        with pytest.raises(SchemaError, match="tables named goals"):
            Schema(database).status()

    def test_the_dry_run_is_what_an_operator_can_run_by_hand(self, database, servers, engine):
        sql = Schema(database).dry_run()
        servers[int(engine[-2:])].load(database.engine.url.database, sql)
        assert Schema(database).is_current()
        Schema(database).downgrade(NOTHING)
        assert count_rows(database) == {}
