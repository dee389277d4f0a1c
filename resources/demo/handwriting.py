"""Handwriting: letters as strokes on a small grid, smoothed, and shaken a little each time.

A stroke is a row of points, two digits each: across, from 0, and up, where 3 is the line, 6 the
height of small letters and 9 that of capitals.
"""

import math
import random
from dataclasses import dataclass
from itertools import pairwise

from PIL import ImageDraw

_LETTERS = """
a 45 26 14 23 34 46 43 53
b 19 13 15 36 45 44 33 13
c 45 26 14 23 43
d 45 26 14 23 44 49 43 53
e 14 44 46 26 14 23 43
f 49 39 28 23/16 46
g 45 26 14 23 44 46 41 30 11
h 19 13/14 36 45 43 53
i 16 13 23/18 18
j 26 21 10 01/28 28
k 19 13/46 14 43
l 19 14 23 33
m 16 13/14 26 35 33/34 46 55 53 63
n 16 13/14 36 45 43 53
o 36 15 14 23 44 45 36
p 16 10/15 36 45 44 33 13
q 45 26 14 23 44 46 40 51
r 16 13/14 26 46
s 45 26 15 34 43 23 13
t 28 24 33 43/16 46
u 16 14 23 33 45 46 43 53
v 16 33 56
w 16 23 35 43 56
x 16 43/13 46
y 16 34/56 33 10
z 16 46 13 43
A 03 29 53/15 45
B 19 13/19 38 47 26/16 46 54 43 13
C 58 39 17 14 33 53
D 19 13/19 48 56 54 33 13
E 59 19 13 53/16 46
F 59 19 13/16 46
H 19 13/59 53/16 56
I 19 13
K 19 13/59 16 53
L 19 13 53
M 03 19 35 59 63
N 13 19 53 59
O 39 17 14 33 54 57 39
P 19 13/19 49 57 46 16
R 19 13/19 49 57 46 16 53
S 58 39 18 46 54 33 13
T 09 59/39 33
W 09 23 37 43 69
Y 09 36/59 23
1 18 29 23
2 18 39 57 13 53
3 19 49 26 54 33 13
4 39 15 55/47 43
. 13 13
, 23 12
? 18 39 47 25/23 23
- 15 45
"""

Stroke = tuple[tuple[float, float], ...]


def _read_letters() -> dict[str, tuple[Stroke, ...]]:
    letters = {}
    for row in _LETTERS.strip().splitlines():
        strokes = [stroke.split() for stroke in row[2:].split("/")]
        letters[row[0]] = tuple(
            tuple((float(point[0]), float(point[1]) - 3) for point in stroke) for stroke in strokes
        )
    return letters


LETTERS = _read_letters()


@dataclass(frozen=True)
class Hand:
    """How somebody writes."""

    unit: float
    """Pixels for one step of the grid."""
    slant: float
    shake: float
    ink: str
    width: int


HANDS = {
    1: Hand(unit=5.7, slant=0.18, shake=0.16, ink="#26324f", width=3),
    2: Hand(unit=6.1, slant=-0.08, shake=0.24, ink="#3a3a3a", width=4),
    3: Hand(unit=5.9, slant=0.3, shake=0.13, ink="#2d4a3a", width=3),
}


def write(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    words: str,
    hand: Hand,
    luck: random.Random,
) -> None:
    """Write a line of words; `place` is where its line begins."""
    x, y = place
    for letter in words:
        if letter == " ":
            x += hand.unit * luck.uniform(3.0, 4.0)
            continue
        strokes = LETTERS[letter]
        drop = luck.gauss(0, hand.shake) * hand.unit
        for stroke in strokes:
            _draw(pen, _place(stroke, (x, y + drop), hand, luck), hand)
        widest = max(point[0] for stroke in strokes for point in stroke)
        x += hand.unit * (widest + luck.uniform(0.7, 1.1))


def _place(
    stroke: Stroke, origin: tuple[float, float], hand: Hand, luck: random.Random
) -> list[tuple[float, float]]:
    shaken = [(a + luck.gauss(0, hand.shake), b + luck.gauss(0, hand.shake)) for a, b in stroke]
    smooth = _smooth(shaken)
    return [
        (origin[0] + hand.unit * (a + hand.slant * b), origin[1] - hand.unit * b) for a, b in smooth
    ]


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A Catmull-Rom curve through the points."""
    padded = [points[0], *points, points[-1]]
    curve = [points[0]]
    for index in range(len(points) - 1):
        before, start, end, after = padded[index : index + 4]
        for step in range(1, 9):
            curve.append(_between(before, start, end, after, step / 8))  # noqa: PERF401 - two loops read better
    return curve


def _between(
    before: tuple[float, float],
    start: tuple[float, float],
    end: tuple[float, float],
    after: tuple[float, float],
    share: float,
) -> tuple[float, float]:
    def along(p0: float, p1: float, p2: float, p3: float) -> float:
        bend = 2 * p0 - 5 * p1 + 4 * p2 - p3
        twist = -p0 + 3 * p1 - 3 * p2 + p3
        return 0.5 * (2 * p1 + (p2 - p0) * share + bend * share**2 + twist * share**3)

    return along(*(p[0] for p in (before, start, end, after))), along(
        *(p[1] for p in (before, start, end, after))
    )


def _draw(pen: ImageDraw.ImageDraw, points: list[tuple[float, float]], hand: Hand) -> None:
    for (x1, y1), (x2, y2) in pairwise(points):
        pen.line((x1, y1, x2, y2), fill=hand.ink, width=hand.width)
    for x, y in points:
        press = hand.width / 2 * (0.92 + 0.1 * math.sin(x / 9))
        pen.ellipse((x - press, y - press, x + press, y + press), fill=hand.ink)
