from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evidence.pdf.fakes import FakeWorld
from workbench.evidence.pdf.client import PdfClient


@pytest.fixture(scope="module")
def client() -> Iterator[PdfClient]:
    client = PdfClient()
    client.start()
    yield client
    client.close()


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeWorld]:
    world = FakeWorld(tmp_path)
    yield world
    world.close()
