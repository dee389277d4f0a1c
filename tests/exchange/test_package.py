from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.store.events import ASSESSOR, build_event, build_identity
from workbench.assessment.event import Event
from workbench.exchange.event_file import (
    EventFileError,
    UnknownKeysError,
    read_event_file,
    write_package,
)
from workbench.exchange.known_key import KnownKey, describe_identity
from workbench.exchange.package import NAMES, format_package
from workbench.exchange.verifying import verify_exchanged
from workbench.paths import find_resource
from workbench.store.verdict import NotVerifiableError, Trusted, Verdict

EVE = build_identity("Eve", seed=2)
KEYS = {ASSESSOR.fingerprint: ASSESSOR.public_key}
KNOWN = Trusted(names={ASSESSOR.fingerprint: "Ines Moreau"}, public_keys=KEYS)
EVENTS = tuple(build_event(seq) for seq in (1, 2, 3))
PACKAGE = format_package(EVENTS, ASSESSOR)


def save(folder: Path, content: bytes) -> Path:
    path = folder / "review.mcreview"
    path.write_bytes(content)
    return path


def verify(folder: Path, content: bytes, trusted: Trusted = KNOWN) -> Verdict:
    verdict = verify_exchanged(save(folder, content), trusted)
    assert verdict is not None
    return verdict


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(entries: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, entry in entries:
            archive.writestr(zipfile.ZipInfo(name), entry, method)
    return file.getvalue()


def reseal(lines: bytes) -> bytes:
    """The package with other lines; Eve seals it, as she has no other key."""
    told = json.loads(unpack(format_package((), EVE))["keys.json"])
    told["seal"] |= {"events": lines.count(b"\n"), "sha256": hashlib.sha256(lines).hexdigest()}
    del told["seal"]["sig"]
    told["keys"] = sorted(
        [*told["keys"], json.loads(unpack(PACKAGE)["keys.json"])["keys"][0]],
        key=lambda key: str(key["fingerprint"]),
    )
    text = json.dumps(told, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    told["seal"]["sig"] = EVE.sign_bytes(b"mcw-review/1\n" + text).hex()
    keys = json.dumps(told, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    whole = unpack(PACKAGE)
    return rezip(whole["mimetype"], lines, keys)


def rezip(mimetype: bytes, lines: bytes, keys: bytes) -> bytes:
    """The three parts in a zip that is laid out as the format wants it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, entry in zip(NAMES, (mimetype, lines, keys), strict=True):
            about = zipfile.ZipInfo(name)
            about.create_system, about.external_attr = 3, 0o600 << 16
            archive.writestr(about, entry)
    return file.getvalue()


def test_the_same_events_give_the_same_bytes_on_every_python() -> None:
    assert format_package(EVENTS, ASSESSOR) == PACKAGE
    assert (
        hashlib.sha256(PACKAGE).hexdigest()
        == "41d84b67a30fdd4177be038e95a55dcbc5dcab881390d04bcfc29b124ebf7d20"
    )


def test_the_zip_holds_three_stored_parts_and_its_kind_comes_first() -> None:
    with zipfile.ZipFile(io.BytesIO(PACKAGE)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["mimetype", "events.jsonl", "keys.json"]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert PACKAGE[38:].startswith(b"application/vnd.mcw.review+zip")


def test_the_keys_follow_their_schema() -> None:
    schema = json.loads(find_resource("schemas", "mcw-review-1.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(unpack(PACKAGE)["keys.json"]))


def test_a_package_is_intact_and_says_whose_it_is_and_its_digest(tmp_path: Path) -> None:
    verdict = verify(tmp_path, PACKAGE)
    assert (verdict.state, verdict.signer, verdict.is_known) == ("intact", "Ines Moreau", True)
    assert verdict.digest == write_package(tmp_path / "again.mcreview", PACKAGE)


def test_a_package_of_an_unknown_key_is_intact_and_its_name_is_what_it_says(
    tmp_path: Path,
) -> None:
    verdict = verify(tmp_path, PACKAGE, Trusted(names={}))
    assert (verdict.state, verdict.signer, verdict.is_known) == ("intact", ASSESSOR.name, False)


def test_every_single_byte_that_is_changed_is_found(tmp_path: Path) -> None:
    small = format_package(EVENTS[:1], ASSESSOR)
    for place in range(len(small)):
        for bit in (0, 6):
            changed = bytearray(small)
            changed[place] ^= 1 << bit
            try:
                verdict = verify(tmp_path, bytes(changed))
            except NotVerifiableError as error:
                assert "newer version" in str(error), place  # noqa: PT017 - one of two answers
                continue
            assert verdict.state == "changed", place
            assert verdict.where


def test_a_package_cut_at_any_place_or_gone_on_with_is_found(tmp_path: Path) -> None:
    for length in range(0, len(PACKAGE), 7):
        assert verify(tmp_path, PACKAGE[:length]).state == "changed", length
    assert verify(tmp_path, PACKAGE + b"\0").state == "changed"
    assert verify(tmp_path, b"\0" + PACKAGE).state == "changed"


def list_line_changes(lines: bytes) -> Iterator[bytes]:
    first, second, third = lines.splitlines(keepends=True)
    yield from (first + second, second + third, first + third, first)
    yield from (first + third + second, lines + third, first + first + second + third, b"")
    yield first + second + third.rstrip(b"\n")
    yield lines.replace(b"proficient", b"not-yet", 1)


@pytest.mark.parametrize("number", range(10))
def test_judgments_left_out_added_or_put_in_another_order_are_found(
    tmp_path: Path, number: int
) -> None:
    parts = unpack(PACKAGE)
    lines = [*list_line_changes(parts["events.jsonl"])][number]
    changed = rezip(parts["mimetype"], lines, parts["keys.json"])
    assert verify(tmp_path, changed).state == "changed"


def test_rezip_makes_what_the_program_makes() -> None:
    parts = unpack(PACKAGE)
    assert rezip(parts["mimetype"], parts["events.jsonl"], parts["keys.json"]) == PACKAGE


def test_the_line_that_was_changed_is_named(tmp_path: Path) -> None:
    parts = unpack(PACKAGE)
    lines = parts["events.jsonl"].replace(b"wrote page 2,", b"wrote page 7,")
    changed = rezip(parts["mimetype"], lines, parts["keys.json"])
    assert verify(tmp_path, changed).where == ("line 2 of events.jsonl",)


REPACKED: dict[str, Callable[[list[tuple[str, bytes]]], bytes]] = {
    "another order": lambda parts: pack(parts[::-1]),
    "a part more": lambda parts: pack([*parts, ("more.txt", b"more")]),
    "a part less": lambda parts: pack(parts[:2]),
    "the same name twice": lambda parts: pack([*parts[:2], parts[1]]),
    "compressed": lambda parts: pack(parts, zipfile.ZIP_DEFLATED),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("how", REPACKED)
def test_the_same_parts_in_another_zip_are_found(tmp_path: Path, how: str) -> None:
    assert verify(tmp_path, REPACKED[how]([*unpack(PACKAGE).items()])).state == "changed"


def test_who_seals_what_another_signed_and_leaves_some_out_is_named(tmp_path: Path) -> None:
    lines = unpack(PACKAGE)["events.jsonl"]
    cut = b"".join(lines.splitlines(keepends=True)[:2])
    verdict = verify(tmp_path, reseal(cut))
    assert (verdict.state, verdict.key, verdict.is_known) == ("intact", EVE.fingerprint, False)


def test_who_changes_what_another_signed_is_found_in_spite_of_a_seal(tmp_path: Path) -> None:
    lines = unpack(PACKAGE)["events.jsonl"].replace(b"wrote page 3,", b"wrote page 1,")
    assert verify(tmp_path, reseal(lines)).where == ("line 3 of events.jsonl",)


def read(folder: Path, content: bytes, keys: dict[str, bytes] | None = None) -> tuple[Event, ...]:
    return read_event_file(save(folder, content), KEYS if keys is None else keys).events


def test_a_package_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    assert read(tmp_path, PACKAGE) == EVENTS


def test_a_package_with_events_of_several_keys_wants_them_all_known(tmp_path: Path) -> None:
    both = format_package(
        [*EVENTS, build_event(4, identity=EVE)], ASSESSOR, [describe_identity(EVE)]
    )
    with pytest.raises(UnknownKeysError) as caught:
        read(tmp_path, both)
    assert caught.value.keys == (KnownKey(name="Eve", public_key=EVE.public_key),)
    assert len(read(tmp_path, both, {**KEYS, EVE.fingerprint: EVE.public_key})) == 4


def test_a_package_that_tells_no_key_for_an_event_is_found(tmp_path: Path) -> None:
    forged = format_package([*EVENTS, build_event(4, identity=EVE)], ASSESSOR)
    assert "no key is told" in verify(tmp_path, forged).where[0]
    with pytest.raises(EventFileError, match="not as it was signed"):
        read(tmp_path, forged)


def test_a_package_of_a_key_that_is_not_known_is_not_brought_in_unasked(tmp_path: Path) -> None:
    with pytest.raises(UnknownKeysError) as caught:
        read(tmp_path, PACKAGE, {})
    assert [key.fingerprint for key in caught.value.keys] == [ASSESSOR.fingerprint]


def test_a_changed_package_is_not_brought_in(tmp_path: Path) -> None:
    parts = unpack(PACKAGE)
    changed = rezip(parts["mimetype"], parts["events.jsonl"] * 2, parts["keys.json"])
    with pytest.raises(EventFileError, match=r"events\.jsonl is not as it was signed"):
        read(tmp_path, changed)


def test_a_package_of_a_newer_program_is_told_apart(tmp_path: Path) -> None:
    parts = unpack(PACKAGE)
    newer = parts["keys.json"].replace(b"mcw-review/1", b"mcw-review/2")
    content = rezip(parts["mimetype"], parts["events.jsonl"], newer)
    with pytest.raises(EventFileError, match="newer version"):
        read(tmp_path, content)
    with pytest.raises(NotVerifiableError, match="newer version"):
        verify(tmp_path, content)
