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
        wanted = {part.partition(";")[0].strip() for part in accepted.split(",")}
        name = next((name for name, _ in _ENCODINGS if name in wanted and name in self.contents), "")
        return name, self.contents[name]


@cache
def find(name: str) -> Asset | None:
    """Find a file that was built; names of anything else, or of what lies elsewhere, find nothing."""
    path = BUILT / name
    kind = KINDS.get(path.suffix)
    if kind is None or path.parent != BUILT or not path.is_file():
        return None
    packed = {encoding: path.with_name(name + ending) for encoding, ending in _ENCODINGS}
    return Asset(
        kind, {"": path.read_bytes()} | {one: file.read_bytes() for one, file in packed.items() if file.exists()}
    )


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
