import unicodedata
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain import users
from headway.domain.errors import Code, RejectedError
from headway.domain.users import UserDraft, check, check_password, email_key, is_email
from tests.cast import ADA, BEN

GOOD = UserDraft("ada@example.org")


def broken(draft, password=None):
    try:
        check(draft, password)
    except RejectedError as error:
        return [(one.field, one.code) for one in error.broken]
    return []


@pytest.mark.parametrize(
    "email",
    [
        "ada@example.org",
        "ada+habits@home.local",
        "a.b@sub.host.test",
        "ÄDA@exämple.com",
        "ada@localhost.localdomain",
        "用户@例子.中国",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.org",
    ],
)
def test_an_address_is_an_address_wherever_it_leads(email):
    assert broken(replace(GOOD, email=email)) == []


@pytest.mark.parametrize(
    "email",
    [
        "", "ada", "ada@", "@example.org", "ada@localhost", "ada@@example.org", "a..b@example.org",
        " ada@example.org", "ada@example.org ", "Ada <ada@example.org>", "ada@[127.0.0.1]", "ada@192.0.2.1",
        '"a b"@example.org',
        "ada@exam ple.org", "ada\x00@example.org", "ada@example.org\n", "\ud800@example.org", "ada@-.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(email):
    assert broken(replace(GOOD, email=email)) == [(("email",), Code.PATTERN)]


def test_an_address_has_at_most_254_characters_in_both_forms_that_are_kept():
    just = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.org"
    assert len(just) == 254
    assert broken(replace(GOOD, email="x" + just)) == [(("email",), Code.TOO_LONG)]
    lengthened_by_lower_case = "İ" * 130 + "@example.org"
    assert broken(replace(GOOD, email=lengthened_by_lower_case)) == [(("email",), Code.TOO_LONG)]


@given(st.text())
def test_any_text_is_an_address_or_not(text):
    assert is_email(text) in {True, False}


@given(st.text())
def test_addresses_are_compared_however_they_are_composed(text):
    key = email_key(text)
    assert email_key(unicodedata.normalize("NFD", text)) == key
    assert email_key(unicodedata.normalize("NFC", text)) == key
    assert email_key(key) == key


def test_lower_case_is_composed_once_more():
    only_small_is_one_character = "H\u0331@example.org", "\u1e96@example.org"
    assert len({email_key(one) for one in only_small_is_one_character}) == 1


@given(st.text(st.characters(max_codepoint=127)))
def test_addresses_are_compared_in_lower_case(text):
    assert email_key(text.swapcase()) == email_key(text) == text.lower()


@given(st.emails(), st.emails())
def test_different_addresses_stay_different(one, other):
    assert (email_key(one) == email_key(other)) == (one.lower() == other.lower())


def test_a_password_has_8_characters_or_more():
    assert broken(GOOD, "1234567") == [(("password",), Code.TOO_SHORT)]
    assert broken(GOOD, "12345678") == []
    assert broken(GOOD, "ééééééé") == [(("password",), Code.TOO_SHORT)]


def test_a_password_has_at_most_72_bytes_and_is_never_cut():
    assert broken(GOOD, "x" * 72) == []
    assert broken(GOOD, "x" * 73) == [(("password",), Code.TOO_LONG)]
    assert broken(GOOD, "é" * 36) == []
    assert broken(GOOD, "é" * 37) == [(("password",), Code.TOO_LONG)]


@pytest.mark.parametrize("password", ["nul\0 inside", "half \ud800 character"])
def test_a_password_is_text_that_can_be_hashed(password):
    assert broken(GOOD, password) == [(("password",), Code.CONTROL_CHARACTER)]


@given(st.text())
def test_every_password_that_is_taken_can_be_hashed(password):
    try:
        check_password("password", password)
    except RejectedError:
        return
    given_bytes = password.encode()
    assert len(password) >= 8
    assert len(given_bytes) <= 72
    assert b"\0" not in given_bytes


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Pacific/Apia"])
def test_the_zone_is_an_iana_zone(zone):
    assert broken(replace(GOOD, timezone=zone)) == []


@pytest.mark.parametrize("zone", ["", "Berlin", "europe/berlin", "UTC+1", "../UTC", "Europe/Berlin\0"])
def test_any_other_zone_is_refused(zone):
    assert broken(replace(GOOD, timezone=zone)) == [(("timezone",), Code.UNKNOWN_ZONE)]


def test_days_begin_between_midnight_and_six_on_a_whole_minute():
    assert broken(replace(GOOD, day_start=time(6, 0))) == []
    assert broken(replace(GOOD, day_start=time(2, 59))) == []
    assert broken(replace(GOOD, day_start=time(6, 1))) == [(("day_start",), Code.OUT_OF_RANGE)]
    assert broken(replace(GOOD, day_start=time(3, 0, 1))) == [(("day_start",), Code.TOO_PRECISE)]
    assert broken(replace(GOOD, day_start=time(6, 0, 0, 1))) == [(("day_start",), Code.TOO_PRECISE)]


def test_everything_that_is_wrong_is_told_at_once():
    worst = UserDraft("ada", "Mars", day_start=time(23, 59, 59))
    assert [field for field, _ in broken(worst, "\0" * 73)] == [
        ("email",), ("timezone",), ("day_start",), ("day_start",), ("password",), ("password",),
    ]  # fmt: skip


@pytest.mark.parametrize("user", [ADA, BEN])
def test_the_draft_of_a_user_says_what_is_kept(user):
    draft = users.draft_of(user)
    assert (draft.email, draft.timezone, draft.week_start) == (user.email, user.timezone, user.week_start)
    assert draft.day_start_minutes == user.day_start_minutes


def test_days_that_begin_at_three_say_so():
    assert BEN.day_start == time(3, 0)
