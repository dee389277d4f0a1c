from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import list_children
from tests.evidence.reading.fake_tesseract import FakeTesseract, make_table
from workbench.evidence.reading.tesseract import (
    FailedReadingError,
    NoReaderError,
    Reading,
    SlowReadingError,
    StoppedReadingError,
    find_program,
    list_languages,
)

PICTURE = b"P6\n1 1\n255\n\0\0\0"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTesseract:
    return FakeTesseract(tmp_path / "bin", monkeypatch)


def start(languages: tuple[str, ...] = ("eng",)) -> Reading:
    program = find_program()
    assert program is not None
    return Reading(program, languages, 300)


def test_nothing_is_found_where_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None


def test_a_program_in_the_present_folder_is_not_ours(
    tmp_path: Path, fake: FakeTesseract, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.fail()
    monkeypatch.chdir(tmp_path / "bin")
    monkeypatch.setenv("PATH", ".")
    assert find_program() is None


def test_the_languages_installed_are_listed_without_what_is_none(fake: FakeTesseract) -> None:
    fake.install("", ["deu", "eng", "equ", "osd"])
    program = find_program()
    assert program == shutil.which("tesseract")
    assert list_languages(str(program)) == ("deu", "eng")


def test_a_program_that_tells_no_languages_has_none(fake: FakeTesseract) -> None:
    fake.install("", [])
    assert list_languages(str(find_program())) == ()
    assert list_languages("/nowhere/tesseract") == ()


def test_the_table_is_told_and_the_languages_are_asked_for(fake: FakeTesseract) -> None:
    table = make_table([[("norms", 10, 10, 50, 20)]])
    fake.tell(table)
    assert start(("deu", "eng")).read(PICTURE).strip() == table.strip()
    [call] = fake.list_calls()
    assert "-l deu+eng" in call
    assert "--dpi 300" in call


def test_a_program_that_gives_up_is_said(fake: FakeTesseract) -> None:
    fake.fail()
    with pytest.raises(FailedReadingError, match="could not read"):
        start().read(PICTURE)


def test_a_program_that_never_ends_is_stopped_with_all_it_started(fake: FakeTesseract) -> None:
    fake.hang()
    before = list_children()
    with pytest.raises(SlowReadingError, match="longer than"):
        start().read(PICTURE, limit_seconds=1)
    assert list_children() == before
    assert not _find_running(str(fake._folder))


def test_reading_that_nobody_waits_for_is_stopped(fake: FakeTesseract) -> None:
    fake.hang()
    reading = start()
    timer = threading.Timer(0.5, reading.stop)
    timer.start()
    with pytest.raises(StoppedReadingError):
        reading.read(PICTURE)
    timer.join()


def test_reading_stopped_before_it_began_ends_at_once(fake: FakeTesseract) -> None:
    fake.hang()
    reading = start()
    reading.stop()
    with pytest.raises(StoppedReadingError):
        reading.read(PICTURE)


def test_a_program_taken_away_meanwhile_is_said() -> None:
    with pytest.raises(NoReaderError, match="has to be installed"):
        Reading("/nowhere/tesseract", ("eng",), 300).read(PICTURE)


def _find_running(words: str) -> list[str]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and int(folder.name) != os.getpid():
            try:
                command = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            if words in command:
                found.append(command)
    return found
