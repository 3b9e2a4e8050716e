"""Decoding: from bytes or a query to a Struct, strictly; what does not fit is named by place and code.

Malformed JSON is 400. JSON that is not what was asked for is 422, with the first thing that does not fit.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar
from urllib.parse import unquote_plus

import msgspec

from headway.api.wire import values
from headway.domain.errors import Code
from headway.edge.problems import MALFORMED, EdgeError, UnfitError

T = TypeVar("T")
Path = tuple[str | int, ...]

_BROKEN_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class BodyReader(Generic[T]):
    """Decodes bodies of one kind; made once for each route."""

    def __init__(self, kind: type[T]) -> None:
        """Prepare the decoder."""
        self._kind = kind
        self._decoder = msgspec.json.Decoder(kind, strict=True, dec_hook=values.read, float_hook=values.number)

    def read(self, body: bytes) -> T:
        """Decode a body; an empty one is an object without members.

        Raises EdgeError (MALFORMED) and UnfitError.
        """
        body = body or b"{}"
        try:
            decoded = self._decoder.decode(body)
            _refuse_repeated(body)
        except msgspec.ValidationError as error:
            _refuse_malformed(body)
            raise _unfit(error, self._kind) from error
        except _BROKEN_JSON as error:
            raise _malformed(error) from error
        return decoded


class QueryReader(Generic[T]):
    """Decodes queries of one kind; made once for each route."""

    def __init__(self, kind: type[T]) -> None:
        """Keep the kind, and the value of an absent query."""
        self._kind = kind
        self._nothing = kind()

    def read(self, query: str) -> T:
        """Decode a query string, in which each known parameter may stand once.

        Raises UnfitError.
        """
        if not query:
            return self._nothing
        given: dict[str, str] = {}
        for name, value in _pairs(query):
            if name in given:
                raise UnfitError((name,), Code.REPEATED, f"The parameter “{name}” is given more than once.")
            given[name] = value
        try:
            return msgspec.convert(given, self._kind, strict=True, dec_hook=values.read)
        except msgspec.ValidationError as error:
            raise _unfit(error, self._kind) from error


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        try:
            yield unquote_plus(name, errors="strict"), unquote_plus(value, errors="strict")
        except UnicodeDecodeError:
            raise UnfitError((name,), Code.PATTERN, "Write it in UTF-8.") from None


_ANYTHING = msgspec.json.Decoder(float_hook=str)


def _refuse_malformed(body: bytes) -> None:
    """Refuse what is no JSON further on, too: the decoder stops at the first thing that does not fit."""
    try:
        _ANYTHING.decode(body)
    except msgspec.ValidationError:
        return
    except _BROKEN_JSON as error:
        raise _malformed(error) from error


def _malformed(error: Exception) -> EdgeError:
    if isinstance(error, RecursionError):
        return EdgeError(MALFORMED, "The body is nested too deeply.")
    if isinstance(error, UnicodeDecodeError):
        return EdgeError(MALFORMED, "The body is not UTF-8.")
    found = re.search(r"\(byte (\d+)\)", str(error))
    where = f"it breaks off at byte {found[1]}" if found else "it ends too early, or escapes half a character"
    return EdgeError(MALFORMED, f"The body is not well-formed JSON: {where}.")


def _no_repeats(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) == len({name for name, _ in pairs}):
        return
    names = [name for name, _ in pairs]
    name = next(name for name in names if names.count(name) > 1)
    raise UnfitError((), Code.REPEATED, f"The member “{name}” is given more than once.")


_REPEATS = json.JSONDecoder(object_pairs_hook=_no_repeats, parse_float=str, parse_int=str)


def _refuse_repeated(body: bytes) -> None:
    """Refuse an object with two members of one name: which of them is meant, nobody can know."""
    if body.count(b":") > 1:
        _REPEATS.decode(body.decode())


# -- what msgspec says, in our words ------------------------------------------------------------------------

_PLACE = re.compile(r"(?P<said>.*?)(?: - at `\$(?P<path>(?:\.\w+|\[\d+\]|\[\.\.\.\])*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "null": "null",
    "object": "an object",
    "array": "a list",
    "uuid": "an id",
}
_MOST_NAME = 100


def _unfit(error: msgspec.ValidationError, kind: Any) -> UnfitError:
    found = _PLACE.fullmatch(str(error))
    said, place = (found["said"], found["path"] or "") if found else (str(error), "")
    path = tuple(int(index) if index else name for name, index in _STEP.findall(place))
    if isinstance(error.__cause__, values.UnfitValueError):
        return UnfitError(path, error.__cause__.code, error.__cause__.detail)
    return _translate(said, path, kind)


def _translate(said: str, path: Path, kind: Any) -> UnfitError:
    name = _quoted(said)
    if said.startswith("Object missing"):
        return UnfitError((*path, name), Code.MISSING, f"The member “{name}” is missing.")
    if said.startswith("Object contains unknown"):
        return UnfitError((*path, name), Code.UNKNOWN_MEMBER, f"There is no “{name}” here.")
    if said.startswith("Invalid UUID"):
        return UnfitError(path, Code.PATTERN, "An id is a UUID, 8-4-4-4-12 hexadecimal digits.")
    if said.startswith("Invalid"):
        return UnfitError(path, Code.OUT_OF_RANGE, f"It is one of {', '.join(_choices(kind, path))}.")
    if said.startswith("Integer value out"):
        return UnfitError(path, Code.OUT_OF_RANGE, "No number here is that large.")
    return UnfitError(path, Code.TYPE, f"It is {_in_words(name)}.")


def _quoted(said: str) -> str:
    """Take what stands between the first backquotes, or as much of it as is fit to be repeated."""
    found = re.search(r"`(.*?)`(?:,|\Z)", said, re.DOTALL)
    return found[1][:_MOST_NAME] if found else ""


def _in_words(kinds: str) -> str:
    return " or ".join(_WORDS.get(one, one) for one in kinds.split(" | "))


def _choices(kind: Any, path: Path) -> Sequence[str]:
    """List what may stand at a place of a Struct: an enumeration's words, or the tags of a union."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in path:
        info = _step_into(info, step)
    return [str(getattr(one, "value", one)) for one in _words_of(info)]


def _step_into(info: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return next(one.item_type for one in _alternatives(info) if hasattr(one, "item_type"))
    structs = [one for one in _alternatives(info) if hasattr(one, "fields")]
    if structs[0].tag_field == step:
        return [one.tag for one in structs]
    return next(field.type for one in structs for field in one.fields if field.encode_name == step)


def _alternatives(info: Any) -> Sequence[Any]:
    if isinstance(info, msgspec.inspect.Metadata):
        return _alternatives(info.type)
    if isinstance(info, msgspec.inspect.UnionType):
        return [one for each in info.types for one in _alternatives(each)]
    return [info]


def _words_of(info: Any) -> Sequence[Any]:
    if isinstance(info, list):
        return info
    for one in _alternatives(info):
        if isinstance(one, msgspec.inspect.EnumType):
            return list(one.cls)
        if isinstance(one, msgspec.inspect.LiteralType):
            return one.values
    return []
