"""The list of keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence

from workbench.ui.keys import KEYS, format_keys_table


def test_no_key_does_two_things() -> None:
    names = [QKeySequence(name).toString() for key in KEYS for name in key.keys]
    assert len(names) == len(set(names))
    assert all(names)


def test_the_guide_holds_the_list_as_the_code_has_it() -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "keys.md"
    assert format_keys_table() in guide.read_text("utf-8")
