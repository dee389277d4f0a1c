from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest
import rfc8785

from tests.store.events import ASSESSOR, build_event, build_identity
from workbench.exchange.event_file import (
    EventFileError,
    UnknownKeysError,
    read_event_file,
    write_event_file,
)
from workbench.exchange.verifying import verify_exchanged
from workbench.store.verdict import NotVerifiableError, Trusted, Verdict

KEYS = {ASSESSOR.fingerprint: ASSESSOR.public_key}
KNOWN = Trusted(names={ASSESSOR.fingerprint: "Ines Moreau"}, public_keys=KEYS)
EVE = build_identity("Eve", seed=2)


def write(folder: Path) -> bytes:
    path = folder / "events.jsonl"
    write_event_file(path, [build_event(seq) for seq in (1, 2, 3)])
    return path.read_bytes()


def verify(folder: Path, content: bytes) -> Verdict | None:
    path = folder / "judgments.jsonl"
    path.write_bytes(content)
    return verify_exchanged(path, KNOWN)


def read_where(folder: Path, content: bytes) -> tuple[str, ...]:
    verdict = verify(folder, content)
    assert verdict is not None
    assert verdict.state == "changed"
    return verdict.where


def test_judgments_as_they_were_signed_are_intact(tmp_path: Path) -> None:
    verdict = verify(tmp_path, write(tmp_path))
    assert verdict is not None
    assert (verdict.state, verdict.signer, verdict.is_known) == ("intact", "Ines Moreau", True)


def test_a_byte_changed_anywhere_is_found(tmp_path: Path) -> None:
    content = write(tmp_path)
    chance = random.Random(5)  # noqa: S311 - places to try
    for place in sorted(chance.sample(range(len(content)), 200)):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(7)
        try:
            verdict = verify(tmp_path, bytes(changed))
        except NotVerifiableError:
            continue
        # Where the first line no longer looks like an event, it is none of these files.
        assert verdict is None or verdict.state == "changed" or not verdict.is_known, place


def test_the_line_that_was_changed_is_named(tmp_path: Path) -> None:
    first, second, third = write(tmp_path).splitlines(keepends=True)
    changed = second.replace(b"proficient", b"not-yet")
    assert read_where(tmp_path, first + changed + third) == ("line 2",)


def test_a_line_taken_out_is_missed(tmp_path: Path) -> None:
    first, _, third = write(tmp_path).splitlines(keepends=True)
    (where,) = read_where(tmp_path, first + third)
    assert "missing before number 3" in where


def test_a_line_cut_off_in_its_middle_is_missed(tmp_path: Path) -> None:
    assert read_where(tmp_path, write(tmp_path)[:-20]) == ("its end",)


def test_what_an_unknown_key_signed_is_intact_but_not_known(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    write_event_file(path, [build_event(1, identity=EVE)])
    verdict = verify_exchanged(path, KNOWN)
    assert verdict is not None
    assert (verdict.state, verdict.is_known, verdict.key) == ("intact", False, EVE.fingerprint)


def test_a_later_key_of_the_same_assessor_goes_on_counting(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    write_event_file(path, [build_event(1), build_event(2), build_event(3, identity=EVE)])
    verdict = verify_exchanged(path, KNOWN)
    assert verdict is not None
    assert verdict.state == "intact"


def test_another_file_is_neither_package_nor_judgments(tmp_path: Path) -> None:
    assert verify(tmp_path, b'{"format":"mcw-report/1"}') is None


def test_judgments_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path)
    brought = read_event_file(tmp_path / "events.jsonl", KEYS)
    assert brought.events == tuple(build_event(seq) for seq in (1, 2, 3))


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "holds no judgments"), (b"{}\n", "holds no judgments")]
)
def test_a_file_without_judgments_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(content)
    with pytest.raises(EventFileError, match=why):
        read_event_file(path, KEYS)


def test_a_kind_that_only_a_newer_program_knows_is_counted_and_left_out(tmp_path: Path) -> None:
    told = json.loads(write(tmp_path).splitlines()[0]) | {"kind": "telepathy"}
    canonical = rfc8785.dumps({k: v for k, v in told.items() if k not in {"id", "sig"}})
    told |= {
        "id": hashlib.sha256(canonical).hexdigest(),
        "sig": ASSESSOR.sign_bytes(canonical).hex(),
    }
    newer = json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    with (tmp_path / "events.jsonl").open("ab") as file:
        file.write(newer)
    brought = read_event_file(tmp_path / "events.jsonl", KEYS)
    assert (len(brought.events), brought.newer) == (3, 1)


def test_judgments_under_a_key_that_no_file_tells_are_not_brought_in(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    write_event_file(path, [build_event(1, identity=EVE)])
    with pytest.raises(UnknownKeysError, match="review package"):
        read_event_file(path, KEYS)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EventFileError, match="No such file"):
        read_event_file(tmp_path / "gone.mcreview", KEYS)
    with pytest.raises(NotVerifiableError, match="no such file"):
        verify_exchanged(tmp_path / "gone.mcreview", KNOWN)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(EventFileError):
        write_event_file(tmp_path / "a file" / "events.jsonl", [build_event(1)])
