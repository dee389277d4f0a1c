"""What starts stays light: heavy libraries wait until they are needed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "av", "PIL", "reportlab", "docx", "pptx", "openpyxl", "pymupdf", "vlc")
QT = ("PySide6",)
OPENED = """
import tempfile, pathlib
from workbench.store.store import open_store
with tempfile.TemporaryDirectory() as folder: open_store(pathlib.Path(folder)).close()
"""


def list_modules(statement: str) -> set[str]:
    program = f"{statement}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import workbench.app", (*HEAVY, "PySide6.QtMultimedia", "workbench.calibration")),
        ("import workbench.cli", (*HEAVY, *QT)),
        ("import workbench.__main__", (*HEAVY, *QT, "click")),
        ("import workbench.evidence.pdf.client", (*HEAVY, *QT)),
        (OPENED, (*HEAVY, "pandas")),
    ],
)
def test_nothing_heavy_is_loaded(statement: str, unwanted: tuple[str, ...]) -> None:
    assert not list_modules(statement) & set(unwanted)


def test_the_window_loads_fewer_modules_than_before_somebody_notices() -> None:
    assert len(list_modules("import workbench.app")) < 620
