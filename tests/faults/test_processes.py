"""Some processes of the server killed, and not the others: none is left over, and none is missed."""

import os
import signal
import time
from collections.abc import Sequence

import pytest

from tests.api.servers import PATIENCE_SECONDS
from tests.faults.clients import Person, working
from tests.faults.served import Served


@pytest.mark.parametrize("engine", ["postgresql18"])  # two serving processes, each to be ended
def test_nothing_goes_on_serving_without_whoever_started_it(served: Served, people: Sequence[Person]):
    started = served.running.process
    started.send_signal(signal.SIGKILL)
    started.wait()
    until = time.monotonic() + PATIENCE_SECONDS
    while served.listens():
        assert time.monotonic() < until, "a process that it started still has the address"
        time.sleep(0.02)
    served.start()  # which is refused while anybody listens there
    for person in people:
        person.check()


@pytest.mark.parametrize("engine", ["sqlite"])  # one, so that nobody else serves meanwhile
def test_a_serving_process_that_was_killed_is_replaced(served: Served, people: Sequence[Person]):
    main, killed, *_ = served.running.processes()
    with working(people, through_breaks=True):
        time.sleep(0.2)
        os.kill(killed, signal.SIGKILL)
        served.wait()
    for person in people:
        person.check()
        for client in person.clients:
            client.finish()
        assert person.check() == (0, 0)
    processes = served.running.processes()
    assert len(processes) == served.workers + 1
    assert processes[0] == main
    assert killed not in processes
