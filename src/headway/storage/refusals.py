"""Refusals: what a broken constraint means to the user whose statement broke it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from headway.domain.errors import Broken, Code, ConflictError, HeadwayError, RejectedError
from headway.storage.failures import broken_constraint


@contextmanager
def translated(meanings: Mapping[str, Callable[[], HeadwayError]]) -> Iterator[None]:
    """Raise what the named constraint means when a statement in the block breaks it."""
    try:
        yield
    except IntegrityError as error:
        meaning = meanings.get(broken_constraint(error))
        if meaning is None:
            raise
        raise meaning() from error


def id_reused() -> HeadwayError:
    """Say that another thing of the user's has this id."""
    return ConflictError(Code.ID_REUSED, "Another thing has this id.")


def unknown_category() -> HeadwayError:
    """Say that the user has no such category, whoever else may have it."""
    return RejectedError([Broken(("category_id",), Code.UNKNOWN_REFERENCE, "There is no such category.")])
