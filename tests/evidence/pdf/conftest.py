from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evidence.pdf.fakes import FakeWorld


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeWorld]:
    world = FakeWorld(tmp_path)
    yield world
    world.close()
