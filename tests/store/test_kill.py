"""SIGKILL at any instant: every acknowledged event is there afterwards, and none twice."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.store.events import build_old_store
from workbench.store.backups import check_backup, list_backups
from workbench.store.store import open_store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL is POSIX")

ROUNDS = int(os.environ.get("WORKBENCH_KILL_ROUNDS", "200"))
LONGEST_SECONDS = 0.12
STORES = 4
"""So many rounds go on one store; every other store begins at the oldest version."""


@dataclass
class Told:
    """What the killed program told before it died."""

    acknowledged: set[str] = field(default_factory=set)
    judged: int = 0
    place: int = 0

    def read(self, line: str) -> None:
        match line.split():
            case ["ack", event_id]:
                self.acknowledged.add(event_id)
            case ["judged", seq]:
                self.judged = int(seq)
            case ["place", seq]:
                self.place = int(seq)


class Victims:
    """Starts workers, listens to them, and kills them."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin = process.stdin
        self._stdout = process.stdout.fileno()
        self._rest = b""

    def run(self, folder: Path, seconds: float, told: Told) -> None:
        """Let one worker work for so long, kill it, and take in all that it told."""
        self._stdin.write(f"{folder}\n".encode())
        self._stdin.flush()
        pid, deadline = 0, float("inf")
        for line in self._listen():
            if line.startswith("pid "):
                pid, deadline = int(line[4:]), time.monotonic() + seconds
            elif line == "gone":
                assert not pid, "the worker died of itself"
                return
            told.read(line)
            if pid and time.monotonic() >= deadline:
                os.kill(pid, signal.SIGKILL)
                pid, deadline = 0, float("inf")

    def _listen(self) -> Iterator[str]:
        """Lines as they come; an empty one each millisecond when none does."""
        while True:
            if select.select([self._stdout], [], [], 0.001)[0]:
                self._rest += os.read(self._stdout, 65536)
            *lines, self._rest = self._rest.split(b"\n")
            yield from (line.decode() for line in lines or [b""])


@pytest.fixture
def victims() -> Iterator[Victims]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=CHECKOUT,
    ) as process:
        yield Victims(process)


def test_every_acknowledged_event_survives_being_killed(victims: Victims, tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311 - no secret
    total = 0
    for number in range(-(-ROUNDS // STORES)):
        folder = tmp_path / str(number)
        if number % 2:
            build_old_store(folder, 1)
        told = Told()
        for _ in range(STORES):
            victims.run(folder, chance.uniform(0, LONGEST_SECONDS), told)
            assert_nothing_lost(folder, told)
        total += len(told.acknowledged)
    assert total > ROUNDS // 4  # a busy machine gets fewer written before it is killed


def assert_nothing_lost(folder: Path, told: Told) -> None:
    with closing(open_store(folder)) as store:
        events = store.read_events()
        ids = [event.id for event in events]
        assert len(ids) == len(set(ids))
        assert told.acknowledged <= set(ids)
        assert [row.judged >= told.judged for row in store.read_submissions()] in ([], [True])
        assert bool(store.read_submissions()) or not told.judged
        place = store.read_setting("place")
        assert isinstance(place, int) if told.place else place is None or isinstance(place, int)
        assert not isinstance(place, int) or place >= told.place
        assert store.notice is None
    for backup in list_backups(folder):
        assert check_backup(backup.path) <= len(ids)
