from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.assessment.finding import Finding
from workbench.intake.archive.container import open_container
from workbench.intake.bag import (
    BagWriteError,
    FileOwner,
    find_bag_root,
    read_bag,
    verify_bag,
    write_bag,
)
from workbench.intake.bag.manifest import BagLine, format_info, format_manifest, parse_manifest
from workbench.intake.bundle_errors import (
    NoSubmissionError,
    SeveralSubmissionsError,
    ZipInsideError,
)

PAYLOAD = {"submission.json": b"{}", "part2/a.txt": b"Some text.\n", "part2/b.bin": b"\0" * 50}


def build_files(
    payload: Mapping[str, bytes] = PAYLOAD, algorithm: str = "sha256"
) -> dict[str, bytes]:
    """The files of a sound bag, to be spoilt."""
    lines = [
        BagLine(path=f"data/{path}", digest=hashlib.new(algorithm, content).hexdigest())
        for path, content in payload.items()
    ]
    return {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        f"manifest-{algorithm}.txt": format_manifest(lines),
        **{f"data/{path}": content for path, content in payload.items()},
    }


def write_files(target: Path, files: Mapping[str, bytes], root: str = "sub/") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(root + path, content)
    return target


def look(
    folder: Path, files: Mapping[str, bytes], owners: Mapping[str, FileOwner] | None = None
) -> tuple[Finding, ...]:
    """What reading and verifying the bag find."""
    container = open_container(write_files(folder / "sent.zip", files))
    bag = read_bag(container)
    found = (*bag.findings, *verify_bag(container, bag, owners=owners))
    container.close()
    return found


def checks(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.check for finding in findings]


# Writing


def test_a_bag_that_was_written_is_sound(tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(b"\0" * 50)
    payload: dict[str, Path | bytes] = {**PAYLOAD, "part1/50% Ñandú.md": b"x"}
    payload["part2/b.bin"] = tmp_path / "b.bin"
    write_bag(payload, tmp_path / "sent.zip", info={"Note": "two\nlines"}, name="sub")
    container = open_container(tmp_path / "sent.zip")
    bag = read_bag(container)
    assert bag.root == "sub/"
    assert bag.payload == "sub/data/"
    assert bag.algorithm == bag.tag_algorithm == "sha256"
    assert bag.oxum == (64, 4)
    assert "data/part1/50% Ñandú.md" in bag.manifest
    assert (bag.findings, verify_bag(container, bag)) == ((), ())
    assert b"Note: two lines\n" in container.read("sub/bag-info.txt")
    container.close()


def test_the_same_payload_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        payload = PAYLOAD if name == "one.zip" else dict(reversed(PAYLOAD.items()))
        write_bag(payload, tmp_path / name, info={"Note": "a"}, name="sub")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_media_are_stored_and_text_is_deflated(tmp_path: Path) -> None:
    write_bag(
        {"a.mp4": b"\0" * 500, "a.docx": b"\0" * 500, "a.md": b"\0" * 500},
        tmp_path / "sent.zip",
        info={},
        name="sub",
    )
    with zipfile.ZipFile(tmp_path / "sent.zip") as archive:
        sizes = {i.filename: i.compress_size for i in archive.infolist() if "data/" in i.filename}
    assert sizes["sub/data/a.mp4"] == sizes["sub/data/a.docx"] == 500
    assert sizes["sub/data/a.md"] < 50


@pytest.mark.parametrize("path", ["../a.txt", "a\\b.txt", "con", "/a.txt"])
def test_an_unsafe_name_is_not_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(BagWriteError, match=r"sent\.zip"):
        write_bag({path: b""}, tmp_path / "sent.zip", info={}, name="sub")
    with pytest.raises(BagWriteError, match=r"sent\.zip"):
        write_bag({}, tmp_path / "sent.zip", info={}, name=path)
    with pytest.raises(BagWriteError, match="same file"):
        write_bag({"a": b"", "A": b""}, tmp_path / "sent.zip", info={}, name="sub")
    assert not list(tmp_path.glob("*.zip"))


def test_a_failure_leaves_the_earlier_bag_and_no_rubbish(tmp_path: Path) -> None:
    (tmp_path / "sent.zip").write_bytes(b"earlier")
    with pytest.raises(BagWriteError, match=r"sent\.zip"):
        write_bag({"a.txt": tmp_path / "gone"}, tmp_path / "sent.zip", info={}, name="sub")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["sent.zip"]
    assert (tmp_path / "sent.zip").read_bytes() == b"earlier"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BagWriteError, match=r"sent\.zip"):
        write_bag(PAYLOAD, tmp_path / "gone" / "sent.zip", info={}, name="sub")


