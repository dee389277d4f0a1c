"""From a practitioner's words for a place to a locator, and to canonical text and back.

The rules R1 to R24 that the parts in `locating` name are those of the format `mcw-locators/1`.
"""

from __future__ import annotations

from workbench.assessment.locating.assembly import Assembly
from workbench.assessment.locating.canonical import format_locator, read_canonical
from workbench.assessment.locating.choices import Choice, make_choices, weigh
from workbench.assessment.locating.clock import InvalidValueError
from workbench.assessment.locating.context import Context, make_context
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.fragment import read_fragment
from workbench.assessment.locating.links import has_link, has_scheme
from workbench.assessment.locating.normalise import is_empty, normalise
from workbench.assessment.locating.pieces import Piece, Problem
from workbench.assessment.locating.place import (
    Locator,
    ParseResult,
    Place,
    Reason,
    Region,
    Span,
)
from workbench.assessment.locating.reader import read_pieces
from workbench.assessment.locating.resolve import resolve_pieces
from workbench.assessment.locating.tokens import read_tokens

__all__ = [
    "Locator",
    "ParseResult",
    "Place",
    "Region",
    "Span",
    "format_locator",
    "parse_locator",
    "read_canonical",
]

_GRAVEST: tuple[Reason, ...] = (
    "clock_time",
    "relative_reference",
    "not_specific",
    "invalid_value",
    "out_of_range",
    "needs_duration",
)


def parse_locator(
    text: str,
    *,
    media: str | None = None,
    pages: int | None = None,
    duration: float | None = None,
) -> ParseResult:
    """What the practitioner's words point to: a place, a choice of places, or why none.

    Any text has an answer, in a time that grows with its length up to that of a few thousand
    words; more than that is `not_specific`. Nothing is opened.

    Args:
        text: The citation as it was written.
        media: Kind of the cited artifact, one of the media of the format.
        pages: Its number of pages or slides, where known.
        duration: Its length in seconds, where known.
    """
    context = make_context(media, pages, duration)
    plain = normalise(text)
    if is_empty(plain):
        return _refuse("empty")
    if has_scheme(plain):
        return _refuse("external_link")
    try:
        passed = read_fragment(plain.removeprefix("#").strip())
    except InvalidValueError:
        return _refuse("invalid_value")
    if passed is not None:
        return _answer([Choice("", (place,)) for place in passed.places], context)
    return _refuse("external_link") if has_link(plain) else _read_words(plain, context)


def _read_words(plain: str, context: Context) -> ParseResult:
    tokens = read_tokens(plain)
    if tokens is None:
        return _refuse("not_specific")
    cursor = Cursor(plain, tokens, context)
    read_pieces(cursor)
    pieces, is_unsure = resolve_pieces(cursor.pieces, context)
    reason = _find_gravest(pieces)
    if reason is not None:
        return _refuse(reason)
    assembly = Assembly()
    assembly.add_all(pieces)
    choices, is_unclear = make_choices(assembly.slots, context)
    is_doubtful = cursor.is_doubtful or is_unsure or assembly.is_doubtful or is_unclear
    return _answer(choices, context, is_doubtful=is_doubtful, is_approximate=cursor.is_approximate)


def _find_gravest(pieces: list[Piece]) -> Reason | None:
    found = {piece.reason for piece in pieces if isinstance(piece, Problem)}
    return next((reason for reason in _GRAVEST if reason in found), None)


def _answer(
    choices: list[Choice],
    context: Context,
    *,
    is_doubtful: bool = False,
    is_approximate: bool = False,
) -> ParseResult:
    if not choices:
        return _refuse("not_specific")
    weighed = weigh(choices, context)
    candidates = tuple(dict.fromkeys(map(format_locator, weighed.locators)))
    if not candidates:
        return _refuse(weighed.fault or "not_specific")
    if weighed.is_certain and not is_doubtful:
        locator = weighed.locators[0]
        return ParseResult("ok", candidates[0], (), None, locator, is_approximate)
    return ParseResult("ambiguous", None, candidates, None, None, is_approximate)


def _refuse(reason: Reason) -> ParseResult:
    return ParseResult("unresolvable", None, (), reason, None, approx=False)
