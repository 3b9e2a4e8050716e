import pytest
from limits.storage import MemoryStorage

from headway import clock
from headway.domain.errors import BusyError, Code, ConflictError, CredentialsError, LimitedError
from headway.services.attempts import Attempts
from tests.doors import HOME, at_once

ADA, BEN = "ada@example.org", "ben@example.org"
ELSEWHERE = "198.51.100.7"


@pytest.fixture
def attempts():
    return Attempts("memory", clock.now)


def fail(attempts, account=ADA, address=HOME, error=CredentialsError):
    with pytest.raises(error), attempts.counted(account, address):
        raise error(Code.WRONG_CREDENTIALS, "Wrong.")


def succeed(attempts, account=ADA, address=HOME):
    with attempts.counted(account, address):
        pass


def limited(attempts, account=ADA, address=HOME):
    tried = False
    with pytest.raises(LimitedError) as error, attempts.counted(account, address):
        tried = True
    assert not tried
    return error.value


@pytest.mark.parametrize("error", [CredentialsError, ConflictError])
def test_after_ten_failures_an_account_has_to_wait(attempts, error):
    for _ in range(10):
        fail(attempts, error=error)
    refused = limited(attempts)
    assert refused.code == Code.TOO_MANY_ATTEMPTS
    assert 0 < refused.retry_after <= 15 * 60
    limited(attempts, address=ELSEWHERE)


def test_other_accounts_do_not_have_to_wait(attempts):
    for _ in range(10):
        fail(attempts)
    succeed(attempts, BEN)


def test_a_success_clears_the_accounts_count(attempts):
    for _ in range(3):
        for _ in range(9):
            fail(attempts)
        succeed(attempts)
    for _ in range(10):
        fail(attempts)
    limited(attempts)


def test_a_success_clears_no_other_accounts_count(attempts):
    for _ in range(10):
        fail(attempts)
    succeed(attempts, BEN)
    limited(attempts)


def test_successes_are_not_limited_but_by_their_address(attempts):
    for _ in range(100):
        succeed(attempts)
    limited(attempts)
    succeed(attempts, address=ELSEWHERE)


def test_after_a_hundred_attempts_an_address_has_to_wait_whatever_the_accounts(attempts):
    for number in range(100):
        fail(attempts, f"{number}@example.org")
    refused = limited(attempts, "new@example.org")
    assert 0 < refused.retry_after <= 15 * 60
    succeed(attempts, "new@example.org", ELSEWHERE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),  # a host chooses within its /64 as it likes
        ("2001:db8::1", "2001:DB8:0:0:1::", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("a socket", "a socket", True),
    ],
)
def test_an_address_is_what_one_client_has(attempts, one, other, same):
    for number in range(100):
        fail(attempts, f"{number}@example.org", one)
    if same:
        limited(attempts, BEN, other)
    else:
        succeed(attempts, BEN, other)


def test_no_room_is_no_failure(attempts):
    for _ in range(20):
        with pytest.raises(BusyError), attempts.counted(ADA, HOME):
            raise BusyError("Full.")
    succeed(attempts)


def test_what_is_not_a_refusal_is_no_failure(attempts):
    for _ in range(20):
        with pytest.raises(ZeroDivisionError), attempts.counted(ADA, HOME):
            raise ZeroDivisionError
    succeed(attempts)


@pytest.mark.parametrize("account", ["", "\ud800", "\0", "x" * 1_000_000])
def test_any_text_may_be_tried_as_an_account(attempts, account):
    for _ in range(10):
        fail(attempts, account)
    limited(attempts, account)


def test_simultaneous_failures_are_all_counted(attempts):
    answers = at_once(10, lambda _: fail(attempts))
    assert answers == [None] * 10
    limited(attempts)


class Unreachable(MemoryStorage):
    """Where counts are kept, when it cannot be reached."""

    STORAGE_SCHEME = ["unreachable"]  # noqa: RUF012 -- the library's own form

    @property
    def base_exceptions(self):
        return ConnectionError

    def acquire_entry(self, key, limit, expiry, amount=1):
        raise ConnectionError


def test_while_attempts_cannot_be_counted_nobody_gets_to_try():
    unreachable = Attempts("unreachable://", clock.now)
    with pytest.raises(BusyError), unreachable.counted(ADA, HOME):
        pytest.fail("tried")


def test_while_redis_cannot_be_reached_nobody_may_try(tmp_path):
    with pytest.raises(BusyError), Attempts(f"redis+unix://{tmp_path}/none", clock.now).counted(ADA, HOME):
        raise AssertionError
