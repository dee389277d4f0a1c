"""Whatever is sent, opening it raises our errors only; what was packed comes out again."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builders import build_bundle, build_payload
from tests.intake.hostile import DESCRIPTOR_FOLLOWS, SENTINEL, UTF8, RawEntry, build_zip
from workbench.intake.archive.container import open_container
from workbench.intake.archive.names import find_collision, find_name_fault, normalise_name
from workbench.intake.bag import read_bag, verify_bag, write_bag
from workbench.intake.bag.manifest import BagLine, format_manifest, parse_manifest
from workbench.intake.bundle import open_bundle
from workbench.intake.bundle_errors import BundleError
from workbench.intake.prose.reading import ProseError, read_prose
from workbench.intake.rubric.file import RubricError, parse_rubric_json
from workbench.intake.submission_file import parse_submission

Change = Callable[[bytes], bytes]


@cache
def valid_zip() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return build_bundle(Path(folder)).read_bytes()


@cache
def valid_docx() -> bytes:
    import docx  # noqa: PLC0415 - not needed to collect the tests

    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("We wrote down what we heard.")
    document.save(file)
    return file.getvalue()


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A few bytes flipped, cut out, doubled or put elsewhere; more often near the end."""
    seed = draw(st.integers(0, 2**32))
    count = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["flip", "zero", "cut", "double", "end"]))

    def change(raw: bytes) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - no secret
        spoilt = bytearray(raw)
        for _ in range(count):
            start = 0 if chance.random() < 0.5 else max(0, len(spoilt) - 1_500)
            at = chance.randrange(start, len(spoilt)) if len(spoilt) > start else 0
            length = chance.choice([1, 2, 4, 30])
            piece = spoilt[at : at + length]
            if kind == "flip":
                spoilt[at : at + 1] = bytes([chance.randrange(256)])
            elif kind == "zero":
                spoilt[at : at + length] = chance.choice([b"\0", b"\xff"]) * len(piece)
            elif kind == "cut":
                del spoilt[at : at + length]
            elif kind == "double":
                spoilt[at:at] = piece
            else:
                del spoilt[at:]
        return bytes(spoilt)

    return change


def check_sentence(error: Exception, name: str = "sent.zip") -> None:
    """The sentence names the file and can be shown anywhere."""
    assert name in str(error)
    assert str(error).isprintable()


