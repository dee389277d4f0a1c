"""Strangers' words made safe to show: nothing invisible in them can change how a page reads."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\xad\ufeff\ufff9-\ufffb"  # soft hyphens, byte order marks, annotations
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # no characters, tags
)
_FOREIGN = re.compile("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Halves of pairs and private characters: they mean nothing outside their sender's program."""
_PILED_MARKS = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
"""More marks on one letter than any language has: they would cover the lines around."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n\s*)+")


def neutralise(text: str) -> str:
    r"""The text with `\n` as its only control character and no control over direction.

    Marks that only join or separate letters (ZWJ, ZWNJ, LRM, RLM) stay; more than one blank line
    in a row becomes one, and of marks piled on one letter four stay.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    text = _PILED_MARKS.sub(r"\1", text)
    return _BLANK_LINES.sub("\n\n", _FOREIGN.sub(REPLACEMENT, text)).strip()


def neutralise_line(text: str) -> str:
    """The same on one line."""
    return " ".join(neutralise(text).split())
