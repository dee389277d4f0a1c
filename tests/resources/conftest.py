from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.resources.opened import ZIPS
from workbench.intake.bundle import Bundle, open_bundle


@pytest.fixture(scope="module")
def first() -> Iterator[Bundle]:
    bundle = open_bundle(ZIPS[1])
    yield bundle
    bundle.close()


@pytest.fixture(scope="module")
def second() -> Iterator[Bundle]:
    bundle = open_bundle(ZIPS[2])
    yield bundle
    bundle.close()
