"""A page as a printer without colours prints it: which grounds lie under each text, and what is coloured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Rgb = tuple[float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
ACCENT: Final[Rgb] = (0x09 / 255, 0x57 / 255, 0x97 / 255)
"""The only colour of paper, for numbers of sections and labels, which say the same without it."""
_STILL: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_NEUTRAL: Final = 0.1
_LEAST: Final = 4.5
_PAINTS: Final = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_COLOURS: Final = {b"rg": "fill", b"g": "fill", b"RG": "line", b"G": "line"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What was filled, in device space: its box and its colour; of a figure with corners, its outer box."""

    box: Box
    colour: Rgb

    def holds(self, x: float, y: float) -> bool:
        left, foot, right, top = self.box
        return left <= x <= right and foot <= y <= top


@dataclass(frozen=True, slots=True)
class Written:
    """A text, its colour and the colour under its first letter."""

    colour: Rgb
    ground: Rgb
    x: float
    y: float


@dataclass(slots=True)
class Pen:
    """The graphics state, as far as colours ask."""

    fill: Rgb = (0.0, 0.0, 0.0)
    line: Rgb = (0.0, 0.0, 0.0)
    matrix: Matrix = _STILL

    def copy(self) -> Pen:
        return Pen(self.fill, self.line, self.matrix)


@dataclass(slots=True)
class Reading:
    """A page read in the order in which it is painted."""

    written: list[Written] = field(default_factory=list)
    colours: set[Rgb] = field(default_factory=set)
    grounds: list[Ground] = field(default_factory=list)


def grey(colour: Rgb) -> float:
    """What a printer makes of a colour, from 0 to 1."""
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The ratio of two colours once they are grey, as WCAG counts it."""
    lights = sorted(_light(grey(colour)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def read(sheet: Any) -> Reading:
    """The colours of a page and the ground of each of its texts."""
    found = Reading()
    pens, corners, at = [Pen()], [], _STILL
    for operands, operator in sheet.get_contents().operations:
        pen = pens[-1]
        if operator == b"q":
            pens.append(pen.copy())
        elif operator == b"Q":
            pens.pop()
        elif operator == b"cm":
            pen.matrix = _times(tuple(map(float, operands)), pen.matrix)
        elif operator in _COLOURS:
            setattr(pen, _COLOURS[operator], _rgb(operands))
        elif operator in (b"re", b"m", b"l", b"c"):
            corners += _corners(operator, [float(one) for one in operands], pen.matrix)
        elif operator in (b"n", b"S", b"s") or operator in _PAINTS:
            _paint(found, operator, corners, pen)
            corners = []
        elif operator == b"Tm":
            at = tuple(map(float, operands))
        elif operator == b"Tj":
            found.colours.add(pen.fill)
            x, y = _moved(at[4] + 1, at[5] + 3, pen.matrix)
            under = next((one.colour for one in reversed(found.grounds) if one.holds(x, y)), WHITE)
            found.written.append(Written(pen.fill, under, at[4], at[5]))
    return found


def assert_grey(sheet: Any) -> None:
    """Every text stands out from its ground by 4.5 once it is grey; no colour tells anything by itself."""
    found = read(sheet)
    for one in found.written:
        assert contrast(one.colour, one.ground) >= _LEAST, one
    for colour in found.colours:
        assert _neutral(colour) or _near(colour, ACCENT), colour


def _paint(found: Reading, operator: bytes, corners: list[tuple[float, float]], pen: Pen) -> None:
    if operator in _PAINTS:
        found.colours.add(pen.fill)
        if corners:
            across, up = [x for x, _ in corners], [y for _, y in corners]
            found.grounds.append(Ground((min(across), min(up), max(across), max(up)), pen.fill))
    if operator not in (b"n", b"f", b"F", b"f*"):
        found.colours.add(pen.line)


def _corners(operator: bytes, given: list[float], matrix: Matrix) -> Iterator[tuple[float, float]]:
    if operator == b"re":
        x, y, wide, tall = given
        given = [x, y, x + wide, y, x, y + tall, x + wide, y + tall]
    for at in range(0, len(given), 2):
        yield _moved(given[at], given[at + 1], matrix)


def _rgb(operands: Any) -> Rgb:
    values = [float(one) for one in operands]
    return (values[0], values[0], values[0]) if len(values) == 1 else (values[0], values[1], values[2])


def _times(one: Any, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _neutral(colour: Rgb) -> bool:
    """Black, white, or one of the greys of the house, which lean a little towards blue."""
    red, green, blue = colour
    return red <= green <= blue <= red + _NEUTRAL


def _near(one: Rgb, other: Rgb) -> bool:
    return all(abs(a - b) < 0.01 for a, b in zip(one, other, strict=True))
