"""Each way in which a zip can be wrong is refused by an error, and a sentence, of its own."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.intake.hostile import (
    DESCRIPTOR_FOLLOWS,
    END,
    SENTINEL,
    UTF8,
    RawEntry,
    build_zip,
    deflate,
)
from workbench.intake.archive import errors
from workbench.intake.archive.container import ZipContainer, open_container
from workbench.intake.archive.limits import DEFAULT_LIMITS, Limits
from workbench.intake.archive.streams import SharedFile

ONE = RawEntry(name=b"one.txt")
TWO = RawEntry(name=b"two.txt", content=b"Other text.\n")


def open_raw(folder: Path, raw: bytes, limits: Limits = DEFAULT_LIMITS) -> ZipContainer:
    path = folder / "sent.zip"
    path.write_bytes(raw)
    return ZipContainer(path, limits)


def refuse(
    folder: Path,
    raw: bytes,
    error: type[errors.ArchiveError],
    limits: Limits = DEFAULT_LIMITS,
) -> str:
    """Opening raises exactly that error; the sentence names the file and what to try."""
    with pytest.raises(errors.ArchiveError) as caught:
        open_raw(folder, raw, limits).close()
    assert type(caught.value) is error
    sentence = str(caught.value)
    assert "sent.zip" in sentence
    assert "Please" in sentence
    return sentence


def refuse_name(folder: Path, name: str) -> str:
    entry = RawEntry(name=name.encode())
    return refuse(folder, build_zip([ONE, entry]), errors.NameRefusedError)


def accept(folder: Path, entries: Sequence[RawEntry]) -> dict[str, bytes]:
    container = open_raw(folder, build_zip(entries))
    contents = {name: container.read(name) for name in container.names()}
    container.close()
    return contents


# What is read


def test_entries_are_read_whether_stored_or_deflated(tmp_path: Path) -> None:
    stored = RawEntry(name=b"a/stored.bin", method=0)
    assert accept(tmp_path, [ONE, stored]) == {
        "a/stored.bin": b"Some text.\n",
        "one.txt": b"Some text.\n",
    }


def test_a_zip_by_the_standard_library_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sent.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", b"")
        archive.writestr("folder/ünï.txt", b"x" * 100_000)
        archive.writestr("empty.txt", b"")
        archive.comment = b"made by hand"
    container = open_container(tmp_path / "sent.zip")
    assert container.names() == ("empty.txt", "folder/ünï.txt")
    assert container.read("folder/ünï.txt") == b"x" * 100_000
    assert container.read("empty.txt") == b""
    assert container.find_path("empty.txt") is None
    container.close()


def test_a_zip_written_to_a_pipe_is_read(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, _offset: int, _whence: int = 0) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", b"Some text.\n")
        archive.writestr("two.txt", b"Other text.\n")
    container = open_raw(tmp_path, pipe.getvalue())
    assert container.read("two.txt") == b"Other text.\n"
    container.close()


def test_wide_numbers_are_read(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive,
        archive.open("wide.bin", "w", force_zip64=True) as entry,
    ):
        entry.write(b"wide")
    container = open_container(tmp_path / "sent.zip")
    assert container.read("wide.bin") == b"wide"
    container.close()


def test_a_wide_end_is_read(tmp_path: Path) -> None:
    container = open_raw(tmp_path, build_zip([ONE], wide=True))
    assert container.names() == ("one.txt",)
    container.close()


def test_names_without_the_unicode_flag_may_be_utf_8(tmp_path: Path) -> None:
    entry = RawEntry(name="Łukasz.txt".encode(), flags=0)
    assert list(accept(tmp_path, [entry])) == ["Łukasz.txt"]


def test_a_name_taken_apart_by_macos_is_found_in_either_form(tmp_path: Path) -> None:
    container = open_raw(tmp_path, build_zip([RawEntry(name="n\u0303andu.txt".encode())]))
    assert container.names() == ("ñandu.txt",)
    assert container.has("n\u0303andu.txt")
    assert container.read("ñandu.txt")
    container.close()


def test_a_nested_zip_near_the_end_does_not_mislead(tmp_path: Path) -> None:
    inner = RawEntry(name=b"plan.docx", content=build_zip([TWO]), method=0)
    assert accept(tmp_path, [ONE, inner])["plan.docx"] == build_zip([TWO])


def test_several_streams_of_one_zip_do_not_disturb_each_other(tmp_path: Path) -> None:
    big = RawEntry(name=b"big.bin", content=bytes(range(256)) * 2_000, method=0)
    text = RawEntry(name=b"text.txt", content=b"line of text\n" * 20_000)
    container = open_raw(tmp_path, build_zip([big, text]))
    with container.open("big.bin") as one, container.open("text.txt") as other:
        pieces: tuple[list[bytes], list[bytes]] = ([], [])
        while True:
            both = one.read(70_001), other.read(33_333)
            if both == (b"", b""):
                break
            for kept, piece in zip(pieces, both, strict=True):
                kept.append(piece)
    assert b"".join(pieces[0]) == big.content
    assert b"".join(pieces[1]) == text.content
    container.close()


# The file as a whole


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.ArchiveUnreadableError, match=r"gone\.zip"):
        open_container(tmp_path / "gone.zip")


def test_a_name_that_no_disk_can_have_is_told() -> None:
    with pytest.raises(errors.ArchiveUnreadableError, match="no such name"):
        open_container(Path("a\0b.zip"))


def test_a_disk_that_fails_is_told() -> None:
    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "the disk is gone")

    with pytest.raises(
        errors.ArchiveUnreadableError, match="sent cannot be read: the disk is gone"
    ):
        SharedFile(name="sent", file=Failing()).read_at(0, 1)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, b"%PDF-1.7 and so on", errors.NotAZipError)
    refuse(tmp_path, b"", errors.NotAZipError)


def test_a_program_with_a_zip_behind_it_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([ONE], before=b"MZ a program"), errors.NotAZipError)


@pytest.mark.parametrize("kept", [4, 30, 60, 0.5, 0.9, -1])
def test_a_zip_that_breaks_off_is_refused(tmp_path: Path, kept: float) -> None:
    raw = build_zip([ONE, TWO])
    cut = int(len(raw) * kept) if 0 < kept < 1 else int(kept)
    refuse(tmp_path, raw[:cut], errors.TruncatedZipError)


def test_a_zip_that_breaks_off_inside_a_nested_zip_is_refused_as_incomplete(tmp_path: Path) -> None:
    inner = RawEntry(name=b"plan.docx", content=build_zip([TWO]) + b"\0" * 10, method=0)
    raw = build_zip([ONE, inner])
    refuse(tmp_path, raw[: raw.rindex(b"PK\1\2")], errors.TruncatedZipError)


def test_bytes_after_the_end_are_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([ONE]) + b"x", errors.TrailingBytesError)


def test_a_zip_with_a_second_end_in_its_comment_is_refused(tmp_path: Path) -> None:
    hidden = END.pack(b"PK\5\6", 0, 0, 0, 0, 0, 0, 0)
    refuse(tmp_path, build_zip([ONE], comment=hidden), errors.SeveralEndsError)
    refuse(tmp_path, build_zip([ONE], comment=hidden + b"more"), errors.SeveralEndsError)


def test_one_piece_of_a_split_zip_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, b"PK\7\x08" + build_zip([ONE]), errors.SplitZipError)
    refuse(tmp_path, build_zip([ONE], end={"disk": 1}), errors.SplitZipError)
    refuse(tmp_path, build_zip([ONE], end={"count_here": 0}), errors.SplitZipError)
    elsewhere = RawEntry(name=b"one.txt", central={"disk": 3})
    refuse(tmp_path, build_zip([elsewhere]), errors.SplitZipError)


def test_a_list_that_is_not_where_the_end_says_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([ONE], end={"offset": 0}), errors.DirectoryDamagedError)
    refuse(tmp_path, build_zip([ONE], end={"size": 10}), errors.DirectoryDamagedError)


def test_wide_and_narrow_ends_that_disagree_are_refused(tmp_path: Path) -> None:
    raw = bytearray(build_zip([ONE, TWO], wide=True))
    raw[-12:-10] = struct.pack("<H", 1)
    refuse(tmp_path, bytes(raw), errors.DirectoryDamagedError)


def test_a_wide_end_that_is_not_there_is_refused(tmp_path: Path) -> None:
    raw = build_zip([ONE], wide=True).replace(b"PK\6\6", b"PK\6\0")
    refuse(tmp_path, raw, errors.DirectoryDamagedError)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_list_with_another_number_of_entries_is_refused(tmp_path: Path, count: int) -> None:
    raw = build_zip([ONE, TWO], end={"count": count, "count_here": count})
    refuse(tmp_path, raw, errors.CountsDisagreeError)


# Entries


@pytest.mark.parametrize(
    "local",
    [
        {"name": b"two.txt"},
        {"method": 0},
        {"size": 5},
        {"packed": 5},
        {"crc": 5},
        {"flags": UTF8 | 1},
        {"flags": 0},
    ],
)
def test_a_header_that_disagrees_with_the_list_is_refused(
    tmp_path: Path, local: dict[str, int | bytes]
) -> None:
    entry = RawEntry(name=b"one.txt", local=local)
    refuse(tmp_path, build_zip([entry]), errors.HeadersDisagreeError)


def test_a_list_that_points_at_no_header_is_refused(tmp_path: Path) -> None:
    entry = RawEntry(name=b"one.txt", offset=3)
    refuse(tmp_path, build_zip([entry]), errors.HeadersDisagreeError)


@pytest.mark.parametrize("offset", [5_000, 1 << 63, (1 << 64) - 1])
def test_a_list_that_points_past_the_end_is_refused(tmp_path: Path, offset: int) -> None:
    wide = struct.pack("<HHQ", 1, 8, offset)
    entry = RawEntry(name=b"one.txt", offset=SENTINEL, central={"extra": wide})
    refuse(tmp_path, build_zip([entry]), errors.HeadersDisagreeError)


def test_a_list_longer_than_can_be_is_refused(tmp_path: Path) -> None:
    extra = struct.pack("<HH", 0xCAFE, 60_000) + b"\0" * 60_000
    entries = [RawEntry(name=b"%d" % n, central={"extra": extra}) for n in range(4)]
    limits = Limits(document_bytes=200_000)
    refuse(tmp_path, build_zip(entries), errors.DirectoryDamagedError, limits)


def test_a_descriptor_that_disagrees_is_refused(tmp_path: Path) -> None:
    numbers = {"crc": 0, "packed": 0, "size": 0}
    sound = RawEntry(name=b"one.txt", flags=UTF8 | DESCRIPTOR_FOLLOWS, local=numbers)
    sound.descriptor = struct.pack("<LLL", zlib.crc32(sound.content), len(sound.pack()), 11)
    assert accept(tmp_path, [sound])
    sound.descriptor = struct.pack("<LLL", zlib.crc32(sound.content), len(sound.pack()), 12)
    refuse(tmp_path, build_zip([sound]), errors.HeadersDisagreeError)


def test_a_stored_entry_of_two_sizes_is_refused(tmp_path: Path) -> None:
    sizes: dict[str, int | bytes] = {"size": 500}
    entry = RawEntry(name=b"one.txt", method=0, local=sizes, central=sizes)
    refuse(tmp_path, build_zip([entry]), errors.HeadersDisagreeError)


def test_a_wide_number_that_is_not_there_is_refused(tmp_path: Path) -> None:
    entry = RawEntry(name=b"one.txt", central={"size": SENTINEL})
    refuse(tmp_path, build_zip([entry]), errors.DirectoryDamagedError)


def test_two_entries_over_one_content_are_refused(tmp_path: Path) -> None:
    other = RawEntry(name=b"two.txt", offset=0)
    refuse(tmp_path, build_zip([ONE, other]), errors.OverlapError)


def test_an_entry_that_holds_others_is_refused(tmp_path: Path) -> None:
    """The overlapping bomb: each entry quotes the headers of all that follow."""
    kernel = deflate(b"\0" * 100_000)
    inner = RawEntry(name=b"b", content=b"\0" * 100_000, packed=kernel)
    held = build_zip([inner])[: 31 + len(kernel)]
    outer = RawEntry(name=b"a", content=b"?" * len(held), method=0, packed=held)
    listed = RawEntry(name=b"b", content=inner.content, packed=kernel, offset=31)
    raw = build_zip([outer, listed])
    refuse(tmp_path, raw, errors.OverlapError)


def test_an_entry_that_reaches_into_the_list_is_refused(tmp_path: Path) -> None:
    sizes: dict[str, int | bytes] = {"packed": 40}
    entry = RawEntry(name=b"one.txt", local=sizes, central=sizes)
    refuse(tmp_path, build_zip([entry]), errors.OverlapError)


def test_an_entry_that_the_list_does_not_name_is_refused(tmp_path: Path) -> None:
    hidden = build_zip([TWO])[: 37 + len(TWO.pack())]
    refuse(tmp_path, build_zip([ONE], gap=hidden), errors.HiddenEntryError)
    refuse(tmp_path, build_zip([ONE], before=hidden), errors.HiddenEntryError)


@pytest.mark.parametrize("flag", [0, 6, 13])
def test_an_entry_behind_a_password_is_refused(tmp_path: Path, flag: int) -> None:
    entry = RawEntry(name=b"one.txt", flags=UTF8 | 1 << flag)
    sentence = refuse(tmp_path, build_zip([entry]), errors.EncryptedZipError)
    assert "password" in sentence


def test_an_entry_behind_an_aes_password_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([RawEntry(name=b"a", method=99)]), errors.EncryptedZipError)


@pytest.mark.parametrize("method", [1, 6, 9, 12, 14, 93, 95])
def test_an_unusual_method_is_refused(tmp_path: Path, method: int) -> None:
    entry = RawEntry(name=b"one.txt", method=method)
    refuse(tmp_path, build_zip([entry]), errors.MethodUnknownError)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_what_is_no_regular_file_is_refused(tmp_path: Path, kind: int) -> None:
    entry = RawEntry(name=b"one.txt", content=b"/etc/passwd", attributes=(kind | 0o777) << 16)
    refuse(tmp_path, build_zip([entry]), errors.NotRegularError)


def test_a_folder_with_content_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([RawEntry(name=b"a/", attributes=0)]), errors.NotRegularError)


def test_a_file_that_calls_itself_a_folder_is_refused(tmp_path: Path) -> None:
    entry = RawEntry(name=b"one.txt", attributes=(stat.S_IFDIR | 0o755) << 16)
    refuse(tmp_path, build_zip([entry]), errors.NotRegularError)


# Sizes


def test_more_entries_than_allowed_are_refused(tmp_path: Path) -> None:
    entries = [RawEntry(name=f"{index}.txt".encode()) for index in range(4)]
    refuse(tmp_path, build_zip(entries), errors.TooManyEntriesError, Limits(entries=3))


def test_an_entry_over_the_limit_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([ONE]), errors.EntryTooLargeError, Limits(file_bytes=10))


def test_a_sum_over_the_limit_is_refused(tmp_path: Path) -> None:
    refuse(tmp_path, build_zip([ONE, TWO]), errors.TooLargeError, Limits(total_bytes=20))


def test_an_entry_that_swells_is_refused(tmp_path: Path) -> None:
    bomb = RawEntry(name=b"bomb.txt", content=b"\0" * 3_000_000)
    refuse(tmp_path, build_zip([ONE, bomb]), errors.RatioError)


def test_many_entries_that_swell_together_are_refused(tmp_path: Path) -> None:
    bombs = [RawEntry(name=b"%d.txt" % n, content=b"\0" * 1_000_000) for n in range(3)]
    assert accept(tmp_path, bombs[:1])
    refuse(tmp_path, build_zip(bombs), errors.RatioError)


def test_an_entry_longer_than_it_says_stops_being_read(tmp_path: Path) -> None:
    sizes: dict[str, int | bytes] = {"size": 100}
    entry = RawEntry(name=b"a.txt", content=b"\0" * 5_000_000, local=sizes, central=sizes)
    container = open_raw(tmp_path, build_zip([entry]))
    with pytest.raises(errors.EntryLongerError):
        container.read("a.txt")
    container.close()


def test_an_entry_shorter_than_it_says_is_damaged(tmp_path: Path) -> None:
    sizes: dict[str, int | bytes] = {"size": 500}
    entry = RawEntry(name=b"a.txt", local=sizes, central=sizes)
    container = open_raw(tmp_path, build_zip([entry]))
    with pytest.raises(errors.EntryDamagedError):
        container.read("a.txt")
    container.close()


@pytest.mark.parametrize("packed", [b"", b"\xff" * 9, deflate(b"Some text.\n")[:-4]])
def test_content_that_cannot_be_unpacked_is_damaged(tmp_path: Path, packed: bytes) -> None:
    container = open_raw(tmp_path, build_zip([RawEntry(name=b"a.txt", packed=packed)]))
    with pytest.raises(errors.EntryDamagedError, match=r"a\.txt"):
        container.read("a.txt")
    container.close()


def test_reading_into_memory_has_a_limit(tmp_path: Path) -> None:
    container = open_raw(tmp_path, build_zip([ONE]))
    assert container.read("one.txt", 11) == b"Some text.\n"
    with pytest.raises(errors.EntryTooLargeError):
        container.read("one.txt", 10)
    container.close()


def test_a_name_that_is_not_there_is_told(tmp_path: Path) -> None:
    container = open_raw(tmp_path, build_zip([ONE]))
    for name in ("gone.txt", "../one.txt", "", "ONE.TXT"):
        assert not container.has(name)
        with pytest.raises(errors.EntryMissingError):
            container.read(name)
    container.close()


def test_reading_from_a_closed_zip_is_told(tmp_path: Path) -> None:
    container = open_raw(tmp_path, build_zip([ONE]))
    container.close()
    with pytest.raises(errors.ArchiveUnreadableError, match="closed"):
        container.read("one.txt")


# Names


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../one.txt",
        "a/../../one.txt",
        "./one.txt",
        "a//one.txt",
        "a\\one.txt",
        "C:/one.txt",
        "one.txt:stream",
        "\\\\server\\share\\one.txt",
        "//server/share/one.txt",
        "nul",
        "a/CON.txt",
        "lpt1.tar.gz",
        "COM¹",
        "aux .txt",
        "one.",
        "a /one.txt",
        "one\n.txt",
        "one\x7f.txt",
        "one\x00.txt",
        "one\u202etxt.exe",
        "a" * 256,
        "/".join("a" * 17),
        "/".join(["a" * 100] * 11),
    ],
)
def test_a_name_that_is_not_safe_is_refused(tmp_path: Path, name: str) -> None:
    sentence = refuse_name(tmp_path, name)
    assert sentence.isprintable()
    assert len(sentence) < 400


def test_a_folder_name_that_is_not_safe_is_refused(tmp_path: Path) -> None:
    entry = RawEntry(name=b"../", content=b"", method=0, attributes=0)
    refuse(tmp_path, build_zip([entry]), errors.NameRefusedError)


def test_a_name_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    for flags in (0, UTF8):
        entry = RawEntry(name=b"caf\x82.txt", flags=flags)
        refuse(tmp_path, build_zip([entry]), errors.NameUnclearError)


def test_an_entry_with_two_names_is_refused(tmp_path: Path) -> None:
    second = b"\1\0\0\0\0other.txt"
    extra = struct.pack("<HH", 0x7075, len(second)) + second
    entry = RawEntry(name=b"one.txt", flags=0, extra=extra)
    refuse(tmp_path, build_zip([entry]), errors.NameUnclearError)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("ñ.txt", "n\u0303.txt"),
        ("straße.txt", "STRASSE.txt"),
        ("a", "a/b.txt"),
        ("A", "a/b/c.txt"),
        ("a", "A/"),
        ("a/b", "a/B/c/"),
    ],
)
def test_names_that_would_be_one_file_are_refused(tmp_path: Path, one: str, other: str) -> None:
    empty = RawEntry(name=other.encode(), content=b"", method=0, attributes=0)
    entries = [RawEntry(name=one.encode()), empty]
    refuse(tmp_path, build_zip(entries), errors.NamesCollideError)
