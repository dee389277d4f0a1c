"""Answers that are kept for as long as what they were made of is the very same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Remembered(Generic[P, T]):
    """The last answer of a pure function, for values that are replaced and never changed."""

    def __init__(self, function: Callable[P, T]) -> None:
        self._function = function
        self._asked: tuple[object, ...] | None = None
        self._answer: T

    def __call__(self, *asked: P.args, **none: P.kwargs) -> T:
        """What the function says; it is called only if one of its arguments is another object."""
        known = self._asked
        if known is None or any(a is not b for a, b in zip(asked, known, strict=True)):
            self._answer = self._function(*asked, **none)
            self._asked = asked
        return self._answer
