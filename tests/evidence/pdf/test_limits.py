from __future__ import annotations

import pytest

from workbench.evidence.pdf.worker import limits
from workbench.evidence.pdf.worker.mupdf import pymupdf

MEGABYTE = 1024 * 1024


class _Machine:
    """A process whose memory and clock the test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.megabytes = 0
        self.now = 1000.0
        self.emptied: list[float] = []
        monkeypatch.setattr(limits, "_read_own_bytes", lambda: self.megabytes * MEGABYTE)
        monkeypatch.setattr("time.monotonic", lambda: self.now)
        monkeypatch.setattr(pymupdf.TOOLS, "store_shrink", self._empty)

    def _empty(self, percent: int) -> None:
        assert percent == 100
        self.emptied.append(self.now)

    def run(self, store: limits.Store, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            store.keep_small()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> _Machine:
    return _Machine(monkeypatch)


def test_little_memory_is_left_alone(machine: _Machine) -> None:
    machine.megabytes = 100
    machine.run(limits.Store(), 60)
    assert machine.emptied == []


def test_much_memory_is_given_back_now_and_then(machine: _Machine) -> None:
    machine.megabytes = 150
    machine.run(limits.Store(), 10)
    assert 4 <= len(machine.emptied) <= 5


def test_very_much_is_given_back_more_often(machine: _Machine) -> None:
    machine.megabytes = 250
    machine.run(limits.Store(), 10)
    assert 16 <= len(machine.emptied) <= 20


def test_this_process_holds_some_memory_of_its_own() -> None:
    assert limits._read_own_bytes() == 0 or limits._read_own_bytes() > MEGABYTE
