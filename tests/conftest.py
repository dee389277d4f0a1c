"""What every test may ask for, and what every test has to leave behind clean."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from workbench.evidence.pdf.client import PdfClient

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE_SECONDS = 5.0
LENT_THREADS = ("Dummy-", "pdf-")
"""Threads that Python did not start, and those of a PDF client that several tests share."""
CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of data with known right answers, beside the checkout; skips where absent."""
    folder = CHECKOUT.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip(f"reference data is not beside this checkout: {folder.name}")
    return folder


@pytest.fixture(scope="module")
def client() -> Iterator[PdfClient]:
    """A reader of PDFs with its process, shared by the tests of a module."""
    client = PdfClient()
    client.start()
    yield client
    client.close()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the person's own data folder."""
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _leaves_no_thread() -> Iterator[None]:
    """Fail a test after which threads of ours still run."""
    before = set(threading.enumerate())
    yield
    _wait_until_gone(lambda: _find_threads(before))


@pytest.fixture(autouse=True)
def _collects_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep Qt objects from being destroyed by other threads, see `workbench/ui/garbage.py`."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _leaves_no_process() -> Iterator[None]:
    """Fail the run when processes that it started still run at its end."""
    before = list_children()
    yield
    _wait_until_gone(lambda: sorted(list_children() - before))


def list_children() -> set[int]:
    """Ids of the processes that this one started and that still run (Linux; else none)."""
    tasks = Path("/proc/self/task")
    if not tasks.is_dir():
        return set()
    found: set[int] = set()
    for task in tasks.iterdir():
        with suppress(OSError):
            found |= {int(word) for word in (task / "children").read_text().split()}
    return found


def _find_threads(before: set[threading.Thread]) -> list[str]:
    names = [thread.name for thread in threading.enumerate() if thread not in before]
    return [name for name in names if not name.startswith(LENT_THREADS)]


def _wait_until_gone(find: Callable[[], Sequence[object]]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (left := find()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left, f"still running afterwards: {left}"
