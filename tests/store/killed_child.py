"""A program that works on a store until it is killed, telling what the store acknowledged.

`python -m tests.store.killed_child` reads folders from standard input, one a line, and forks a
worker for each: loading Python anew for hundreds of kills would take minutes.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import sqlite_utils  # noqa: F401 - loaded before forking, or each worker would spend its life on it

from tests.store.events import SUBMISSION, build_event
from workbench.store.store import Store, open_store
from workbench.store.submissions import SubmissionRow


def main() -> None:
    """Fork a worker for each folder, and wait until it is gone."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work(Path(line.strip()))
            finally:
                os._exit(1)
        tell(f"pid {child}")
        os.waitpid(child, 0)
        tell("gone")


def tell(line: str) -> None:
    """One line in one write: a kill leaves it whole or leaves it out."""
    try:
        os.write(sys.stdout.fileno(), f"{line}\n".encode())
    except BrokenPipeError:  # the test is gone, and with it the one who kills
        os._exit(2)


def work(folder: Path) -> None:
    """Judge, type on, undo, finish, note, remember and back up, for ever."""
    store = open_store(folder)
    chance = random.Random()  # noqa: S311 - no secret
    seq = max((event.seq for event in store.read_events()), default=0)
    tell(f"open {seq}")
    while True:
        seq += 1
        chance.choices(_VERBS, (20, 6, 3, 3, 2, 2, 1))[0](store, seq)


def _judge(store: Store, seq: int) -> None:
    event = build_event(seq)
    store.append([event]).add_done_callback(
        lambda future: None if future.exception() else tell(f"ack {event.id}")
    )
    if seq % 3 == 0:  # else the next one is queued while this one is still written
        store.read_setting("wait")
        store.append([event]).result()


def _type(store: Store, seq: int) -> None:
    """One more stretch of words on what stands."""
    known = store.read_standing_events(SUBMISSION)[-1:]
    words = "".join(str(event.body.get("rationale", "")) for event in known)[-200:]
    body = {"level": "not-yet", "rationale": f"{words} and on"}
    event = build_event(seq, body=body, supersedes=tuple(event.id for event in known))
    store.append([event]).result()
    tell(f"ack {event.id}")


def _finish(store: Store, seq: int) -> None:
    """Finish, or open again what was finished."""
    standing = store.read_standing_events(SUBMISSION)
    ends = tuple(event.id for event in standing if event.kind == "review_finished")
    kind = "review_reopened" if ends else "review_finished"
    event = build_event(seq, kind=kind, target=None, supersedes=ends)
    store.append([event]).result()
    tell(f"ack {event.id}")


def _undo(store: Store, seq: int) -> None:
    known = store.read_standing_events(SUBMISSION)[-1:]
    event = build_event(seq, level="not-yet", supersedes=tuple(event.id for event in known))
    store.append([event]).result()
    tell(f"ack {event.id}")


def _note(store: Store, seq: int) -> None:
    row = SubmissionRow(
        id=SUBMISSION,
        attempt=1,
        practitioner_key="4F7K",
        credential_title="A Small Credential",
        rubric="r",
        bundle_path="b.zip",
        manifest="f" * 64,
        opened_at="2026-11-14T10:40:00Z",
        judged=seq,
    )
    store.note_submission(row).result()
    tell(f"judged {seq}")


def _remember(store: Store, seq: int) -> None:
    store.write_setting("place", seq).result()
    tell(f"place {seq}")


def _back_up(store: Store, _: int) -> None:
    store.make_backup().result()


_VERBS: tuple[Callable[[Store, int], None], ...] = (
    _judge,
    _type,
    _undo,
    _finish,
    _note,
    _remember,
    _back_up,
)

if __name__ == "__main__":
    main()
