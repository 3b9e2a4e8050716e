"""Assets: what was built for browsers, by the names that pages know it by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
KINDS: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to send: its content in each encoding that it is kept in, "" for as it is."""

    media_type: str
    contents: Mapping[str, bytes]

    def best(self, accepted: str) -> tuple[str, bytes]:
        """Pick the smallest that a browser takes, by its header Accept-Encoding."""
        name = next((name for name, _ in _ENCODINGS if name in self.contents and takes(accepted, name)), "")
        return name, self.contents[name]


def takes(accepted: str, encoding: str) -> bool:
    """Tell whether a header Accept-Encoding takes an encoding by name.

    >>> takes("gzip, br;q=0", "gzip"), takes("gzip, br;q=0", "br")
    (True, False)
    """
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def find(name: str) -> Asset | None:
    """Find a file that was built; names of anything else find nothing."""
    return _all().get(name)


@cache
def _all() -> Mapping[str, Asset]:
    return {path.name: _load(path) for path in BUILT.iterdir() if path.suffix in KINDS}


def _load(path: Path) -> Asset:
    packed = {encoding: path.with_name(path.name + ending) for encoding, ending in _ENCODINGS}
    contents = {one: file.read_bytes() for one, file in packed.items() if file.exists()}
    return Asset(KINDS[path.suffix], {"": path.read_bytes()} | contents)


@cache
def address(source: str) -> str:
    """Tell where the browser finds what was built from a source; the name changes with the content."""
    return f"/assets/{_manifest()[source]['file']}"


@cache
def _manifest() -> Mapping[str, Mapping[str, str]]:
    path = BUILT / "manifest.json"
    if not path.exists():
        msg = "The pages' assets are not built: make assets"
        raise RuntimeError(msg)
    manifest: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return manifest
