"""A stage to draw on for video and photo: smooth shapes in plain coordinates, and people.

People have no faces: a head, hair or a scarf, a coat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image, ImageDraw

from resources.demo.shared import inter

Colour: TypeAlias = str
Point: TypeAlias = tuple[float, float]

FINE = 2
"""Everything is drawn this many times larger and reduced, for smooth edges."""


@dataclass(frozen=True)
class Person:
    """How somebody looks."""

    coat: Colour
    skin: Colour
    hair: Colour
    style: str = "short"
    """short, long, scarf, bun, cap."""


class Stage:
    """A picture being drawn; coordinates in pixels of the finished picture."""

    def __init__(self, width: int, height: int, paper: Colour | Image.Image) -> None:
        if isinstance(paper, Image.Image):
            self.picture = paper.copy()
        else:
            self.picture = Image.new("RGB", (width * FINE, height * FINE), paper)
        self.pen = ImageDraw.Draw(self.picture)

    def finish(self) -> Image.Image:
        """The finished picture."""
        return self.picture.reduce(FINE)

    def oval(self, centre: Point, across: float, down: float, fill: Colour) -> None:
        """An ellipse, by its half axes."""
        x, y = centre
        self.pen.ellipse(_fine(x - across, y - down, x + across, y + down), fill=fill)

    def box(
        self, place: tuple[float, float, float, float], fill: Colour, round_: float = 0
    ) -> None:
        """A rectangle (left, top, right, bottom), with rounded corners if wanted."""
        self.pen.rounded_rectangle(_fine(*place), radius=round_ * FINE, fill=fill)

    def frame(
        self,
        place: tuple[float, float, float, float],
        line: Colour,
        width: float,
        round_: float = 0,
    ) -> None:
        """The outline of a rectangle."""
        self.pen.rounded_rectangle(
            _fine(*place), radius=round_ * FINE, outline=line, width=round(width * FINE)
        )

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A line through the points."""
        spots = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(spots, fill=fill, width=round(width * FINE), joint="curve")

    def text(
        self,
        place: Point,
        words: str,
        size: float,
        fill: Colour,
        *,
        weight: str = "Regular",
        anchor: str = "lm",
    ) -> None:
        """A line of text; the anchor is Pillow's."""
        x, y = place
        font = inter(size * FINE, weight)
        self.pen.text((x * FINE, y * FINE), words, font=font, fill=fill, anchor=anchor)

    def person(self, feet: Point, size: float, who: Person, *, lift: float = 0.0) -> None:
        """Somebody from the front, `size` tall; `lift` raises them a little."""
        x, bottom = feet
        bottom -= lift
        head = size * 0.19
        neck = bottom - size * 0.62
        if who.style == "long":
            self.box(
                (x - head * 1.12, neck - head * 1.5, x + head * 1.12, neck + head), who.hair, head
            )
        self.box(
            (x - size * 0.27, neck, x + size * 0.27, bottom + size * 0.2), who.coat, size * 0.2
        )
        self.box(
            (x - head * 0.38, neck - head * 0.5, x + head * 0.38, neck + head * 0.35), who.skin, 4
        )
        self._head((x, neck - head * 0.85), head, who)

    def _head(self, centre: Point, head: float, who: Person) -> None:
        x, y = centre
        if who.style == "bun":
            self.oval((x, y - head * 1.2), head * 0.45, head * 0.45, who.hair)
        if who.style == "scarf":
            self.oval((x, y + head * 0.1), head * 1.2, head * 1.28, who.hair)
            self.oval((x, y + head * 0.12), head * 0.8, head * 0.88, who.skin)
            return
        self.oval((x, y), head, head * 1.08, who.hair)
        self.oval((x, y + head * 0.24), head * 0.92, head * 0.86, who.skin)
        if who.style == "cap":
            self.box(
                (x - head * 1.02, y - head * 0.42, x + head * 1.5, y - head * 0.2), who.hair, 2
            )

    def bubble(
        self, tip: Point, words: str, fill: Colour = "#ffffff", ink: Colour = "#2b2f36"
    ) -> None:
        """A speech bubble above its tip."""
        x, y = tip
        wide = 16 + 8.2 * len(words)
        self.shape([(x - 6, y - 14), (x + 8, y - 14), (x, y)], fill)
        self.box((x - wide / 2, y - 42, x + wide / 2, y - 12), fill, 13)
        self.text((x, y - 27), words, 14, ink, weight="Medium", anchor="mm")


def _fine(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    return (left * FINE, top * FINE, right * FINE, bottom * FINE)
