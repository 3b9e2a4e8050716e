"""Clients: several programs of one person that write at once, each over a connection of its own."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event, Thread
from typing import Any

from headway import clock
from tests.faults import load
from tests.faults.connections import Connection, read
from tests.faults.ledger import Ledger, Write, compare
from tests.faults.load import Load

_AGAIN_SECONDS = 0.05


@dataclass
class Client:
    """A program that writes one thing after the other, and repeats what was not done until it is."""

    connection: Connection
    load: Load
    ledger: Ledger = field(default_factory=Ledger)
    breaks: int = 0
    failure: Exception | None = None
    _repeated: bool = False

    def work(self, until: Event, *, through_breaks: bool) -> None:
        """Write until told to stop, or until the connection breaks."""
        try:
            while not until.is_set() and (self.step() or through_breaks):
                pass
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            self.failure = error

    def step(self) -> bool:
        """Send one write, or the unanswered one again; tell whether there was any answer."""
        if self.ledger.unanswered is None:
            self.ledger.unanswered, self._repeated = self.load.next(self.ledger), False
        answer = self.send(self.ledger.unanswered, self.ledger, repeated=self._repeated)
        self._repeated = True
        if answer is not None and answer >= 500:
            time.sleep(_AGAIN_SECONDS)
        return answer is not None

    def send(self, write: Write, ledger: Ledger, *, repeated: bool = False) -> int | None:
        """Send a write and note the answer; a server that cannot leaves it unanswered."""
        try:
            status, _ = self.connection.ask(write.method, write.path, write.body)
        except (OSError, HTTPException):
            self.breaks += 1
            return None
        if status < 500:
            ledger.settle(status, repeated=repeated)
        return status

    def finish(self) -> None:
        """Repeat what is unanswered, which is answered now."""
        if self.ledger.unanswered is not None:
            assert self.step()
            assert self.ledger.unanswered is None, self.connection.refusals[-1]


@dataclass
class Person:
    """Somebody with an account, some clients, and habits and goals that all of these write to."""

    clients: Sequence[Client]
    common: Ledger

    @property
    def ledgers(self) -> list[Ledger]:
        """What was there in the beginning, and what each client knows."""
        return [self.common, *(one.ledger for one in self.clients)]

    @property
    def acknowledged(self) -> int:
        """How many writes were acknowledged to them."""
        return sum(one.acknowledged for one in self.ledgers)

    def can_read(self) -> bool:
        """Tell whether this person can see what they have, whatever becomes of what they write."""
        token = self.clients[0].connection.token
        with closing(Connection(self.clients[0].connection.port, token)) as another:
            return another.ask("GET", "/today")[0] == 200

    def check(self) -> tuple[int, int]:
        """Require that what the server has is what was acknowledged; see `compare`."""
        connection = self.clients[0].connection
        connection.close()  # it may be one to a server that was killed
        return compare(self.ledgers, read(connection))


def settle(port: int, token: str, count: int, dice: random.Random) -> Person:
    """Give somebody habits of every kind, two goals, and clients."""
    today = clock.now().date()
    common = Ledger()
    connections = [Connection(port, token) for _ in range(count)]
    first = Load(dice, today, (0, 1), {})
    writes = [
        *(load.new_habit(first.new_id(), one) for one in (load.SEVERAL_A_DAY, *load.ONCE_A_DAY)),
        *(load.new_habit(first.new_id(), *one) for one in load.MEASURED),
        *load.new_goals(first.new_id(), first.new_id(), today),
    ]
    for write in writes:
        common.unanswered = write
        status, said = connections[0].ask(write.method, write.path, write.body)
        assert status == 201, said
        common.settle(status, repeated=False)
    loads = [Load(random.Random(dice.random()), today, (which, count), common.kept) for which in range(count)]
    return Person([Client(*one) for one in zip(connections, loads, strict=True)], common)


@contextmanager
def working(people: Sequence[Person], *, through_breaks: bool = False) -> Iterator[None]:
    """Have all clients write while the block lasts."""
    done = Event()
    clients = [client for person in people for client in person.clients]
    threads = [
        Thread(target=client.work, args=(done,), kwargs={"through_breaks": through_breaks}) for client in clients
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()
    for client in clients:
        if client.failure is not None:
            raise client.failure


def check_people(people: Sequence[Person]) -> None:
    """Require that what was acknowledged is there, and that repeating the rest ends as if it was done once."""
    for person in people:
        person.check()
        for client in person.clients:
            client.finish()
        assert person.check() == (0, 0)


def check_refusals(people: Sequence[Person], back_at: float) -> int:
    """Require that nobody was left without an answer, nor told to come back once all was well again.

    Tells how many were told to come back, and forgets about them.
    """
    refused = 0
    for client in (client for person in people for client in person.clients):
        refusals = client.connection.refusals
        assert client.breaks == 0
        assert all(told_to_come_back(one.status, one.body, one.headers) for one in refusals), refusals
        assert all(one.asked_at < back_at for one in refusals)
        refused += len(refusals)
        refusals.clear()
    return refused


def told_to_come_back(status: int, problem: Any, headers: dict[str, str]) -> bool:
    """Tell whether an answer is the problem that says that the database is away, and when to come back."""
    assert status == 503, problem
    assert problem["type"] == "urn:headway:problem:unavailable"
    assert headers["content-type"] == "application/problem+json"
    return int(headers["retry-after"]) > 0


def report(said: str) -> None:
    """Tell what a test has seen, which `make faults` shows."""
    print(said)  # noqa: T201 -- pytest keeps it for those who want to know
