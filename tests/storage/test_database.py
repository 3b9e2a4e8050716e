import signal
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from headway.storage.database import Database, RetryError, UnavailableError, UnsupportedError, refuse_old
from headway.storage.tables import categories, logins, users
from tests.cast import ADA, BEN
from tests.postgresql import Cluster
from tests.rows import CATEGORY


def add_login(tx, subject):
    tx.execute(insert(logins), {"kind": "email", "subject": subject, "user_id": ADA.id})


def subjects(database):
    with database.read() as tx:
        return set(tx.execute(select(logins.c.subject)).scalars())


def another(database, **options):
    """Give the connection of another program to the same database."""
    return closing(Database(database.engine.url.render_as_string(hide_password=False), **options))


def test_a_write_is_kept_when_its_block_ends(database):
    with database.write() as tx:
        add_login(tx, "a")
    assert subjects(database) == {"a"}


def test_a_write_is_undone_when_its_block_raises(database):
    with pytest.raises(ZeroDivisionError), database.write() as tx:
        add_login(tx, "a")
        raise ZeroDivisionError
    assert subjects(database) == set()


def test_a_read_sees_one_moment_throughout(database):
    with another(database) as other, database.read() as tx:
        before = tx.execute(select(logins)).all()
        with other.write() as writing:
            add_login(writing, "meanwhile")
        assert tx.execute(select(logins)).all() == before == []
    assert subjects(database) == {"meanwhile"}


