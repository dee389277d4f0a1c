"""R24: which artifact a place is in: 'Clip 2', 'Appendix B', 'plan.pdf'."""

from __future__ import annotations

import re
from typing import Final

from workbench.assessment.locating.counts import skip_total
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.pieces import Noun, Reference, Unknown
from workbench.assessment.locating.words import (
    CONNECTORS,
    COUNTED,
    FILE_NAME,
    GENERIC,
    JOINS,
    KINDS,
    MEDIA_BY_EXTENSION,
    MEDIA_BY_KIND,
    NOISE,
    RANGE_WORDS,
    TIME_UNITS,
)

_ROMAN: Final = re.compile(r"[IVX]{2,6}")
_LABEL_LINKS: Final = ("#", "no", "number", ".")
_PRONOUNS: Final = frozenset({"a", "i"})
_PLAIN_NOUNS: Final = frozenset(
    {"file", "document", "pdf", "powerpoint", "spreadsheet", "artifact"}
)
_SET_PHRASES: Final = frozenset({("slide", "deck"), ("slide", "show"), ("slides", "deck")})
_OWNERS: Final = frozenset(
    {"a", "an", "my", "our", "this", "that", "attached", "their", "her", "his"}
)
_FILE_REACH: Final = 12


def find_medium(artifact: str) -> str | None:
    """The kind of artifact by its reference, where that tells it: 'clip:2' is a video."""
    kind, _, label = artifact.partition(":")
    if kind == "file":
        return MEDIA_BY_EXTENSION.get(label.rpartition(".")[2].lower())
    return MEDIA_BY_KIND.get(kind)


def has_label(cursor: Cursor) -> bool:
    """Whether the kind of artifact that stands next has a number or a letter behind it."""
    start = cursor.at
    cursor.at += 1
    label = _read_label(cursor)
    cursor.at = start
    return label is not None


def read_reference(cursor: Cursor) -> bool:
    """Read a kind of artifact with its number or letter; of several it is unsure which counts."""
    kind = KINDS.get(cursor.word())
    if kind in {None, "file"}:
        return False
    start = cursor.at
    is_plural = cursor.word() != kind and cursor.word().endswith("s")
    cursor.at += 1
    label = _read_label(cursor)
    if label is None:
        cursor.at = start
        return False
    labels = [label, *_read_more_labels(cursor, is_plural=is_plural)]
    cursor.is_doubtful |= len(labels) > 1 or _is_glued_range(cursor)
    skip_total(cursor)
    cursor.pieces.append(Reference(tuple(f"{kind}:{one}" for one in labels)))
    return True


def read_file(cursor: Cursor) -> bool:
    """Read a file name that has no spaces, or stands in single quotes."""
    if cursor.token().kind != "file" and not FILE_NAME.fullmatch(cursor.token().text):
        return False
    cursor.pieces.append(Reference((f"file:{cursor.token().text}",)))
    cursor.at += 1
    return True


def read_named_file(cursor: Cursor) -> bool:
    """Read words that lead up to a file name as its beginning, as in 'Lesson Plan.docx'.

    With an 'in' or 'of' among them, the name may begin behind that as well.
    """
    reach = 0
    while reach < _FILE_REACH and cursor.token(reach).kind in {
        "word",
        "number",
        "ordinal",
        "dotted",
    }:
        reach += 1
    if reach == 0 or cursor.token(reach).kind != "file":
        return False
    end = cursor.token(reach).end
    inner = [at for at in range(reach) if cursor.word(at) in CONNECTORS | NOISE | JOINS.keys()]
    starts = [0, *(at + 1 for at in inner[-1:])]
    if cursor.word() in _OWNERS:
        starts = [0, 1] if reach else [0]
    names = tuple(cursor.text[cursor.token(at).start : end] for at in starts)
    cursor.is_doubtful |= len(names) > 1
    cursor.pieces.append(Reference(tuple(f"file:{name}" for name in names)))
    cursor.at += reach + 1
    return True