def work_through(path: Path) -> None:
    """Open the bundle and read all of it, as the program would."""
    try:
        bundle = open_bundle(path)
    except BundleError as error:
        check_sentence(error)
        return
    try:
        bundle.verify()
        for answer in bundle.submission.answers:
            if bundle.has(answer.file):
                bundle.read_text(answer.file)
        for artifact in bundle.submission.artifacts:
            if bundle.has(artifact.file):
                bundle.copy_out(artifact.file, path.parent / "cache")
    except BundleError as error:
        check_sentence(error, "")
    finally:
        bundle.close()


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"PK\5\6"]))
@settings(max_examples=100, deadline=None)
def test_random_bytes_raise_our_errors_only(raw: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.zip"
        path.write_bytes(start + raw)
        work_through(path)


@given(changes())
@settings(max_examples=400, deadline=None)
def test_a_spoilt_zip_raises_our_errors_only(change: Change) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.zip"
        path.write_bytes(change(valid_zip()))
        work_through(path)


edges = st.sampled_from([0, 1, 30, 31, 60, 0xFFFF, 1 << 31, SENTINEL - 1, SENTINEL])
short = st.sampled_from([0, 1, 8, 9, 99, UTF8, UTF8 | DESCRIPTOR_FOLLOWS, 0xFFFF])
wide = st.lists(st.sampled_from([0, 11, 1 << 40, 1 << 63, (1 << 64) - 1]), max_size=3)
headers = st.fixed_dictionaries(
    {},
    optional={
        "flags": short,
        "method": short,
        "crc": edges,
        "packed": edges,
        "size": edges,
        "extra": wide.map(lambda n: struct.pack(f"<HH{len(n)}Q", 1, 8 * len(n), *n)),
    },
)
raw_entries = st.builds(
    RawEntry,
    name=st.sampled_from([b"a", b"b", b"c/", b"c/d"]),
    content=st.sampled_from([b"", b"Some text.\n"]),
    method=st.sampled_from([0, 8]),
    local=headers,
    central=headers,
    offset=st.none() | edges,
)
ends = st.fixed_dictionaries(
    {}, optional={"count": short, "count_here": short, "size": edges, "offset": edges}
)


@given(entries=st.lists(raw_entries, max_size=3), end=ends, is_wide=st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_zip_with_any_numbers_raises_our_errors_only(
    entries: list[RawEntry], end: dict[str, int], *, is_wide: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.zip"
        path.write_bytes(build_zip(entries, end=end, wide=is_wide))
        try:
            container = open_container(path)
        except BundleError as error:
            check_sentence(error)
            return
        for name in container.names():
            with contextlib.suppress(BundleError):
                assert len(container.read(name)) == container.size_bytes(name)
        container.close()


@given(changes(), st.sampled_from(sorted(build_payload())))
@settings(max_examples=150, deadline=None)
def test_a_spoilt_file_raises_our_errors_only(change: Change, file: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        payload = build_payload()
        payload[file] = change(payload[file])
        write_bag(payload, Path(folder) / "sent.zip", info={}, name="sub")
        work_through(Path(folder) / "sent.zip")


@given(changes(), st.sampled_from(["manifest-sha256.txt", "bagit.txt", "bag-info.txt"]))
@settings(max_examples=60, deadline=None)
def test_a_spoilt_tag_file_is_no_reason_not_to_open(change: Change, file: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.zip"
        with zipfile.ZipFile(io.BytesIO(valid_zip())) as old, zipfile.ZipFile(path, "w") as new:
            for info in old.infolist():
                raw = old.read(info)
                new.writestr(info, change(raw) if info.filename.endswith(f"/{file}") else raw)
        bundle = open_bundle(path)
        bundle.verify()
        bundle.close()


@given(changes())
@settings(max_examples=100, deadline=None)
def test_spoilt_json_raises_our_errors_only(change: Change) -> None:
    payload = build_payload()
    try:
        parse_submission(change(payload["submission.json"]), "sent.zip")
    except BundleError as error:
        check_sentence(error)
    try:
        parse_rubric_json(change(payload["rubric.json"]), "sent.zip")
    except RubricError as error:
        check_sentence(error)


@given(changes())
@settings(max_examples=60, deadline=None)
def test_a_spoilt_word_document_raises_our_errors_only(change: Change) -> None:
    try:
        read_prose(change(valid_docx()), "P1.1.docx")
    except ProseError as error:
        check_sentence(error, "P1.1.docx")


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode), st.sampled_from("mht"))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_told(raw: bytes, kind: str) -> None:
    name = {"m": "a.md", "h": "a.html", "t": "a.txt"}[kind]
    try:
        assert "\0" not in read_prose(raw, name)
    except ProseError as error:
        check_sentence(error, name)


safe_names = st.text(min_size=1, max_size=40).filter(lambda name: find_name_fault(name) is None)


@given(st.dictionaries(safe_names, st.binary(max_size=2_000), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_what_is_packed_comes_out_again(files: dict[str, bytes]) -> None:
    payload = {f"part2/{name}": content for name, content in files.items()}
    payload["submission.json"] = b"{}"
    assume(find_collision(payload) is None)
    with tempfile.TemporaryDirectory() as folder:
        write_bag(payload, Path(folder) / "sent.zip", info={}, name="sub")
        container = open_container(Path(folder) / "sent.zip")
        bag = read_bag(container)
        assert (bag.findings, verify_bag(container, bag)) == ((), ())
        got = {
            name.removeprefix(bag.payload): container.read(name)
            for name in container.names()
            if name.startswith(bag.payload)
        }
        assert got == {normalise_name(name): content for name, content in payload.items()}
        container.close()


@given(st.dictionaries(st.text(min_size=1, max_size=30), st.binary(min_size=4, max_size=4)))
@settings(max_examples=100, deadline=None)
def test_manifests_are_read_as_they_were_written(files: dict[str, bytes]) -> None:
    lines = {f"data/{path}".strip(): digest.hex() for path, digest in files.items()}
    lines = {path: digest for path, digest in lines.items() if ".." not in path.split("/")}
    raw = format_manifest([BagLine(path=path, digest=digest) for path, digest in lines.items()])
    assert parse_manifest(raw) == (lines, 0)
