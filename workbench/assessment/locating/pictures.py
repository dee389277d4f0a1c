"""R20: where on a page or in a picture, the notes of a slide, and the whole of an artifact."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.artifacts import has_label
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.numerals import read_roman
from workbench.assessment.locating.pieces import Join, Reference, Said
from workbench.assessment.locating.place import Place
from workbench.assessment.locating.words import COUNTED, GENERIC, KINDS, WHOLE, WHOLE_NOUNS

_HEIGHTS: Final = {
    **dict.fromkeys(("top", "upper"), "top"),
    **dict.fromkeys(("middle", "center", "centre"), "middle"),
    **dict.fromkeys(("bottom", "lower"), "bottom"),
}
_SIDES: Final = frozenset({"left", "right"})
_CENTRE: Final = ("center", "centre")
_AREAS: Final = frozenset(
    {"half", "third", "quarter", "quadrant", "part", "portion", "area", "side"}
)
_SURFACES: Final = frozenset({"page", "slide", "image", "photo", "picture", "screen", "document"})
_SPEAKERS: Final = ("speaker", "speakers", "speaker's", "presenter", "presenters", "presenter's")


def read_position(cursor: Cursor) -> bool:
    """Read 'top', 'lower half', 'upper left corner', with 'of the page' where that is all."""
    start = cursor.at
    if _counts_from_there(cursor):
        return False
    height = _take_height(cursor)
    side = _take_side(cursor)
    if side and not height:
        cursor.take("-")
        height = _take_height(cursor)
    is_corner = cursor.take("corner")
    is_area = cursor.word() in _AREAS
    cursor.at += is_area
    if not height and not (side and is_corner):
        cursor.at = start
        return False
    is_plain = height in _HEIGHTS.values() or bool(side) or is_area
    cursor.is_doubtful |= not is_plain
    _add_position(cursor, _HEIGHTS.get(height, ""), side, is_corner=is_corner)
    _skip_surface(cursor)
    return True


def read_notes(cursor: Cursor) -> bool:
    """Read 'notes', the speaker's of a slide."""
    offset = 1 if cursor.word() in _SPEAKERS else 0
    if cursor.word(offset) != "notes":
        return False
    cursor.at += offset + 1
    cursor.pieces.append(Said((Place(layer="notes"),)))
    return True


def read_whole(cursor: Cursor) -> bool:
    """Read 'the entire video', and read over the 'entire' of 'the entire page 3'."""
    start = cursor.at
    if cursor.word() in WHOLE or (cursor.word() == "all" and cursor.word(1) == "of"):
        cursor.at += 1
        cursor.take("of")
        cursor.take("the", "this")
        if cursor.word() in COUNTED and cursor.token(1).kind == "number":
            return True
        if _add_whole(cursor):
            return True
    cursor.at = start
    return False


def _counts_from_there(cursor: Cursor) -> bool:
    """Whether a count runs from here, as in '2nd bullet from the bottom', which is no place."""
    is_the = cursor.word(-1) == "the"
    is_from = cursor.word(-2 if is_the else -1) == "from"
    return is_from and any(isinstance(piece, Said) for piece in cursor.pieces[-2:])


def _take_height(cursor: Cursor) -> str:
    word = cursor.word()
    cursor.at += word in _HEIGHTS
    return word if word in _HEIGHTS else ""


def _take_side(cursor: Cursor) -> str:
    """'left' or 'right' with the signs around it; the centre of a height is only the height."""
    start = cursor.at
    cursor.take("-", "/")
    if cursor.take(*_CENTRE):
        cursor.is_doubtful = True
        return ""
    word = cursor.word()
    if word not in _SIDES:
        cursor.at = start
        return ""
    cursor.at += 1
    if cursor.word(1) == "hand":
        cursor.take("-")
    cursor.take("hand")
    return word


def _add_position(cursor: Cursor, height: str, side: str, *, is_corner: bool) -> None:
    """A corner of which one direction is missing may be either of two."""
    heights = [height] if height or not is_corner else ["top", "bottom"]
    sides = [f"-{side}"] if side else ["-left", "-right"] if is_corner else [""]
    places = tuple(Place(pos=f"{one}{other}") for one in heights for other in sides)
    cursor.pieces.append(Said(places))


def _skip_surface(cursor: Cursor) -> None:
    if cursor.word() != "of":
        return
    offset = 2 if cursor.word(1) in {"the", "this"} else 1
    after = cursor.token(offset + 1)
    is_label = cursor.token(offset + 2).glued or read_roman(after.text) is not None
    is_counted = after.kind in {"number", "ordinal"} or after.word in {".", "#", "no"} or is_label
    if cursor.word(offset) in _SURFACES and not is_counted:
        cursor.at += offset + 1


def _add_whole(cursor: Cursor) -> bool:
    noun = cursor.word()
    whole = Said((Place(whole=True),))
    is_file = cursor.token().kind == "file"
    cursor.is_doubtful |= is_file
    if is_file or (noun in KINDS and has_label(cursor)):
        cursor.pieces += [whole, Join("tie")]
        return True
    if noun in GENERIC:
        cursor.at += 1
        cursor.is_doubtful |= noun not in WHOLE_NOUNS
        cursor.pieces.append(whole)
        return True
    if any(isinstance(piece, Reference) for piece in cursor.pieces[-2:]):
        cursor.pieces.append(whole)
        return True
    return False
