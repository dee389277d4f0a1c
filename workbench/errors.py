"""The family of errors that are the world's fault and read as a sentence to the assessor."""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something outside the program went wrong.

    Every subclass takes facts and writes its own sentence: what happened, to which file, and
    what to try. `str(error)` is that sentence and may be shown as plain text.
    """

    def __str__(self) -> str:
        return make_printable(super().__str__())


def make_printable(text: str) -> str:
    """The text without control characters, which could steer a terminal; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
