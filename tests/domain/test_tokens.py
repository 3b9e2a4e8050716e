import pytest

from headway.domain.errors import Code, RejectedError
from headway.domain.tokens import Right, TokenDraft, check


@pytest.mark.parametrize("scopes", [[Right.READ], [Right.WRITE], [Right.WRITE, Right.READ]])
def test_a_token_has_a_name_of_up_to_100_characters_and_scopes(scopes):
    check(TokenDraft("x" * 100, scopes))


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (TokenDraft("", [Right.READ]), [(("name",), Code.EMPTY)]),
        (TokenDraft(" ", [Right.READ]), [(("name",), Code.EMPTY)]),
        (TokenDraft("x" * 101, [Right.READ]), [(("name",), Code.TOO_LONG)]),
        (TokenDraft("two\nlines", [Right.READ]), [(("name",), Code.CONTROL_CHARACTER)]),
        (TokenDraft("none", []), [(("scopes",), Code.EMPTY)]),
        (TokenDraft("twice", [Right.READ, Right.READ]), [(("scopes",), Code.REPEATED)]),
        (TokenDraft("", []), [(("name",), Code.EMPTY), (("scopes",), Code.EMPTY)]),
    ],
)
def test_what_is_wrong_with_a_token_is_told_at_once(draft, found):
    with pytest.raises(RejectedError) as refused:
        check(draft)
    assert [(one.field, one.code) for one in refused.value.broken] == found
