"""The palette, judged by numbers: how far its colours are apart, for whom, and on which paper.

Distances are measured in Oklab, in which a step of 0.02 is about what can just be seen side by side. Those who lack
one kind of cone are simulated by the matrices of Machado, Oliveira and Fernandes (2009), at full severity.
"""

import re
from itertools import combinations
from pathlib import Path

import pytest

from headway.web.palette import PALETTE, suggest

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

STYLES = Path(__file__).parents[2] / "src/headway/web/assets/styles"
EYES: dict[str, Matrix] = {
    "three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = {"three cones": 0.1, "protanopia": 0.08, "deuteranopia": 0.08, "tritanopia": 0.08}
_TO_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def times(matrix: Matrix, vector: Vector) -> Vector:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def light(color: str) -> Vector:
    """Undo the curve of sRGB."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def oklab(rgb: Vector) -> Vector:
    first, second, third = (max(one, 0.0) ** (1 / 3) for one in times(_TO_CONES, rgb))
    return times(_TO_LAB, (first, second, third))


def seen(color: str, eyes: str) -> Vector:
    return oklab(times(EYES[eyes], light(color)))


def distance(one: Vector, other: Vector) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


@pytest.mark.parametrize("eyes", EYES)
def test_any_two_colours_are_apart_for_everybody(eyes: str):
    apart = {
        (one.name, other.name): distance(seen(one.value, eyes), seen(other.value, eyes))
        for one, other in combinations(PALETTE, 2)
    }
    nearest = min(apart, key=lambda pair: apart[pair])
    assert apart[nearest] >= APART[eyes], nearest


def test_bars_and_swatches_show_them_as_they_are_on_light_and_on_dark_paper():
    """Styles hold lightness within limits, the same for both schemes; what lies within is not changed."""
    for name, sheet in (("bar", "shapes.css"), ("swatch", "settings.css")):
        rule = re.search(
            rf"\.{name}\[color\] \w+ {{ fill: oklch\(from currentColor clamp\(([\d.]+), l, ([\d.]+)\) c h\)",
            (STYLES / sheet).read_text(encoding="utf-8"),
        )
        assert rule, name
        least, most = map(float, rule.groups())
        for color in PALETTE:
            assert least - 0.002 <= seen(color.value, "three cones")[0] <= most + 0.002, color.name


def test_they_stand_out_from_both_papers():
    papers = [float(one) for one in re.findall(r"oklch\(([\d.]+)", _rule("--paper"))]
    assert len(papers) == 2
    for color in PALETTE:
        assert all(abs(seen(color.value, "three cones")[0] - paper) >= 0.2 for paper in papers), color.name


def _rule(name: str) -> str:
    return next(
        line
        for line in (STYLES / "colors.css").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith(f"{name}:")
    )


def test_there_are_twelve_each_with_a_name_of_its_own():
    assert len(PALETTE) == len({one.value for one in PALETTE}) == len({one.name for one in PALETTE}) == 12


def test_each_is_suggested_once_before_any_is_again():
    used: list[str] = []
    for _ in PALETTE:
        used.append(suggest(used))
    assert len(set(used)) == 12
    assert suggest(used) == used[0]
