"""How a document was left, remembered so that it can be taken up there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from workbench.assessment.event import Json
from workbench.ui.viewers.pdf.layout import LEAST_ZOOM, MOST_ZOOM, Rotation, Spot, Zoom


class ViewerMemory(Protocol):
    """Where small things are remembered from one day to the next."""

    def read(self, key: str) -> object:
        """What was written under that key, or None."""

    def write(self, key: str, value: dict[str, Json]) -> None:
        """Remember that."""


class ShortMemory:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Json]] = {}

    def read(self, key: str) -> object:
        """What was written under that key, or None."""
        return self._known.get(key)

    def write(self, key: str, value: dict[str, Json]) -> None:
        """Remember that."""
        self._known[key] = value


@dataclass(frozen=True, slots=True)
class Left:
    """Zoom, rotation and the spot in the top left corner."""

    zoom: Zoom
    rotation: Rotation
    spot: Spot


def format_left(left: Left) -> dict[str, Json]:
    """As it is remembered."""
    return {
        "zoom": left.zoom,
        "rotation": left.rotation,
        "page": left.spot.page,
        "across": round(left.spot.across, 4),
        "down": round(left.spot.down, 4),
    }


def parse_left(value: object) -> Left | None:
    """What was remembered; None when it is nothing of ours."""
    if not isinstance(value, dict):
        return None
    zoom, rotation, page = value.get("zoom"), value.get("rotation"), value.get("page")
    across, down = value.get("across"), value.get("down")
    if isinstance(zoom, int | float) and not isinstance(zoom, bool):
        zoom = min(max(float(zoom), LEAST_ZOOM), MOST_ZOOM)
    elif zoom not in {"width", "page"}:
        return None
    if rotation not in {0, 90, 180, 270} or not isinstance(page, int) or page < 0:
        return None
    if not isinstance(across, int | float) or not isinstance(down, int | float):
        return None
    return Left(
        cast("Zoom", zoom), cast("Rotation", rotation), Spot(page, float(across), float(down))
    )
