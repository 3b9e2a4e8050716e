import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.services.paging import Archived, Page, cut


@given(st.lists(st.integers(), unique=True).map(sorted), st.integers(1, 5))
def test_pages_one_after_another_are_the_whole_list_without_repeats(items, limit):
    seen: list[int] = []
    after: tuple[int] | None = None
    while True:
        rest = [item for item in items if after is None or item > after[0]]
        page = cut(rest[: limit + 1], limit, lambda item: (item,))
        assert len(page.items) <= limit
        seen += page.items
        if page.after is None:
            break
        after = page.after
    assert seen == items


def test_a_full_last_page_tells_that_it_is_the_last():
    assert cut([1, 2], 2, lambda item: (item,)) == Page([1, 2], None)
    assert cut([1, 2, 3], 2, lambda item: (item,)) == Page([1, 2], (2,))
    assert cut([], 2, lambda item: (item,)) == Page([], None)


@pytest.mark.parametrize(("text", "only"), [("false", False), ("true", True), ("all", None)])
def test_lists_show_what_is_in_use_or_archived_or_both(text, only):
    assert Archived(text).only is only
