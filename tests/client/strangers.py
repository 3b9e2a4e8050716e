"""Servers that are not Headway, and ways to it that lose what it says."""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536
_ENCRYPTED = b"\x16\x03"  # how a conversation over TLS begins


@dataclass
class Stranger:
    """What listens on a port, and what it was sent; each connection is for one request."""

    address: str
    heard: list[bytes] = field(default_factory=list)


def reply(status: int, content: bytes = b"", **headers: str) -> bytes:
    """Write an answer."""
    written = {"content-length": str(len(content)), "connection": "close"}
    written |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} So", *(f"{name}: {value}" for name, value in written.items())]
    return "\r\n".join([*lines, "", ""]).encode() + content


def as_json(body: object, status: int = 200) -> bytes:
    """Write an answer in JSON."""
    return reply(status, json.dumps(body).encode(), content_type="application/json")


@contextmanager
def saying(*replies: bytes) -> Iterator[Stranger]:
    """Answer one request after the other with these, the last of them for ever; nothing hangs up."""
    with _listening() as (stranger, listener):

        def answer(number: int, connection: socket.socket) -> None:
            stranger.heard.append(_request(connection))
            said = replies[min(number, len(replies) - 1)]
            if said:
                connection.sendall(said)

        _serve(listener, answer)
        yield stranger


@contextmanager
def losing(server: str, answers: Sequence[int]) -> Iterator[Stranger]:
    """Pass requests on to a server, and lose its answers to those of these numbers, from 0."""
    port = urlsplit(server).port
    with _listening() as (stranger, listener):

        def pass_on(number: int, connection: socket.socket) -> None:
            stranger.heard.append(_request(connection))
            asked = stranger.heard[-1].replace(b"Connection: keep-alive\r\n", b"", 1)
            head, _, rest = asked.partition(b"\r\n\r\n")
            with socket.create_connection(("127.0.0.1", port or 80)) as there:
                there.sendall(head + b"\r\nConnection: close\r\n\r\n" + rest)
                said = b"".join(iter(lambda: there.recv(PIECE), b""))
            if number not in answers:
                connection.sendall(said)

        _serve(listener, pass_on)
        yield stranger


@contextmanager
def _listening() -> Iterator[tuple[Stranger, socket.socket]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Stranger(f"http://127.0.0.1:{listener.getsockname()[1]}"), listener
        listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, act: Callable[[int, socket.socket], None]) -> None:
    def accept() -> None:
        number = 0
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.settimeout(10)
                    act(number, connection)
                number += 1

    threading.Thread(target=accept, daemon=True).start()


def _request(connection: socket.socket) -> bytes:
    """Read one request to its end."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        piece = connection.recv(PIECE)
        if not piece:
            return heard
        heard += piece
        if heard.startswith(_ENCRYPTED):
            return heard
    head, _, body = heard.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.splitlines() if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(PIECE)
    return head + b"\r\n\r\n" + body
