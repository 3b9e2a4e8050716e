"""Bodies: read whole, but never more than is allowed; files on their way to the disk."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import falcon

from headway.domain.errors import Code
from headway.edge.problems import PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, EdgeError, UnfitError

MOST_BYTES = 1024 * 1024
FILE_TYPE = "application/octet-stream"
_PIECE_BYTES = 64 * 1024
_CHARSET = re.compile(r'[ \t]*(;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?', re.IGNORECASE)


def read(request: falcon.Request, media_type: str) -> bytes:
    """Read the body of a request, in UTF-8 and of the kind that is taken; nothing when there is none.

    Raises EdgeError: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.
    """
    body = b"".join(_pieces(request, MOST_BYTES))
    if body and not _is(request.content_type or "", media_type):
        raise EdgeError(UNSUPPORTED_MEDIA_TYPE, f"Send the body as {media_type}, in UTF-8.")
    return body


def _is(sent: str, media_type: str) -> bool:
    begins = sent[: len(media_type)].lower() == media_type
    return begins and _CHARSET.fullmatch(sent[len(media_type) :]) is not None


@contextmanager
def kept(request: falcon.Request, most: int) -> Iterator[Path]:
    """Keep the body of a request as a file for as long as the block lasts, whatever its size in memory would be.

    Raises EdgeError: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE; UnfitError when not all of it comes.
    """
    if (request.content_type or "").partition(";")[0].strip().lower() != FILE_TYPE:
        raise EdgeError(UNSUPPORTED_MEDIA_TYPE, f"Send the file as it is, as {FILE_TYPE}.")
    with TemporaryDirectory(prefix="headway-") as folder:
        path = Path(folder, "file")
        with path.open("wb") as file:
            size = sum(map(file.write, _pieces(request, most)))
        if size < (request.content_length or 0):
            raise UnfitError(("file",), Code.PATTERN, "It broke off on the way.")
        yield path


def _pieces(request: falcon.Request, most: int) -> Iterator[bytes]:
    """Take the body piece by piece: where no length was declared, counting is all there is."""
    length = request.content_length
    if (length or 0) > most:
        raise _too_large(most)
    declared = length is not None or not request.env.get("wsgi.input_terminated")
    stream = request.bounded_stream if declared else request.stream
    total = 0
    while piece := stream.read(_PIECE_BYTES):
        total += len(piece)
        if total > most:
            raise _too_large(most)
        yield piece


def _too_large(most: int) -> EdgeError:
    return EdgeError(PAYLOAD_TOO_LARGE, f"A body has at most {most} bytes here.")
