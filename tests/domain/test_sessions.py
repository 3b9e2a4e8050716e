import pytest

from headway.domain.errors import Code, RejectedError
from headway.domain.sessions import check_label


@pytest.mark.parametrize("label", [None, "Firefox on Linux", "x" * 100])
def test_a_session_may_be_labelled(label):
    check_label(label)


@pytest.mark.parametrize(
    ("label", "code"), [("", Code.EMPTY), ("x" * 101, Code.TOO_LONG), ("a\x1bb", Code.CONTROL_CHARACTER)]
)
def test_a_label_is_readable_text(label, code):
    with pytest.raises(RejectedError) as refused:
        check_label(label)
    assert [(one.field, one.code) for one in refused.value.broken] == [(("label",), code)]
