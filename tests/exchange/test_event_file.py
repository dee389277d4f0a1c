from __future__ import annotations

import random
from pathlib import Path

import pytest
from workbench.store.event_file import write_event_file

from tests.store.events import ASSESSOR, build_event, build_identity
from workbench.report.verifying import NotVerifiableError, Trusted, Verdict, verify_report

KNOWN = Trusted(
    names={ASSESSOR.fingerprint: "Ines Moreau"},
    public_keys={ASSESSOR.fingerprint: ASSESSOR.public_key},
)


def write(folder: Path) -> bytes:
    path = folder / "events.jsonl"
    write_event_file(path, [build_event(seq) for seq in (1, 2, 3)])
    return path.read_bytes()


def verify(folder: Path, content: bytes) -> Verdict:
    path = folder / "judgments.jsonl"
    path.write_bytes(content)
    return verify_report(path, KNOWN)


def test_judgments_as_they_were_signed_are_intact(tmp_path: Path) -> None:
    verdict = verify(tmp_path, write(tmp_path))
    assert (verdict.state, verdict.signer, verdict.is_known) == ("intact", "Ines Moreau", True)


def test_a_byte_changed_anywhere_is_found(tmp_path: Path) -> None:
    content = write(tmp_path)
    chance = random.Random(5)  # noqa: S311 - places to try
    for place in sorted(chance.sample(range(len(content)), 200)):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(7)
        try:
            assert verify(tmp_path, bytes(changed)).state == "changed", place
        except NotVerifiableError:
            continue  # its signer, or that it is one at all, can no longer be told


def test_the_line_that_was_changed_is_named(tmp_path: Path) -> None:
    first, second, third = write(tmp_path).splitlines(keepends=True)
    changed = second.replace(b"proficient", b"not-yet")
    assert verify(tmp_path, first + changed + third).where == ("line 2",)


def test_a_line_taken_out_is_missed(tmp_path: Path) -> None:
    first, _, third = write(tmp_path).splitlines(keepends=True)
    (where,) = verify(tmp_path, first + third).where
    assert "missing before number 3" in where


def test_what_an_unknown_key_signed_cannot_be_verified(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    write_event_file(path, [build_event(1, identity=build_identity("Eve", seed=2))])
    with pytest.raises(NotVerifiableError, match="a key that is not on this computer"):
        verify_report(path, KNOWN)
