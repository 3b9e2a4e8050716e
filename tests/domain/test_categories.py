import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.categories import CategoryDraft, check, name_key
from headway.domain.errors import Code, RejectedError


def broken(draft: CategoryDraft) -> list[tuple[str, Code]]:
    with pytest.raises(RejectedError) as refused:
        check(draft)
    return [(str(one.field[0]), one.code) for one in refused.value.broken]


@pytest.mark.parametrize("color", [None, "#10b981", "#ABCDEF", "#000000"])
def test_a_colour_is_six_hexadecimal_digits_or_none(color):
    check(CategoryDraft("Health", color))


@pytest.mark.parametrize(
    "color", ["", "#10b98", "#10b9811", "10b981", "#10b98g", "#10b981\n", " #10b981", "red", "#" + "\uff11" * 6]
)
def test_other_colours_are_refused(color):
    assert broken(CategoryDraft("Health", color)) == [("color", Code.PATTERN)]


def test_a_name_has_one_to_a_hundred_characters():
    check(CategoryDraft("x" * 100))
    assert broken(CategoryDraft("x" * 101)) == [("name", Code.TOO_LONG)]
    assert broken(CategoryDraft(" \u3000 ")) == [("name", Code.EMPTY)]
    assert broken(CategoryDraft("Health\x00")) == [("name", Code.CONTROL_CHARACTER)]


def test_all_broken_rules_are_listed():
    assert broken(CategoryDraft("\n" * 101, "blue")) == [
        ("name", Code.EMPTY),
        ("name", Code.TOO_LONG),
        ("name", Code.CONTROL_CHARACTER),
        ("color", Code.PATTERN),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("health", "Health"), (" Health ", "Health"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ﬁtness", "FITNESS"), ("e\u0301", "É")],
)
def test_names_that_look_alike_are_one_name(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_in_more_are_two():
    assert name_key("Health") != name_key("Heal th")
    assert name_key("cafe") != name_key("café")


@given(st.text(min_size=1, max_size=100))
def test_a_key_is_its_own_key_and_fits_its_column(name):
    key = name_key(name)
    assert name_key(key) == key
    assert len(key) <= 400
    assert name_key(unicodedata.normalize("NFD", name)) == key