def read_noun(cursor: Cursor) -> bool:
    """Read a word for the artifact itself that has no label: 'the video', 'slide deck'."""
    is_phrase = (cursor.word(), cursor.word(1)) in _SET_PHRASES
    noun = cursor.word(1) if is_phrase else cursor.word()
    offset = 2 if is_phrase else 1
    after = cursor.token(offset)
    if noun not in GENERIC and not is_phrase:
        return False
    if after.kind == "file" and noun not in _PLAIN_NOUNS:
        return False
    is_numbered = after.kind == "number" and cursor.word(offset + 1) not in TIME_UNITS
    cursor.is_doubtful |= after.kind == "quoted"
    cursor.pieces.append(Unknown() if is_numbered and noun not in KINDS else Noun())
    cursor.at += offset
    return True


def _read_label(cursor: Cursor) -> str | None:
    while cursor.take(*_LABEL_LINKS) or _take_hyphen(cursor):
        pass
    token, after = cursor.token(), cursor.token(1)
    if token.kind == "number":
        return _read_number_label(cursor)
    if token.kind != "word" or not token.text.isascii():
        return None
    if len(token.text) == 1 and after.kind == "number" and after.glued and token.word != "p":
        cursor.at += 2
        return token.text + after.text
    number = cursor.token(2)
    is_hyphened = after.word == "-" and after.glued and number.kind == "number" and number.glued
    if len(token.text) == 1 and is_hyphened:
        cursor.at += 3
        cursor.is_doubtful = True
        return f"{token.text}-{number.text}"
    if _ROMAN.fullmatch(token.text) or (len(token.text) == 1 and _is_letter_label(cursor)):
        cursor.at += 1
        return token.text
    return None


def _take_hyphen(cursor: Cursor) -> bool:
    return cursor.token().glued and cursor.token(1).glued and cursor.take("-")


def _read_number_label(cursor: Cursor) -> str | None:
    """A number that is no length of time and no range."""
    token, after, last = (cursor.token(offset) for offset in range(3))
    if after.word in TIME_UNITS and (after.glued or last.kind != "number"):
        return None
    is_range = after.word in RANGE_WORDS and last.kind == "number"
    if is_range and (after.glued or after.kind == "word"):
        return None
    number = token.text.lstrip("0") or "0"
    has_letter = after.kind == "word" and after.glued
    if has_letter and len(after.text) > 1:
        return None
    # 'Video 2 minute 5' may be minute 5 of video 2 as well as 2:05 of the video.
    cursor.is_doubtful |= after.word in TIME_UNITS
    cursor.at += 2 if has_letter else 1
    return number + (after.text if has_letter else "")


def _is_letter_label(cursor: Cursor) -> bool:
    token, after = cursor.token(), cursor.token(1)
    if token.word == "p":
        return after.word != "." and after.kind != "number"
    is_known = after.word in CONNECTORS | COUNTED.keys() | KINDS.keys() | JOINS.keys() | RANGE_WORDS
    return token.word not in _PRONOUNS or after.kind != "word" or is_known


def _read_more_labels(cursor: Cursor, *, is_plural: bool) -> list[str]:
    """'Clips 2 and 3', 'Clip 1 or 2': the labels behind the first."""
    labels: list[str] = []
    while cursor.word() == "or" or (is_plural and cursor.word() in {",", "and", "&"}):
        start = cursor.at
        cursor.at += 1
        cursor.take("and", "or")
        label = _read_label(cursor)
        if label is None:
            cursor.at = start
            break
        labels.append(label)
    return labels


def _is_glued_range(cursor: Cursor) -> bool:
    """'Clip 2-3:10' may be from 2 to 3:10 as well as 3:10 of clip 2."""
    return cursor.word() == "-" and cursor.token().glued and cursor.token(1).glued
