"""The order of lists: who goes where when some change places."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.errors import Code, RejectedError
from headway.domain.order import Place, arrange, moved

IDS = [UUID(int=number) for number in range(1, 9)]


def placed(positions: list[int]) -> list[Place]:
    """Stand things where these positions say, in the order in which lists show them."""
    places = [Place(id_, position) for id_, position in zip(IDS, positions, strict=False)]
    return sorted(places, key=lambda one: (one.position, one.id))


def after(places: list[Place], ids: list[UUID]) -> list[UUID]:
    positions = {one.id: one.position for one in places} | dict(arrange(places, ids, "habit"))
    return sorted(positions, key=lambda id_: (positions[id_], id_))


positions = st.lists(st.integers(-3, 9), max_size=8)


@given(positions, st.data())
def test_those_named_stand_as_named_and_nobody_else_moves(standing: list[int], data: st.DataObject):
    places = placed(standing)
    now = [one.id for one in places]
    ids = data.draw(st.lists(st.sampled_from(now), unique=True)) if now else []
    then = after(places, ids)
    assert [one for one in then if one in ids] == ids
    assert [one if one not in ids else None for one in then] == [one if one not in ids else None for one in now]


@given(positions, st.data())
def test_the_same_once_more_changes_nothing(standing: list[int], data: st.DataObject):
    places = placed(standing)
    ids = data.draw(st.permutations([one.id for one in places]))
    settled = [Place(id_, at) for at, id_ in enumerate(after(places, ids), 1)]
    assert arrange(settled, ids, "habit") == {}


def test_what_is_named_twice_and_what_is_not_there_is_listed_with_its_place():
    places = [*placed([1, 2]), Place(IDS[5], 3, in_sight=False)]
    with pytest.raises(RejectedError) as refused:
        arrange(places, [IDS[0], IDS[7], IDS[0], IDS[5]], "habit")
    assert [(one.field, one.code) for one in refused.value.broken] == [
        (("ids", 1), Code.UNKNOWN_REFERENCE),
        (("ids", 2), Code.REPEATED),
        (("ids", 3), Code.UNKNOWN_REFERENCE),
    ]


@given(st.permutations(IDS), st.sampled_from(IDS), st.integers(-9, 9))
def test_a_move_goes_as_far_as_the_ends_and_leaves_the_others_in_order(ids: list[UUID], id_: UUID, by: int):
    then = moved(ids, id_, by)
    assert then.index(id_) == min(max(ids.index(id_) + by, 0), len(ids) - 1)
    assert [one for one in then if one != id_] == [one for one in ids if one != id_]
