"""Turns: one piece of work at a time, each done once and kept with those beside it, and nobody waits for ever."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier, Event, Lock, current_thread
from time import monotonic, sleep

import pytest

from headway.api.route import Who
from headway.api.routes import ROUTES
from headway.edge import turns
from headway.edge.turns import Turns
from headway.storage.database import Database, UnavailableError


class OwnError(Exception):
    """What a piece of work raises."""


def test_whoever_is_alone_works_on_their_own_thread():
    assert Turns().take(current_thread) is current_thread()


def test_one_works_at_a_time_and_each_piece_is_done_once():
    shared, at_work, done = Turns(), Lock(), []

    def work(number):
        assert at_work.acquire(blocking=False), "another is at work"
        sleep(0.0005)
        done.append(number)
        at_work.release()
        return number

    with ThreadPoolExecutor(16) as clients:
        assert list(clients.map(lambda number: shared.take(lambda: work(number)), range(300))) == list(range(300))
    assert sorted(done) == list(range(300))


@pytest.mark.parametrize("others", [0, 1])
def test_what_a_piece_of_work_raises_is_raised_where_it_was_asked_for(others):
    shared, begun, end = Turns(), Event(), Event()

    def hold():
        begun.set()
        end.wait()

    def fail():
        raise OwnError

    with ThreadPoolExecutor(2) as clients:
        if others:
            clients.submit(shared.take, hold)
            begun.wait()
        asked = clients.submit(shared.take, fail)
        end.set()
        with pytest.raises(OwnError):
            asked.result()
    assert shared.take(lambda: "goes on") == "goes on"


def test_whoever_waits_for_too_long_is_told_so_and_their_work_is_never_done():
    shared, begun, end, done = Turns(patience=0.1), Event(), Event(), []

    def hold():
        begun.set()
        end.wait()

    with ThreadPoolExecutor(3) as clients:
        clients.submit(shared.take, hold)
        begun.wait()
        next_in_turn = clients.submit(shared.take, lambda: done.append("next"))
        began = monotonic()
        sleep(0.05)  # the next one is at the thread's hands before the late one comes
        with pytest.raises(UnavailableError, match="busy for too long"):
            shared.take(lambda: done.append("late"))
        assert monotonic() - began < turns.PATIENCE_SECONDS
        end.set()
        next_in_turn.exception()
    assert shared.take(lambda: "goes on") == "goes on"
    assert "late" not in done


@contextmanager
def kept_at_work(shared: Turns) -> Iterator[None]:
    """Let nobody else come to work until the block ends."""
    begun, end = Event(), Event()

    def hold():
        begun.set()
        end.wait()

    with ThreadPoolExecutor(1) as holder:
        holder.submit(shared.take, hold)
        begun.wait()
        yield
        end.set()


class Together:
    """What keeps pieces together, and tells which they were."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.groups: list[list[int]] = []

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.groups.append([])
        yield
        if self.failure:
            raise self.failure


def at_once(shared: Turns, works):
    """Have so many pieces of work wait at the same time, and give what each of them came to."""
    there = Barrier(len(works) + 1)

    def take(work):
        there.wait()
        return shared.take(work)

    with ThreadPoolExecutor(len(works)) as clients, kept_at_work(shared):
        asked = [clients.submit(take, work) for work in works]
        there.wait()
        sleep(0.2)  # until all of them wait
    return asked


def test_what_waits_is_done_together_but_not_without_an_end():
    """Each takes a third of the time for which they are kept together."""
    together = Together()
    shared = Turns(together)

    def work(number):
        sleep(turns.TOGETHER_SECONDS / 3)
        together.groups[-1].append(number)
        return number

    asked = at_once(shared, [lambda number=number: work(number) for number in range(20)])
    assert [one.result() for one in asked] == list(range(20))
    assert sorted(number for group in together.groups for number in group) == list(range(20))
    assert len(together.groups) < 20
    assert max(len(group) for group in together.groups) <= 3


def test_what_is_not_kept_together_is_done_once_more_each_by_itself():
    together = Together(UnavailableError("The disk is full."))
    shared, done = Turns(together), []

    def work(number):
        done.append(number)
        if number == 2:
            raise OwnError
        return number

    asked = at_once(shared, [lambda number=number: work(number) for number in (1, 2, 3)])
    assert (asked[0].result(), asked[2].result()) == (1, 3)
    with pytest.raises(OwnError):
        asked[1].result()
    assert sorted(done) == [1, 1, 2, 2, 3, 3]
    together.failure = None
    assert [one.result() for one in at_once(shared, [lambda: "goes on"] * 2)] == ["goes on"] * 2


def test_whoever_has_no_room_leaves_it_to_those_beside_them(tmp_path):
    with closing(Database(f"sqlite:///{tmp_path / 'headway.db'}")) as database:
        with database.write() as tx:
            tx.exec_driver_sql("CREATE TABLE done (text TEXT)")
            tx.exec_driver_sql("PRAGMA max_page_count = 20")

        def write(text: str) -> None:
            with database.write() as tx:
                tx.exec_driver_sql("INSERT INTO done VALUES (?)", (text,))

        def texts() -> set[str]:
            with database.read() as tx:
                return set(tx.exec_driver_sql("SELECT text FROM done").scalars())

        works = [lambda: write("first"), lambda: write("large" * 100_000), texts, lambda: write("last")]
        first, large, read, last = at_once(Turns(database.together), works)
        with pytest.raises(UnavailableError, match="disk is full"):
            large.result()
        assert first.result() is last.result() is None
        assert read.result() <= texts() == {"first", "last"}


def test_whoever_is_answered_finds_it_kept(tmp_path):
    """As another program sees it; each third is refused, and undone alone."""
    url = f"sqlite:///{tmp_path / 'headway.db'}"
    with closing(Database(url)) as database, closing(Database(url)) as other:
        with database.write() as tx:
            tx.exec_driver_sql("CREATE TABLE done (number INTEGER)")
        shared = Turns(database.together)

        def numbers() -> set[int]:
            with other.read() as tx:
                return set(tx.exec_driver_sql("SELECT number FROM done").scalars())

        def write(number: int) -> None:
            with database.write() as tx:
                tx.exec_driver_sql("INSERT INTO done VALUES (?)", (number,))
                if number % 3 == 0:
                    raise OwnError

        def ask(number: int) -> None:
            if number % 3 == 0:
                with pytest.raises(OwnError):
                    shared.take(lambda: write(number))
                assert number not in numbers()
            else:
                shared.take(lambda: write(number))
                assert number in numbers()

        with ThreadPoolExecutor(16) as clients:
            list(clients.map(ask, range(300)))
        assert numbers() == {number for number in range(300) if number % 3}


def test_short_is_what_hashes_no_password_and_reads_no_file():
    long = {route.path for route in ROUTES if route.who in {Who.READER, Who.WRITER} and not route.short}
    assert long == {"/me", "/me/password", "/me/delete", "/imports"}
