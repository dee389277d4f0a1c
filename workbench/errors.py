"""The family of errors that are the world's fault and read as a sentence to the assessor."""

from __future__ import annotations


class WorkbenchError(Exception):
    """Something outside the program went wrong.

    Every subclass takes facts and writes its own sentence: what happened, to which file, and
    what to try. `str(error)` is that sentence and may be shown as plain text.
    """
