"""An answer is kept while what it was made of is the very same, and no longer."""

from __future__ import annotations

from workbench.ui.remembered import Remembered


def test_the_function_is_asked_once_for_the_same_values_and_again_for_others() -> None:
    asked: list[tuple[list[int], str]] = []

    def join(numbers: list[int], word: str) -> str:
        asked.append((numbers, word))
        return word.join(map(str, numbers))

    remembered = Remembered(join)
    numbers = [1, 2]
    assert remembered(numbers, "-") == "1-2"
    assert remembered(numbers, "-") == "1-2"
    assert len(asked) == 1
    assert remembered([1, 2], "-") == "1-2"
    assert remembered([1, 2, 3], "+") == "1+2+3"
    assert len(asked) == 3
