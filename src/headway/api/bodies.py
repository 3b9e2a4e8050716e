"""Bodies: read whole, but never more than is allowed."""

import re

import falcon

from headway.api.problems import PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, EdgeError

MOST_BYTES = 1024 * 1024
_PIECE_BYTES = 64 * 1024
_JSON = re.compile(r'application/json[ \t]*(;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?', re.IGNORECASE)


def read(request: falcon.Request) -> bytes:
    """Read the body of a request; nothing when there is none.

    Raises EdgeError: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE.
    """
    if (request.content_length or 0) > MOST_BYTES:
        raise _too_large()
    body = _drain(request)
    if body and not _JSON.fullmatch(request.content_type or ""):
        raise EdgeError(UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json, in UTF-8.")
    return body


def _drain(request: falcon.Request) -> bytes:
    """Take the body piece by piece: where no length was declared, counting is all there is."""
    declared = request.content_length is not None or not request.env.get("wsgi.input_terminated")
    stream = request.bounded_stream if declared else request.stream
    pieces = []
    total = 0
    while piece := stream.read(_PIECE_BYTES):
        total += len(piece)
        if total > MOST_BYTES:
            raise _too_large()
        pieces.append(piece)
    return b"".join(pieces)


def _too_large() -> EdgeError:
    return EdgeError(PAYLOAD_TOO_LARGE, f"A body has at most {MOST_BYTES} bytes.")
