#!/usr/bin/env python3
"""Sets the project up on a fresh machine and runs the demo or every check.

    python3 bootstrap.py demo    install, then do the main job on the demo bundle
    python3 bootstrap.py test    install what the tests need besides, then run every check

Only the standard library is used. It says what it does and may be run any number of times.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
IS_LINUX = platform.system() == "Linux"
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")
"""A file at a time on each processor."""
OLDEST, NEWEST = (3, 11), (3, 14)
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What the wheels of Qt expect of a Linux system, and the Debian package that brings it."""
ON_A_DISPLAY = (
    "tests/ui/video",
    "tests/ui/viewers/video",
    "tests/journeys/test_recordings.py",
    "tests/journeys/test_pin_moments.py",
)
"""Tests that VLC needs a window for."""
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "pdfinfo": "poppler-utils",
    "xrandr": "x11-xserver-utils",
}
TEST_LIBRARIES = {"libvlc.so.5": "libvlc5"}
TEST_PACKAGES = {
    "libvlc5": ("vlc-plugin-base", "vlc-plugin-video-output"),
}


def say(words: str) -> None:
    """Tell the person what happens next."""
    print(f"-- {words}", flush=True)


def run(*command: str | Path, **environment: str) -> None:
    """Run a command in the project's folder; end with its exit code when it fails."""
    line = [str(part) for part in command]
    done = subprocess.run(line, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode:
        say(f"failed ({done.returncode}): {' '.join(line)}")
        sys.exit(done.returncode)


def find_python() -> Path:
    """The interpreter of the project's own environment."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return ENVIRONMENT / folder / ("python.exe" if os.name == "nt" else "python")


def install(*, with_tests: bool) -> None:
    """Make `.venv` and install the program into it, unless that was done for these very files."""
    extra = "[test]" if with_tests else ""
    mark = ENVIRONMENT / f"installed{'-test' if with_tests else ''}"
    wanted = describe_wanted()
    if mark.exists() and mark.read_text("utf-8") == wanted:
        say("the environment is up to date")
        return
    if not find_python().exists():
        say(f"making {ENVIRONMENT.name} with Python {sys.version.split()[0]}")
        venv.create(ENVIRONMENT, with_pip=True)
    say(f"installing the program{' and what its tests need' if with_tests else ''}")
    constraints = ROOT / "constraints.txt"
    run(find_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--constraint", constraints, "--editable", f"{ROOT}{extra}")  # fmt: skip
    mark.write_text(wanted, "utf-8")


def describe_wanted() -> str:
    """A digest of everything that decides what is installed."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def provide_system_packages(*, with_tests: bool) -> None:
    """On Debian and its kin install the libraries Qt lacks, or print the command that does."""
    if not IS_LINUX:
        return
    missing = list_missing_packages(with_tests=with_tests)
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    line = "sudo " + " ".join(command)
    if shutil.which("apt-get") is None:
        say(f"these system libraries are missing (names of Debian packages): {' '.join(missing)}")
    elif os.geteuid() != 0:
        say(f"system libraries are missing; please run: {line}")
    else:
        say(f"installing system libraries: {' '.join(missing)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        done = subprocess.run([command[0], "-qq", *command[1:]], env=quiet, check=False)
        if done.returncode:
            say(f"that did not work; please run: {line}")


def list_missing_packages(*, with_tests: bool) -> list[str]:
    """Debian packages for the shared libraries (and test programs) that are not there."""
    libraries = {**WINDOW_LIBRARIES, **(TEST_LIBRARIES if with_tests else {})}
    missing = [package for name, package in libraries.items() if not can_load(name)]
    if with_tests:
        missing += [package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]
    return [name for package in missing for name in (package, *TEST_PACKAGES.get(package, ()))]


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Whether a window can be shown here."""
    if IS_LINUX:
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def demo() -> None:
    """Do the main job on the demo bundle, in a window where there is a display."""
    provide_system_packages(with_tests=False)
    install(with_tests=False)
    if has_display():
        say("opening the demo bundle in a window")
        run(find_python(), "-m", "workbench", "demo")
        return
    out = ROOT / "demo-out"
    say(f"no display: doing the job off screen, into {out.name}/")
    run(find_python(), "-m", "workbench", "demo", "--no-window", "--out", out,
        QT_QPA_PLATFORM="offscreen")  # fmt: skip


def test() -> None:
    """Run every check, the cheap ones first; the first that fails ends it."""
    provide_system_packages(with_tests=True)
    install(with_tests=True)
    python = find_python()
    tools = python.parent
    for words, command in (
        ("import contracts", (tools / "lint-imports", "--no-cache")),
        ("lint", (tools / "ruff", "check", ".")),
        ("format", (tools / "ruff", "format", "--check", ".")),
        ("types", (tools / "mypy",)),
    ):
        began = time.monotonic()
        run(*command)
        say(f"{words}: {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    pytest = (python, "-m", "pytest", "-q")
    done: tuple[str, ...] = ()
    if IS_LINUX:
        # one after the other: they play in real time, and need the processors for it
        say("tests of recordings in a real window with either player, on a virtual display")
        run(python, "-m", "tests.xvfb", "--", *pytest, *ON_A_DISPLAY)
        done = tuple(f"--ignore={path}" for path in ON_A_DISPLAY)
    say("all other tests")
    run(*pytest, *SIDE_BY_SIDE, *done, QT_QPA_PLATFORM="offscreen")
    say(f"tests: {time.monotonic() - began:.0f} s")


def main() -> None:
    """Read the command and do it."""
    verbs = {"demo": demo, "test": test}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:  # noqa: PLR2004 - program and verb
        print(__doc__)
        sys.exit(2)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        say("Python 3.11, 3.12, 3.13 or 3.14 is needed; this is " + sys.version.split()[0])
        sys.exit(2)
    verbs[sys.argv[1]]()


if __name__ == "__main__":
    main()
