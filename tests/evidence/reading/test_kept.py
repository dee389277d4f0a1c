from __future__ import annotations

from pathlib import Path

from workbench.evidence.pdf.messages import TextLine
from workbench.evidence.reading.kept import ReadPage, find_kept, keep
from workbench.paths import find_cache_folder

LINE = TextLine(text="ab", box=(0, 0, 2, 1), starts=(0, 1), ends=(1, 2), is_upright=False, block=0)
READ = ReadPage(lines=(LINE,), languages=("eng",))


def write(path: Path, content: bytes = b"a scan") -> Path:
    path.write_bytes(content)
    return path


def test_what_was_read_is_found_again_by_the_content_whatever_the_file_is_called(
    tmp_path: Path,
) -> None:
    first, second = write(tmp_path / "one.pdf"), write(tmp_path / "two.pdf")
    keep(first, 3, READ)
    assert find_kept(second, 3) == READ
    assert find_kept(second, 2) is None
    assert find_kept(write(tmp_path / "three.pdf", b"another"), 3) is None


def test_a_file_that_was_changed_is_another(tmp_path: Path) -> None:
    path = write(tmp_path / "one.pdf")
    keep(path, 0, READ)
    assert find_kept(write(path, b"another scan"), 0) is None


def test_only_the_owner_gets_at_it(tmp_path: Path) -> None:
    keep(write(tmp_path / "one.pdf"), 0, READ)
    assert (find_cache_folder() / "read-by-machine").stat().st_mode & 0o077 == 0


def test_what_was_kept_and_is_damaged_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path / "one.pdf")
    keep(path, 0, READ)
    for kept in (find_cache_folder() / "read-by-machine").iterdir():
        kept.write_bytes(b'{"lines": 3')
    assert find_kept(path, 0) is None


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    find_cache_folder().mkdir(parents=True)
    write(find_cache_folder() / "read-by-machine")
    path = write(tmp_path / "one.pdf")
    keep(path, 0, READ)
    assert find_kept(path, 0) is None
