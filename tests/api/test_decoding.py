"""Decoding: what does not fit, told by its place and by what would."""

from tests.api.clients import Client, broken


def test_a_word_in_a_list_that_is_none_of_ours_is_told_with_those_that_are(ada_there: Client):
    problem = ada_there.refused("POST", "/tokens", {"name": "a script", "scopes": ["write", "admin"]})
    assert broken(problem) == [("/scopes/1", "out_of_range")]
    assert problem["detail"] == "It is one of read, write."
