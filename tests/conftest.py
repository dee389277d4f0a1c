"""What every test may ask for, and what every test has to leave behind clean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of data with known right answers, beside the checkout; skips where absent."""
    folder = CHECKOUT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip(f"reference data is not beside this checkout: {folder.name}")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the person's own data folder."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
