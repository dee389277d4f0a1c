"""Spans of which only one end is a time, and ends that stand apart: all of them in doubt."""

from __future__ import annotations

from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.moments import read_moment
from workbench.assessment.locating.pieces import Join, Said
from workbench.assessment.locating.ranges import take_range_sign
from workbench.assessment.locating.times import CLOCK, make_moment
from workbench.assessment.locating.words import ENDING, GENERIC, STARTING


def read_start(cursor: Cursor) -> bool:
    """Read 'the beginning to 2:15'; the rules do not say that it counts from 0."""
    start = cursor.at
    if cursor.word() not in STARTING:
        return False
    cursor.at += 1
    if cursor.take("of"):
        cursor.take("the")
        cursor.at += cursor.word() in GENERIC
    moment = read_moment(cursor) if take_range_sign(cursor) else None
    if moment is None:
        cursor.at = start
        return False
    cursor.pieces.append(make_moment(0, moment.seconds, CLOCK))
    cursor.is_doubtful = True
    return True


def read_end(cursor: Cursor) -> bool:
    """Read 'ends at 3:10' after a moment as the end of a span, in doubt."""
    start = cursor.at
    begun = _find_begun(cursor) if cursor.word() in ENDING else None
    if begun is None:
        return False
    cursor.at += 1
    while cursor.take("at", "on", ":", "time"):
        pass
    moment = read_moment(cursor)
    if moment is None:
        cursor.at = start
        return False
    index, start_seconds = begun
    del cursor.pieces[index:]
    cursor.pieces.append(make_moment(start_seconds, moment.seconds, CLOCK))
    cursor.is_doubtful = True
    return True


def _find_begun(cursor: Cursor) -> tuple[int, float] | None:
    """Where the moment that the last piece told of stands among the pieces, and its seconds."""
    index = len(cursor.pieces) - 1
    while index >= 0 and isinstance(cursor.pieces[index], Join):
        index -= 1
    piece = cursor.pieces[index] if index >= 0 else None
    if not isinstance(piece, Said) or len(piece.readings) != 1:
        return None
    moment = piece.readings[0].t
    return (index, moment[0]) if moment is not None and moment[1] is None else None
