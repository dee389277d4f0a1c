"""Tesseract, where it is installed: which languages it reads, and one picture read at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import WorkbenchError

LIMIT_SECONDS = 90.0
_LIST_SECONDS = 15.0
_NOT_LANGUAGES = frozenset({"osd", "equ"})
"""Models that come with every installation and find no words."""
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class ReadingError(WorkbenchError):
    """The text of a page could not be read."""


class NoReaderError(ReadingError):
    """Tesseract is not there, or has no language."""

    def __init__(self) -> None:
        super().__init__(
            "To read the words of a scan, the free program Tesseract has to be installed on "
            "this computer, with the language of the page."
        )


class SlowReadingError(ReadingError):
    """Tesseract took too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Reading this page took longer than {seconds:.0f} seconds and was stopped. Read it "
            "with your own eyes, or try once more."
        )


class FailedReadingError(ReadingError):
    """Tesseract gave up."""

    def __init__(self) -> None:
        super().__init__(
            "Tesseract could not read this page. Read it with your own eyes; a newer Tesseract, "
            "or another language, may do better."
        )


class StoppedReadingError(ReadingError):
    """Nobody waits for it any more."""

    def __init__(self) -> None:
        super().__init__("Reading was stopped.")


def find_program() -> str | None:
    """Where Tesseract is installed; None where it isn't.

    Never in the present folder, where Windows looks first and a stranger's files may lie.
    """
    found = shutil.which("tesseract")
    if found is not None and Path(found).is_absolute():
        return found
    usual = Path(os.environ.get("PROGRAMFILES", "/nowhere"), "Tesseract-OCR", "tesseract.exe")
    return str(usual) if sys.platform == "win32" and usual.is_file() else None


def list_languages(program: str) -> tuple[str, ...]:
    """The languages installed, as Tesseract calls them (`eng`, `deu`); empty when it tells none."""
    try:
        told = subprocess.run(  # noqa: S603 - the program that the assessor has installed
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIST_SECONDS,
            check=True,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    lines = told.stdout.decode("utf-8", "replace").splitlines()[1:]
    return tuple(name for line in lines if (name := line.strip()) and name not in _NOT_LANGUAGES)


class Reading:
    """One picture on its way through Tesseract; `stop` may be called from any thread."""

    def __init__(self, program: str, languages: Sequence[str], dots_per_inch: int) -> None:
        self._command = [
            *(program, "stdin", "stdout", "-l", "+".join(languages)),
            *("--dpi", str(dots_per_inch), "-c", "tessedit_create_tsv=1"),
        ]
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def read(self, picture: bytes, limit_seconds: float = LIMIT_SECONDS) -> str:
        """What Tesseract tells of the picture (PNM), as its table; raises `ReadingError`."""
        try:
            self._process = process = subprocess.Popen(  # noqa: S603 - as above
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # it leaves the window a processor
                start_new_session=sys.platform != "win32",
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise NoReaderError from error
        with process:
            if self._is_stopped:
                self._kill()
            try:
                told, _ = process.communicate(picture, limit_seconds)
            except subprocess.TimeoutExpired as error:
                self._kill()
                raise SlowReadingError(limit_seconds) from error
        if self._is_stopped:
            raise StoppedReadingError
        if process.returncode != 0:
            raise FailedReadingError
        return told.decode("utf-8", "replace")

    def stop(self) -> None:
        """Nobody waits for it: end it at once."""
        self._is_stopped = True
        self._kill()

    def _kill(self) -> None:
        """End it with all that it may have started."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
