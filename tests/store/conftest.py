"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.store.store import Store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "desk"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """An open, empty store in `folder`."""
    opened = open_store(folder)
    yield opened
    opened.close()
