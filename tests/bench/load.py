"""Load: clients that ask one request after another, and cost little themselves."""

import re
import socket
import time
from collections.abc import Iterable, Sequence
from selectors import EVENT_READ, DefaultSelector

Ask = tuple[str, str]
"""A method and a path."""

_LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)


class Client:
    """One connection that is kept, on which one request at a time is asked."""

    def __init__(self, port: int, shown: str) -> None:
        """Connect; `shown` is the header that lets in."""
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = f"Host: 127.0.0.1:{port}\r\nAccept-Encoding: gzip, br\r\n{shown}\r\n\r\n"
        self._received = b""

    def ask(self, method: str, path: str) -> None:
        """Send a request without a body."""
        self._received = b""
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\n{self._head}".encode())

    def is_answered(self) -> bool:
        """Receive what has arrived, and tell whether the answer is whole; its status must be a good one."""
        self._received += self.socket.recv(65_536)
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(self._received.decode())
        length = _LENGTH.search(head)
        return len(body) >= (int(length[1]) if length else 0)


def in_turn(port: int, shown: str, asked: Iterable[Ask]) -> None:
    """Ask one after another over one connection."""
    client = Client(port, shown)
    for method, path in asked:
        client.ask(method, path)
        while not client.is_answered():
            pass
    client.socket.close()


def at_once(port: int, shown: str, asked: Sequence[Ask], clients: int) -> list[float]:
    """Let so many clients ask at the same time until all is asked; tell how long each answer took, in seconds."""
    left = iter(asked)
    took: list[float] = []
    began: dict[Client, float] = {}
    selector = DefaultSelector()

    def ask(client: Client) -> None:
        following = next(left, None)
        if following is None:
            selector.unregister(client.socket)
            client.socket.close()
        else:
            began[client] = time.perf_counter()
            client.ask(*following)

    for client in [Client(port, shown) for _ in range(clients)]:
        selector.register(client.socket, EVENT_READ, client)
        ask(client)
    while selector.get_map():
        for key, _ in selector.select():
            if key.data.is_answered():
                took.append(time.perf_counter() - began[key.data])
                ask(key.data)
    return took
