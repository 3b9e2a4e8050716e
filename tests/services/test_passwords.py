from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Semaphore

import bcrypt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.errors import BusyError, RejectedError
from headway.domain.users import check_password
from headway.services.passwords import Passwords
from tests.doors import COST, Work

PATIENCE = 30


class Slow:
    """Work that goes on until it is told to end, and knows how much of it was going on at the same time."""

    def __init__(self):
        self.going_on = 0
        self.most = 0
        self.begun = Semaphore(0)
        self.end = Event()
        self.lock = Lock()

    def __call__(self, password, salt):
        with self.lock:
            self.going_on += 1
            self.most = max(self.most, self.going_on)
        self.begun.release()
        assert self.end.wait(PATIENCE)
        with self.lock:
            self.going_on -= 1
        return salt


def test_a_hash_is_bcrypts_with_the_cost_of_the_settings():
    made = Passwords(5).hash("correct horse")
    assert made.startswith("$2b$05$")
    assert len(made) == 60
    assert bcrypt.checkpw(b"correct horse", made.encode())


def test_the_same_password_is_never_hashed_the_same():
    passwords = Passwords(COST)
    assert passwords.hash("correct horse") != passwords.hash("correct horse")


@given(st.text(min_size=8, max_size=18), st.text(max_size=80))
def test_only_the_same_password_matches(password, other):
    passwords = Passwords(COST)
    try:
        check_password("password", password)
    except RejectedError:
        return
    kept = passwords.hash(password)
    assert passwords.matches(password, kept)
    assert passwords.matches(other, kept) == (other == password)


def test_what_bcrypt_would_cut_off_does_not_match():
    passwords = Passwords(COST)
    kept = passwords.hash("x" * 72)
    assert passwords.matches("x" * 72, kept)
    assert not passwords.matches("x" * 73, kept)
    assert not passwords.matches("x" * 72 + "\0", kept)


def test_what_bcrypt_takes_for_the_same_password_does_not_match():
    """To bcrypt a password goes round and round with a NUL between, so that some repetitions are one key."""
    passwords = Passwords(COST)
    kept = passwords.hash("correct horse")
    again = "correct horse\0correct horse"
    assert bcrypt.checkpw(again.encode(), kept.encode())
    assert not passwords.matches(again, kept)


@pytest.mark.parametrize("password", ["correct horse", "wrong", "", "x" * 73, "nul\0", "\ud800", "x" * 100_000])
def test_every_answer_takes_one_hash_of_the_same_cost(password):
    work = Work()
    passwords = Passwords(COST, work=work)
    kept = passwords.hash("correct horse")
    work.done.clear()
    assert passwords.matches(password, kept) == (password == "correct horse")
    assert not passwords.matches(password, None)
    assert work.done == [b"$2b$04$"] * 2


def test_two_hashes_are_made_at_once_a_few_wait_and_the_next_is_told_to_come_back():
    slow = Slow()
    passwords = Passwords(COST, at_once=2, waiting=3, work=slow)
    with ThreadPoolExecutor(5) as threads:
        taken = [threads.submit(passwords.hash, "correct horse") for _ in range(5)]
        for _ in range(2):
            assert slow.begun.acquire(timeout=PATIENCE)
        while passwords._room._value:  # until the other three wait
            pass
        with pytest.raises(BusyError) as busy:
            passwords.hash("correct horse")
        with pytest.raises(BusyError):
            passwords.matches("correct horse", None)
        slow.end.set()
        assert all(one.result(PATIENCE) for one in taken)
    assert slow.most == 2
    assert busy.value.retry_after >= 1
    assert passwords.hash("correct horse")


def test_work_that_fails_gives_its_place_back():
    def fail(password, salt):
        raise MemoryError

    passwords = Passwords(COST, at_once=1, waiting=0, work=fail)
    for _ in range(3):
        with pytest.raises(MemoryError):
            passwords.hash("correct horse")
