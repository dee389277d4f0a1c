"""The store: a durable judgment beside a bare commit, and opening many events beside none.

The bare commit writes the same canonical JSON into a table of one text column, in the same
journal mode and with the same locking and syncing. Both take turns, so that whatever else the
machine does falls on both.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tests.store.events import build_draft, build_identity, store_file
from workbench.assessment.event import canonical_bytes, seal
from workbench.store.connection import connect
from workbench.store.event_rows import format_row, insert_rows
from workbench.store.files import make_private_file, make_private_folder
from workbench.store.schema import migrate
from workbench.store.store import open_store

JUDGMENTS = 600
EVENTS = 100_000
REVIEWS = 2_000
OPENINGS = 5
WORDS = "The norms were read out and amended by the group, see the clip and the minutes. "


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        _print_judgments(Path(folder))
        _print_openings(Path(folder))


def _print_judgments(folder: Path) -> None:
    identity = build_identity()
    events = [
        identity.sign(build_draft(seq, body={"level": "proficient", "rationale": WORDS * 4}))
        for seq in range(1, JUDGMENTS + 1)
    ]
    bare = _open_bare(folder / "bare.db")
    ours: list[float] = []
    peer: list[float] = []
    with closing(open_store(folder / "desk")) as store:
        store.append(events[:1]).result()
        store.make_backup().result()  # or the day's first backup would fall on the second judgment
        for event in events[1:]:
            ours.append(_time(lambda e=event: store.append([e]).result()))  # type: ignore[misc] # bound at once
            text = canonical_bytes(event).decode()
            peer.append(_time(lambda t=text: _commit_bare(bare, t)))  # type: ignore[misc] # ditto
    bare.close()
    _tell("durable judgment, milliseconds (p50 / p95)")
    _tell(f"  Store.append   {_summarise(ours)}")
    _tell(f"  bare commit    {_summarise(peer)}")
    ratios = (_quantile(ours, q) / _quantile(peer, q) for q in (50, 95))
    _tell(f"  ratio          {' / '.join(f'{ratio:.2f}' for ratio in ratios)}")


def _print_openings(folder: Path) -> None:
    full, empty = folder / "full", folder / "empty"
    _fill(full, EVENTS)
    _fill(empty, 0)
    opened: dict[Path, list[float]] = {full: [], empty: []}
    read: list[float] = []
    for _ in range(OPENINGS):
        for path, times in opened.items():
            start = time.perf_counter()
            store = open_store(path, read_only=False)
            times.append(time.perf_counter() - start)
            if path == full:
                read.append(_time(lambda s=store: s.read_events("urn:uuid:7")))  # type: ignore[misc] # bound at once
            store.close()
    medians = [statistics.median(times) * 1000 for times in (opened[full], opened[empty], read)]
    size = store_file(full).stat().st_size / 1e6
    _tell(f"opening, with every event checked, milliseconds (median of {OPENINGS})")
    _tell(f"  {EVENTS:,} events in {REVIEWS:,} reviews, {size:.0f} MB   {medians[0]:8.1f}")
    _tell(f"  an empty store                            {medians[1]:8.1f}")
    _tell(f"  difference                                {medians[0] - medians[1]:8.1f}")
    _tell(f"  then reading the events of one review     {medians[2]:8.1f}")


def _fill(folder: Path, count: int) -> None:
    """A store with that many events, written at once: signatures are not what is measured."""
    make_private_folder(folder)
    make_private_file(store_file(folder))
    with closing(connect(store_file(folder))) as database:
        migrate(database, before=lambda _: None)
        with database.atomic():
            rows = (
                format_row(
                    seal(
                        build_draft(
                            1 + number // REVIEWS,
                            submission=f"urn:uuid:{number % REVIEWS}",
                            body={"level": "proficient", "rationale": WORDS * 4},
                        ),
                        "0" * 128,
                    )
                )
                for number in range(count)
            )
            insert_rows(database, rows)


def _open_bare(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=DELETE", "synchronous=EXTRA"):
        bare.execute(f"PRAGMA {pragma}").fetchall()
    bare.execute("CREATE TABLE events (canonical TEXT)")
    return bare


def _commit_bare(bare: sqlite3.Connection, text: str) -> None:
    bare.execute("BEGIN")
    bare.execute("INSERT INTO events VALUES (?)", (text,))
    bare.execute("COMMIT")


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _summarise(times: Sequence[float]) -> str:
    return " / ".join(f"{_quantile(times, percent) * 1000:.2f}" for percent in (50, 95))


def _quantile(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
