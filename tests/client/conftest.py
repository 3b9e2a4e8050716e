"""A client of a server that runs."""

from collections.abc import Iterator

import pytest

from headway.client import Client
from tests.served import Newcomer, Served


@pytest.fixture
def newcomer(served: Served) -> Newcomer:
    """Someone with nothing yet."""
    return served.newcomer()


@pytest.fixture
def client(newcomer: Newcomer) -> Iterator[Client]:
    """Their client."""
    with Client(newcomer.served.address, newcomer.token) as client:
        yield client
