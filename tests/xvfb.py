"""Runs a command on an X display of its own, with a window manager: `python -m tests.xvfb -- …`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

NOT_POSSIBLE = 77
"""The exit code that says that nothing was run, as automake has it."""
_SCREEN = "1600x1000x24"
_SECONDS_TO_END = 5
_NOWHERE = subprocess.DEVNULL


def find_missing() -> tuple[str, ...]:
    """Names of the programs that are needed and not installed."""
    return tuple(name for name in ("Xvfb", "openbox") if shutil.which(name) is None)


@contextmanager
def open_display() -> Iterator[str]:
    """The name of a fresh display with a window manager on it; both end with the block."""
    name, server = _start_server()
    with _ended(server):
        environment = os.environ | {"DISPLAY": name}
        manager = subprocess.Popen(["openbox"], env=environment, stdout=_NOWHERE, stderr=_NOWHERE)  # noqa: S607 - found where the system keeps it
        with _ended(manager):
            yield name


def main(arguments: Sequence[str]) -> int:
    """Exit code of the command; 77 where there is no Xvfb or no openbox."""
    command = list(arguments[1:] if arguments[:1] == ["--"] else arguments)
    missing = find_missing()
    if missing:
        sys.stderr.write(f"Not run, as these programs are not installed: {', '.join(missing)}\n")
        return NOT_POSSIBLE
    with open_display() as display:
        environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.call(command, env=environment)


def _start_server() -> tuple[str, subprocess.Popen[bytes]]:
    """The server picks a free number and writes it into a pipe."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"],  # noqa: S607 - found where the system keeps it
        pass_fds=(writing,),
        stderr=_NOWHERE,
    )
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    return f":{number}", server


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
