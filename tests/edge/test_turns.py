"""Turns: one piece of work at a time, each done once, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, current_thread
from time import monotonic, sleep

import pytest

from headway.api.route import Who
from headway.api.routes import ROUTES
from headway.edge import turns
from headway.edge.turns import Turns
from headway.storage.database import UnavailableError


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


def test_short_is_what_hashes_no_password_and_reads_no_file():
    long = {route.path for route in ROUTES if route.who in {Who.READER, Who.WRITER} and not route.short}
    assert long == {"/me", "/me/password", "/me/delete", "/imports"}