def test_sixteen_threads_lose_no_write(ada):
    def count_on() -> None:
        for _ in range(5):
            with ada.database.write() as tx:
                tx.execute(update(users).where(users.c.id == ADA.id).values(version=users.c.version + 1))

    threads = [threading.Thread(target=count_on) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ada.database.read() as tx:
        assert tx.execute(select(users.c.version)).scalar_one() == 81


def test_whoever_finds_no_room_for_the_whole_time_is_told_so(database):
    """One connection to PostgreSQL, one turn on SQLite: the second transaction gets neither."""
    with another(database, connections=1, patience=0.1) as narrow, narrow.write():
        with pytest.raises(UnavailableError), narrow.read():
            raise AssertionError


def test_a_failed_transaction_leaves_its_place_to_the_next(database):
    with another(database, connections=1, patience=0.1) as narrow:
        for _ in range(3):
            with pytest.raises(DBAPIError), narrow.write() as tx:
                tx.execute(text("SELECT nonsense"))
        with narrow.write() as tx:
            add_login(tx, "after")
    assert subjects(database) == {"after"}


def test_what_is_kept_never_gets_into_errors(ada):
    again = {name: getattr(ADA, name) for name in ADA.__slots__} | {"password_hash": "s3cret"}
    with pytest.raises(DBAPIError) as caught, ada.database.write() as tx:
        tx.execute(insert(users), again)
    assert "s3cret" not in str(caught.value)


class TestSQLite:
    @pytest.fixture
    def engine(self):
        return "sqlite"

    def test_the_file_is_its_owners_only(self, tmp_path):
        path = tmp_path / "new" / "headway.db"
        with closing(Database(f"sqlite:///{path}")) as database, database.write() as tx:
            tx.execute(text("CREATE TABLE some (thing)"))
            modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in (path.parent, *path.parent.iterdir())}
        assert modes == {"new": 0o700, "headway.db": 0o600, "headway.db-wal": 0o600, "headway.db-shm": 0o600}

    @pytest.mark.parametrize(("options", "synchronous"), [({}, 2), ({"synchronous": "NORMAL"}, 1)])
    def test_connections_are_set_up(self, tmp_path, options, synchronous):
        with (
            closing(Database(f"sqlite:///{tmp_path / 'headway.db'}", **options)) as database,
            database.read() as tx,
        ):
            set_up = {
                name: tx.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
            }
        expected = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": synchronous, "busy_timeout": 5000}
        assert set_up == expected

    def test_another_programs_write_waits_for_ours_before_it_reads(self, database):
        """Begun DEFERRED, the other's would have read the old value, and failed where it writes."""
        with another(database) as other:
            thread = threading.Thread(target=self.count_logins, args=(other,))
            with database.write() as tx:
                thread.start()
                thread.join(timeout=0.2)
                add_login(tx, "ours")
            thread.join()
        assert subjects(database) == {"ours", "1 before"}

    def count_logins(self, database):
        with database.write() as tx:
            add_login(tx, f"{len(tx.execute(select(logins)).all())} before")

    def test_whoever_writes_without_a_pause_lets_others_have_their_turn(self, database):
        begun, over = threading.Event(), threading.Event()

        def write_on() -> None:
            while not over.is_set():
                with database.write():
                    begun.set()

        thread = threading.Thread(target=write_on)
        thread.start()
        begun.wait()
        try:
            for number in range(20):
                with database.write() as tx:
                    add_login(tx, f"{number}")
        finally:
            over.set()
            thread.join()
        assert len(subjects(database)) == 20

    def test_a_file_kept_busy_by_another_program_is_unavailable(self, database):
        with another(database, patience=0.1) as other, database.write():
            with pytest.raises(UnavailableError, match="busy"), other.write():
                raise AssertionError

    def test_writing_after_reading_what_has_changed_since_is_to_be_tried_again(self, database):
        with another(database) as other, pytest.raises(RetryError), database.read() as tx:
            tx.execute(select(logins)).all()
            with other.write() as writing:
                add_login(writing, "meanwhile")
            add_login(tx, "late")

    def test_a_commit_that_fails_leaves_nothing_open(self, database):
        """Nothing of Headway's is checked as late as that; a row of nobody's is, if a transaction asks for it."""
        with pytest.raises(IntegrityError), database.write() as tx:
            tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            tx.execute(insert(categories), CATEGORY)
        with database.write() as tx:
            add_login(tx, "after")
        assert subjects(database) == {"after"}

    def test_a_full_disk_refuses_the_whole_write(self, database):
        with pytest.raises(UnavailableError, match="disk is full"), database.write() as tx:
            tx.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(10_000):
                add_login(tx, f"{number}")
        assert subjects(database) == set()

    def test_what_is_no_database_is_unavailable(self, tmp_path):
        path = tmp_path / "headway.db"
        path.write_bytes(b"something else altogether" * 100)
        with closing(Database(f"sqlite:///{path}")) as database:
            with pytest.raises(UnavailableError, match="not a database"), database.read():
                raise AssertionError

    def test_a_place_where_no_file_can_be_is_unavailable(self, tmp_path):
        (tmp_path / "file").touch()
        with closing(Database(f"sqlite:///{tmp_path / 'file' / 'headway.db'}")) as database:
            with pytest.raises(UnavailableError, match="cannot be made"), database.read():
                raise AssertionError

    def test_what_was_acknowledged_outlives_a_kill(self, database):
        for round_ in range(3):
            written = self.write_until_killed(database.path, f"round {round_}", lines=30)
            assert written <= subjects(database)
        with database.read() as tx:
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"

    def write_until_killed(self, path, prefix, lines):
        program = Path(__file__).parent / "endless_writer.py"
        command = [sys.executable, program, f"sqlite:///{path}", prefix]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            acknowledged = {writer.stdout.readline().rstrip("\n") for _ in range(lines)}
            writer.send_signal(signal.SIGKILL)
            acknowledged |= {line.rstrip("\n") for line in writer.stdout if line.endswith("\n")}
        assert len(acknowledged) >= lines
        return acknowledged


