"""The palette: twelve colours for categories, which stay apart for those who see fewer colours as well.

They differ in lightness as much as in hue, within what bars show as it is on light and on dark paper; how far apart
they are, and for whom, is measured in `tests/web/test_palette.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.web.words import later


@dataclass(frozen=True, slots=True)
class Color:
    """A colour, #RRGGBB, and what it is called."""

    value: str
    name: str


PALETTE = (
    Color("#19717d", later("Teal")),
    Color("#439de8", later("Sky")),
    Color("#5b72e6", later("Blue")),
    Color("#6a4fa9", later("Violet")),
    Color("#bc6daf", later("Pink")),
    Color("#be2800", later("Red")),
    Color("#81574c", later("Brown")),
    Color("#da6c00", later("Orange")),
    Color("#dda313", later("Gold")),
    Color("#809465", later("Olive")),
    Color("#7dc27c", later("Green")),
    Color("#aea2b1", later("Grey")),
)
"""In the order of the rainbow."""

_STRIDE = 5
"""Has no divisor with twelve in common, so that it comes by all of them, and neighbours come late."""


def suggest(used: Iterable[str | None]) -> str:
    """Suggest a colour that is not used yet, far from those suggested just before.

    >>> suggest([]), suggest(["#19717D"])
    ('#19717d', '#be2800')
    """
    taken = {(one or "").lower() for one in used}
    ordered = [PALETTE[_STRIDE * number % len(PALETTE)].value for number in range(len(PALETTE))]
    return next((one for one in ordered if one not in taken), ordered[0])
