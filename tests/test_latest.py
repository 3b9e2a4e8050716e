"""What is remembered is what would be made anew, whatever was asked before."""

from hypothesis import given
from hypothesis import strategies as st

from headway.latest import Latest

ITEMS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 2)), max_size=4)


def made(values):
    return [("made of", value) for _, value in values]


@given(asked=st.lists(ITEMS), most=st.integers(1, 5))
def test_it_gives_what_would_be_made_anew(asked, most):
    latest = Latest(lambda value: ("made of", value), most=most)
    for items in asked:
        assert [latest.of(*item) for item in items] == made(items)
        assert latest.each(items) == made(items)


def test_only_what_has_changed_is_made_again():
    counted: list[int] = []
    latest = Latest(counted.append, most=10)
    for items in (
        [("a", 1), ("b", 2)],
        [("a", 1), ("b", 2)],
        [("a", 1), ("b", 3)],
        [("a", 1)],
        [("a", 4), ("b", 3)],
    ):
        latest.each(items)
    assert counted == [1, 2, 3, 4]


def test_what_is_given_is_the_askers_own():
    latest = Latest(str, most=10)
    latest.each([("a", 1)]).append("spoilt")
    latest.each([("a", 1)]).append("spoilt")
    assert latest.each([("a", 1)]) == ["1"]


def test_of_lists_no_more_items_are_remembered_than_of_single_ones():
    made: list[str] = []
    latest = Latest(made.append, most=4)
    for key in "abcd":
        latest.each([(key, key), (key.upper(), key)])
    made.clear()
    latest.each([("d", "d"), ("D", "d")])
    assert made == []
    latest.each([("a", "a"), ("A", "a")])
    assert made == ["a", "a"]
