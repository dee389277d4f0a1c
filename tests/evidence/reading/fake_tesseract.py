"""A program called `tesseract` on the path, that does what a test wants of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

Word = tuple[str, int, int, int, int]
"""Text, left, top, width and height in pixels."""

_HEADING = "level page_num block_num par_num line_num word_num left top width height conf text"
_PROGRAM = """#!{python} -SE
import sys, time
if "--list-langs" in sys.argv:
    print('List of available languages in "/fake/" ({count}):')
    print("{languages}")
    sys.exit(0)
with open({seen!r}, "a") as seen:
    print(*sys.argv[1:], file=seen)
picture = sys.stdin.buffer.read()
assert picture.startswith(b"P6")
{what}
"""


def make_table(lines: Sequence[Sequence[Word]], *, confidence: float = 91.5) -> str:
    """As Tesseract tells those words, each sequence one line of one paragraph."""
    rows = ["\t".join(_HEADING.split()), "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t"]
    for number, words in enumerate(lines, 1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t0\t0\t9\t9\t-1\t")
        for place, (text, left, top, width, height) in enumerate(words, 1):
            box = f"{left}\t{top}\t{width}\t{height}"
            rows.append(f"5\t1\t1\t1\t{number}\t{place}\t{box}\t{confidence}\t{text}")
    return "\n".join(rows) + "\n"


class FakeTesseract:
    """Put on the path by `install`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._seen = folder / "seen"
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder) + os.pathsep + "/usr/bin:/bin")

    def install(self, what: str, languages: Sequence[str] = ("eng", "osd")) -> None:
        """From now on it does that (lines of Python, the picture read already)."""
        program = self._folder / "tesseract"
        text = _PROGRAM.format(
            python=sys.executable,
            count=len(languages),
            languages="\\n".join(languages),
            seen=str(self._seen),
            what=what,
        )
        program.write_text(text, "utf-8")
        program.chmod(0o755)

    def tell(self, table: str, languages: Sequence[str] = ("eng", "osd")) -> None:
        """It tells that table."""
        self.install(f"print({table!r})", languages)

    def hang(self) -> None:
        """It never ends, and neither does a program that it has started."""
        self.install("import subprocess; subprocess.run(['sleep', '600'])")

    def fail(self) -> None:
        """It gives up."""
        self.install("sys.exit(1)")

    def list_calls(self) -> list[str]:
        """With which arguments it was asked to read."""
        return self._seen.read_text("utf-8").splitlines() if self._seen.exists() else []
