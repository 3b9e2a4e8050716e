from uuid import UUID

import pytest

from headway.domain.errors import Code, ConflictError, GoneError
from headway.services import creations
from headway.services.creations import Chosen, Kind

CHOSEN = Chosen(UUID(int=42), "a" * 64)


def claim(person, kind=Kind.GOAL, chosen=CHOSEN):
    with person.at() as scope:
        return creations.claim(scope, kind, chosen, "goal")


def test_without_a_choice_an_id_is_made_and_none_is_remembered(ada):
    first, second = claim(ada, chosen=None), claim(ada, chosen=None)
    assert first[1]
    assert second[1]
    assert first[0] < second[0]
    assert claim(ada, chosen=Chosen(first[0], "a" * 64)) == (first[0], True)


def test_a_chosen_id_is_new_once(ada):
    assert claim(ada) == (CHOSEN.id, True)
    assert claim(ada) == (CHOSEN.id, False)


def test_everybody_has_ids_of_their_own(ada, ben):
    assert claim(ada) == claim(ben) == (CHOSEN.id, True)


@pytest.mark.parametrize(("kind", "digest"), [(Kind.GOAL, "b" * 64), (Kind.HABIT, "a" * 64)])
def test_an_id_cannot_be_used_for_anything_else(ada, kind, digest):
    claim(ada)
    with pytest.raises(ConflictError) as refused:
        claim(ada, kind, Chosen(CHOSEN.id, digest))
    assert refused.value.code is Code.ID_REUSED


def test_a_claim_is_undone_with_the_request_that_is_refused(ada):
    with pytest.raises(GoneError), ada.at() as scope:
        creations.claim(scope, Kind.GOAL, CHOSEN, "goal")
        creations.still(None, "goal")
    assert claim(ada) == (CHOSEN.id, True)


def test_that_nothing_was_needed_is_remembered_of_that_request(ada):
    with ada.at() as scope:
        id_, _ = creations.claim(scope, Kind.ENTRY, CHOSEN, "progress entry")
        assert not creations.made_nothing(scope, id_)
        creations.settle_for_nothing(scope, CHOSEN)
        creations.settle_for_nothing(scope, None)
        assert creations.made_nothing(scope, id_)
    assert claim(ada, Kind.ENTRY) == (CHOSEN.id, False)
    with pytest.raises(ConflictError):
        claim(ada, Kind.ENTRY, Chosen(CHOSEN.id, "b" * 64))