# Finding the root


@pytest.mark.parametrize("root", ["", "sub/", "one/two/", "data/", "mydata/"])
def test_the_bag_is_found_at_any_depth(tmp_path: Path, root: str) -> None:
    files = {**build_files(), "data/part2/submission.json": b"an artifact of that name"}
    container = open_container(write_files(tmp_path / "sent.zip", files, root))
    assert find_bag_root(container) == root
    container.close()


@pytest.mark.parametrize("root", ["", "sub/", "mydata/"])
def test_files_without_a_payload_folder_are_found_too(tmp_path: Path, root: str) -> None:
    files = {"submission.json": b"{}", "part2/a.txt": b""}
    container = open_container(write_files(tmp_path / "sent.zip", files, root))
    bag = read_bag(container)
    assert (bag.root, bag.payload) == (root, root)
    container.close()


def test_what_macos_adds_is_not_taken_for_a_bag(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_files(tmp_path / "sent.zip", build_files()), "a") as archive:
        archive.writestr("__MACOSX/submission.json", b"")
    container = open_container(tmp_path / "sent.zip")
    assert find_bag_root(container) == "sub/"
    container.close()


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (["a.txt"], NoSubmissionError),
        ([], NoSubmissionError),
        (["a.txt", "sub-1.zip"], ZipInsideError),
        (["one/data/submission.json", "two/data/submission.json"], SeveralSubmissionsError),
    ],
)
def test_what_holds_not_one_submission_is_refused(
    tmp_path: Path, names: list[str], error: type[Exception]
) -> None:
    path = write_files(tmp_path / "sent.zip", dict.fromkeys(names, b""), "")
    container = open_container(path)
    with pytest.raises(error, match=r"sent\.zip .*lease"):
        read_bag(container)
    container.close()


# Reading


def test_a_sound_bag_has_no_findings(tmp_path: Path) -> None:
    assert look(tmp_path, build_files()) == ()
    assert look(tmp_path, build_files(algorithm="sha512")) == ()


def test_sha256_is_preferred(tmp_path: Path) -> None:
    files = {**build_files(algorithm="sha512"), **build_files()}
    container = open_container(write_files(tmp_path / "sent.zip", files))
    bag = read_bag(container)
    assert bag.algorithm == "sha256"
    assert bag.manifest_digest == hashlib.sha256(files["manifest-sha256.txt"]).hexdigest()
    container.close()


def test_the_version_before_is_read_too(tmp_path: Path) -> None:
    old = b"BagIt-Version: 0.97\r\nTag-File-Character-Encoding: UTF-8\r\n"
    assert look(tmp_path, {**build_files(), "bagit.txt": old}) == ()


@pytest.mark.parametrize("text", [b"", b"BagIt-Version: 2.0\n", b"hello"])
def test_another_version_is_remarked_on(tmp_path: Path, text: bytes) -> None:
    assert checks(look(tmp_path, {**build_files(), "bagit.txt": text})) == ["bundle.bag_version"]


def test_a_folder_without_checksums_is_remarked_on(tmp_path: Path) -> None:
    for files in (
        {"submission.json": b"{}", "part2/a.txt": b"a"},
        {"data/submission.json": b"{}", "data/part2/a.txt": b"a"},
    ):
        assert checks(look(tmp_path, files)) == ["bundle.not_a_bag"]


