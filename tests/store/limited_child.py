"""Work on a store under a limit on the size of files: `python -m … FOLDER`.

Opens a store under limits from nothing upward, appends until that fails, lifts the limit,
appends what failed, and tells on standard output how it went.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from contextlib import closing
from pathlib import Path

from tests.store.events import build_event
from workbench.store.errors import StoreError
from workbench.store.store import open_store

SIZES = range(0, 300_000, 24_000)
MOST = 36


def limit(size: int) -> None:
    """No file may grow beyond that size from here on; -1 lifts the limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def work(folder: Path, size: int) -> dict[str, object]:
    """How many events were stored before the limit was met, and what was said then."""
    limit(size)
    try:
        store = open_store(folder)
    except StoreError as error:
        limit(resource.RLIM_INFINITY)
        open_store(folder).close()
        return {"size": size, "opened": False, "said": str(error)}
    said, stored = "", 0
    with closing(store):
        for seq in range(1, MOST + 1):
            try:
                store.append([build_event(seq)]).result()
            except StoreError as error:
                said = str(error)
                break
            stored += 1
        assert len(store.read_events()) == stored
        limit(resource.RLIM_INFINITY)
        for seq in range(stored + 1, MOST + 1):
            store.append([build_event(seq)]).result()
    with closing(open_store(folder)) as again:
        left = len(again.read_events())
    return {"size": size, "opened": True, "said": said, "stored": stored, "left": left}


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    results = [work(Path(sys.argv[1]) / str(size), size) for size in SIZES]
    sys.stdout.write(json.dumps(results))
