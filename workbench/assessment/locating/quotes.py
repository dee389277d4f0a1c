"""R21: words quoted from the place, and other things that stand in quotes."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.fragment import read_place
from workbench.assessment.locating.pieces import Reference, Said, Unknown
from workbench.assessment.locating.place import Place
from workbench.assessment.locating.words import FILE_NAME

_FEWEST_LETTERS: Final = 4


def read_quote(cursor: Cursor) -> bool:
    """Read double-quoted text: the name of a file, or words of four characters or more."""
    if cursor.token().kind != "quoted":
        return False
    text = cursor.token().text.strip()
    cursor.at += 1
    if FILE_NAME.fullmatch(text):
        cursor.pieces.append(Reference((f"file:{text}",)))
    elif len(text) >= _FEWEST_LETTERS:
        cursor.pieces.append(Said((Place(quote=text),)))
    else:
        cursor.pieces.append(Unknown())
    return True


def read_fragment_token(cursor: Cursor) -> bool:
    """R2: read a 't=' or 'xywh=' that stands among words."""
    if cursor.token().kind != "fragment":
        return False
    place = read_place(cursor.token().text)
    cursor.pieces.append(Unknown() if place is None else Said((place,)))
    cursor.at += 1
    return True