def test_without_a_manifest_the_digest_still_tells_bundles_apart(tmp_path: Path) -> None:
    digests = set()
    for content in (b"a", b"aa", b"a"):
        files = {"submission.json": b"{}", "part2/a.txt": content}
        container = open_container(write_files(tmp_path / "sent.zip", files))
        digests.add(read_bag(container).manifest_digest)
        container.close()
    assert len(digests) == 2


def test_checksums_too_weak_to_trust_count_as_none(tmp_path: Path) -> None:
    assert checks(look(tmp_path, build_files(algorithm="md5"))) == ["bundle.manifest_missing"]


def test_lines_that_cannot_be_used_are_counted(tmp_path: Path) -> None:
    files = build_files()
    files["manifest-sha256.txt"] += b"no digest\nabc  ../../etc/passwd\nabc  /etc/passwd\n"
    (finding,) = look(tmp_path, files)
    assert finding.check == "bundle.manifest_line"
    assert "3 lines" in finding.sentence


def test_files_to_be_downloaded_are_not(tmp_path: Path) -> None:
    files = {**build_files(), "fetch.txt": b"http://example.org/a 5 data/a\n"}
    assert checks(look(tmp_path, files)) == ["bundle.fetch"]


# Manifests


def test_line_breaks_and_percent_signs_in_paths_are_escaped() -> None:
    paths = ["data/50%.txt", "data/a\nb", "data/a\rb", "data/%0A"]
    raw = format_manifest([BagLine(path=path, digest="ab") for path in paths])
    assert raw.count(b"\n") == 4
    assert parse_manifest(raw) == (dict.fromkeys(paths, "ab"), 0)


def test_a_manifest_of_another_program_is_read() -> None:
    raw = b"\xef\xbb\xbfAB  *data/a b.txt\r\ncd\tdata/b\r\n\r\nef ./data/100%.txt"
    expected = {"data/a b.txt": "ab", "data/b": "cd", "data/100%.txt": "ef"}
    assert parse_manifest(raw) == (expected, 0)


def test_a_path_that_is_no_utf_8_cannot_be_used() -> None:
    assert parse_manifest(b"ab  data/caf\xe9\ncd  data/b\n") == ({"data/b": "cd"}, 1)
    assert parse_manifest("ab  data/�\n".encode()) == ({"data/�": "ab"}, 0)


def test_two_digests_for_one_path_cannot_be_used() -> None:
    assert parse_manifest(b"ab  data/a\nab  data/a\n") == ({"data/a": "ab"}, 0)
    assert parse_manifest(b"ab  data/a\ncd  data/a\n") == ({"data/a": "ab"}, 1)


def test_info_has_one_line_for_each_value() -> None:
    assert format_info({"Note": "a\r\nPayload-Oxum: 1.1"}) == b"Note: a Payload-Oxum: 1.1\n"


# Verifying


def test_a_changed_file_is_found(tmp_path: Path) -> None:
    (finding,) = look(tmp_path, {**build_files(), "data/part2/a.txt": b"Some tExt.\n"})
    assert finding.check == "bundle.checksum_mismatch"
    assert "data/part2/a.txt" in finding.sentence


def test_a_finding_names_the_artifact(tmp_path: Path) -> None:
    files = {**build_files(), "data/part2/a.txt": b"", "data/part2/b.bin": b""}
    owners = {
        "part2/a.txt": FileOwner(words="Artifact 7", artifact="A7"),
        "part2/b.bin": FileOwner(words="The answer to P1.1", part="P1", question="P1.1"),
    }
    one, other = look(tmp_path, files, owners)
    assert (one.artifact, one.sentence[:10]) == ("A7", "Artifact 7")
    assert (other.part, other.question) == ("P1", "P1.1")
    assert one.key != other.key