class TestPostgreSQL:
    @pytest.fixture(params=["postgresql16", "postgresql18"])
    def engine(self, request):
        return request.param

    def test_a_read_cannot_write(self, database):
        with pytest.raises(DBAPIError, match="read-only"), database.read() as tx:
            add_login(tx, "a")

    def test_sessions_are_in_utc(self, database):
        with database.read() as tx:
            assert tx.exec_driver_sql("SHOW timezone").scalar_one() == "UTC"

    def test_a_deadlock_is_to_be_tried_again(self, database, ada, ben):
        met = threading.Barrier(2)
        failures = []

        def lock(first, second) -> None:
            try:
                with database.write() as tx:
                    tx.execute(select(users).where(users.c.id == first).with_for_update())
                    met.wait()
                    tx.execute(select(users).where(users.c.id == second).with_for_update())
            except RetryError as error:
                failures.append(error)

        thread = threading.Thread(target=lock, args=(BEN.id, ADA.id))
        thread.start()
        lock(ADA.id, BEN.id)
        thread.join()
        assert len(failures) == 1

    def test_a_row_locked_for_too_long_is_unavailable(self, database, ada):
        locked = select(users).where(users.c.id == ADA.id).with_for_update()
        with another(database, patience=0.1) as other, database.write() as tx:
            tx.execute(locked)
            with pytest.raises(UnavailableError, match="lock timeout"), other.write() as late:
                late.execute(locked)

    def test_a_statement_that_takes_longer_than_the_operator_allows_is_unavailable(self, database):
        with pytest.raises(UnavailableError, match="statement timeout"), database.write() as tx:
            tx.exec_driver_sql("SET LOCAL statement_timeout = 10")
            tx.exec_driver_sql("SELECT pg_sleep(5)")

    def test_a_server_that_cannot_be_written_is_not_taken_for_ours(self, database):
        standby = database.engine.url.update_query_dict({"options": "-c default_transaction_read_only=on"})
        with closing(Database(standby.render_as_string(hide_password=False))) as other:
            with pytest.raises(UnavailableError, match="read-only"), other.read():
                raise AssertionError

    def test_a_host_that_is_cut_off_is_given_up_soon(self, database):
        """Cutting one off takes rights that not everybody has; without these parameters it takes hours."""
        with another(database, patience=3) as other, other.read() as tx:
            said = tx.connection.driver_connection.info.get_parameters()
        given = {name: said[name] for name in ("connect_timeout", "tcp_user_timeout", "keepalives_idle")}
        assert given == {"connect_timeout": "3", "tcp_user_timeout": "3000", "keepalives_idle": "3"}

    def test_a_pooled_connection_that_died_is_replaced_unnoticed(self, database):
        with another(database, connections=1) as other:
            with other.read() as tx:
                process = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with database.write() as tx:
                tx.exec_driver_sql(f"SELECT pg_terminate_backend({process}, 5000)")
            with other.write() as tx:
                add_login(tx, "on a new one")
        assert subjects(database) == {"on a new one"}

    def test_a_connection_that_dies_in_the_middle_undoes_the_write(self, database):
        with pytest.raises(UnavailableError), database.write() as tx:
            add_login(tx, "a")
            process = tx.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            with another(database) as other, other.write() as killing:
                killing.exec_driver_sql(f"SELECT pg_terminate_backend({process}, 5000)")
            add_login(tx, "b")
        assert subjects(database) == set()

    def test_a_server_that_is_not_there_is_unavailable(self, tmp_path):
        with closing(Database(f"postgresql://headway@/none?host={tmp_path}")) as database:
            with pytest.raises(UnavailableError, match="PostgreSQL is not available"), database.read():
                raise AssertionError


def test_a_server_that_goes_and_comes_back_is_unavailable_and_then_used_again():
    cluster = Cluster(18)
    try:
        with closing(Database(cluster.url())) as database:
            assert ask(database) == 1
            cluster.stop()
            for _ in range(2):
                with pytest.raises(UnavailableError):
                    ask(database)
            cluster.start()
            assert ask(database) == 1
    finally:
        cluster.remove()


def ask(database):
    with database.read() as tx:
        return tx.exec_driver_sql("SELECT 1").scalar_one()


def test_postgresql_older_than_16_is_refused_by_name():
    refuse_old(160_000)
    with pytest.raises(UnsupportedError, match=r"PostgreSQL 15\.18; Headway needs PostgreSQL 16"):
        refuse_old(150_018)