def test_missing_and_left_over_files_are_found(tmp_path: Path) -> None:
    files = {**build_files(), "data/new.txt": b"", "data/.DS_Store": b"", "data/._new.txt": b""}
    del files["data/part2/a.txt"]
    missing, extra = look(tmp_path, files)
    assert missing.check == "bundle.file_missing"
    assert "a.txt" in missing.sentence
    assert extra.check == "bundle.file_extra"
    assert "new.txt" in extra.sentence
    assert "DS_Store" not in extra.sentence


def test_a_system_file_that_was_packed_with_the_rest_counts(tmp_path: Path) -> None:
    payload = {**PAYLOAD, "._a.txt": b"x"}
    write_bag(payload, tmp_path / "sent.zip", info={}, name="sub")
    container = open_container(tmp_path / "sent.zip")
    assert verify_bag(container, read_bag(container)) == ()
    container.close()


def test_many_files_share_one_finding(tmp_path: Path) -> None:
    files = {**build_files(), **{f"data/{n}.txt": b"" for n in range(20)}}
    (finding,) = look(tmp_path, files)
    assert finding.sentence.count("“") == 5
    assert "and others are in the bundle" in finding.sentence


def test_a_changed_or_lost_tag_file_is_found(tmp_path: Path) -> None:
    files = build_files()
    wrong = BagLine(path="bagit.txt", digest="ab"), BagLine(path="gone.txt", digest="ab")
    files["tagmanifest-sha256.txt"] = format_manifest(wrong)
    (finding,) = look(tmp_path, files)
    assert finding.check == "bundle.tag_mismatch"
    assert "bagit.txt" in finding.sentence
    assert "gone.txt" in finding.sentence


def test_a_wrong_count_is_found(tmp_path: Path) -> None:
    files = {**build_files(), "bag-info.txt": b"Payload-Oxum: 63.3\n"}
    assert look(tmp_path, files) == ()
    files["bag-info.txt"] = b"Payload-Oxum: 63.4\n"
    assert checks(look(tmp_path, files)) == ["bundle.oxum_differs"]


def test_damage_inside_the_zip_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "sent.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in build_files({**PAYLOAD, "c.txt": b"word " * 500}).items():
            archive.writestr(name, content)
        info = archive.getinfo("data/c.txt")
    raw = bytearray(path.read_bytes())
    raw[info.header_offset + 42 : info.header_offset + 48] = b"\xff" * 6
    path.write_bytes(raw)
    container = open_container(path)
    (finding,) = verify_bag(container, read_bag(container))
    assert finding.check == "bundle.file_unreadable"
    container.close()


def test_without_a_manifest_the_checksums_of_the_zip_are_used(tmp_path: Path) -> None:
    path = write_files(tmp_path / "sent.zip", {"data/submission.json": b"{}", "data/a": b"plain"})
    path.write_bytes(path.read_bytes().replace(b"plain", b"plane"))
    container = open_container(path)
    (finding,) = verify_bag(container, read_bag(container))
    assert finding.check == "bundle.checksum_mismatch"
    container.close()


def test_progress_ends_at_the_total(tmp_path: Path) -> None:
    payload = {**PAYLOAD, "big.bin": b"\0" * 3_000_000}
    write_bag(payload, tmp_path / "sent.zip", info={}, name="sub")
    told: list[tuple[int, int]] = []
    container = open_container(tmp_path / "sent.zip")
    verify_bag(container, read_bag(container), progress=lambda *both: told.append(both))
    assert told == sorted(told)
    assert {total for _, total in told} == {told[-1][0]}
    assert len(told) > 5
    container.close()


def test_cancelling_stops_between_two_pieces(tmp_path: Path) -> None:
    payload = {**PAYLOAD, "big.bin": b"\0" * 30_000_000}
    write_bag(payload, tmp_path / "sent.zip", info={}, name="sub")
    done: list[int] = []
    container = open_container(tmp_path / "sent.zip")
    found = verify_bag(
        container,
        read_bag(container),
        progress=lambda count, _total: done.append(count),
        cancelled=lambda: len(done) >= 3,
    )
    assert found == ()
    assert len(done) == 3
    container.close()
