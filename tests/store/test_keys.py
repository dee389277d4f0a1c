"""Keys: made, kept, locked, and what their signatures are worth."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.store.events import build_draft, build_event, build_identity
from workbench.store.keys import (
    KeyFileError,
    KeyLockedError,
    WrongPassphraseError,
    change_passphrase,
    create_identity,
    load_identities,
    unlock,
)
from workbench.store.public_keys import compute_fingerprint, verify_event
from workbench.store.words import WORDS, fingerprint_words


def test_there_is_nobody_in_a_new_data_folder(folder: Path) -> None:
    assert load_identities(folder) == ()


def test_a_created_identity_is_loaded_again_and_signs(folder: Path) -> None:
    created = create_identity(folder, "Ines Moreau")
    (loaded,) = load_identities(folder)
    assert loaded == created
    event = loaded.sign(build_draft(actor=created.fingerprint))
    assert verify_event(event, created.public_key)


def test_several_assessors_come_by_name(folder: Path) -> None:
    names = ["tomás brandão", "Ines Moreau", "Anna Weiss"]
    for name in names:
        create_identity(folder, name)
    assert [i.name for i in load_identities(folder)] == ["Anna Weiss", "Ines Moreau", names[0]]


def test_a_fingerprint_is_the_beginning_of_the_digest_of_the_raw_key() -> None:
    # SHA-256 of 32 zero bytes
    assert compute_fingerprint(bytes(32)) == "66687aadf862bd776c8fc18b8e9f8e20"


def test_a_key_with_a_passphrase_is_locked_until_it_is_given(folder: Path) -> None:
    created = create_identity(folder, "Ines Moreau", "schöne Brücke")
    (locked,) = load_identities(folder)
    assert locked.is_locked
    with pytest.raises(KeyLockedError, match="Ines Moreau"):
        locked.sign(build_draft(actor=created.fingerprint))
    event = unlock(locked, "schöne Brücke").sign(build_draft(actor=created.fingerprint))
    assert verify_event(event, created.public_key)


def test_a_wrong_passphrase_is_told_from_a_broken_file(folder: Path) -> None:
    create_identity(folder, "Ines Moreau", "right")
    (locked,) = load_identities(folder)
    with pytest.raises(WrongPassphraseError, match="passphrase"):
        unlock(locked, "wrong")


def test_a_key_without_a_passphrase_needs_no_unlocking(folder: Path) -> None:
    identity = create_identity(folder, "Ines Moreau")
    assert not identity.is_locked
    with pytest.raises(WrongPassphraseError):
        unlock(identity, "unasked")


def test_the_private_key_is_not_in_the_file_in_the_clear_when_there_is_a_passphrase(
    folder: Path,
) -> None:
    create_identity(folder, "Ines Moreau", "right")
    (file,) = (folder / "keys").iterdir()
    assert "ENCRYPTED" in file.read_text()


def test_a_passphrase_can_be_set_changed_and_taken_away(folder: Path) -> None:
    identity = create_identity(folder, "Ines Moreau")
    change_passphrase(folder, identity, "first")
    (locked,) = load_identities(folder)
    with pytest.raises(KeyLockedError):
        change_passphrase(folder, locked, "second")
    change_passphrase(folder, unlock(locked, "first"), None)
    (opened,) = load_identities(folder)
    assert not opened.is_locked
    assert opened.fingerprint == identity.fingerprint


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_keys_are_private_to_their_owner(folder: Path) -> None:
    create_identity(folder, "Ines Moreau")
    (file,) = (folder / "keys").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("cut short", lambda text: text[: len(text) // 2]),
        ("no key at all", lambda _: "hello"),
        ("another format", lambda text: text.replace("mcw-key/1", "mcw-key/9")),
        ("another public key", lambda text: text.replace('"public":"', '"public":"00')),
        ("another private key", lambda text: text.replace("PRIVATE", "PUBLIC")),
    ],
)
def test_a_damaged_key_file_is_a_sentence(folder: Path, what: str, change) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a lambda of text to text
    create_identity(folder, "Ines Moreau")
    (file,) = (folder / "keys").iterdir()
    file.write_text(change(file.read_text()))
    with pytest.raises(KeyFileError, match=file.name):
        load_identities(folder)
    assert what


def test_a_key_of_another_sort_is_a_sentence(folder: Path) -> None:
    create_identity(folder, "Ines Moreau")
    (file,) = (folder / "keys").iterdir()
    other = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    stored = json.loads(file.read_text())
    file.write_text(json.dumps(stored | {"private": other.decode()}))
    with pytest.raises(KeyFileError, match="not an Ed25519 key"):
        load_identities(folder)


def test_a_folder_that_cannot_hold_keys_is_a_sentence(folder: Path) -> None:
    folder.write_text("a file, no folder")
    with pytest.raises(KeyFileError, match="cannot be used"):
        create_identity(folder, "Ines Moreau")


def test_half_a_character_in_typed_words_does_not_keep_them_from_being_signed() -> None:
    identity = build_identity()
    event = identity.sign(build_draft(body={"rationale": "see \ud83d here"}))
    assert event.body["rationale"] == "see \ufffd here"
    assert verify_event(event, identity.public_key)


def test_nobody_signs_for_another() -> None:
    with pytest.raises(ValueError, match="not for"):
        build_identity(seed=2).sign(build_draft())


def test_a_signature_holds_for_exactly_what_was_signed() -> None:
    identity = build_identity()
    event = build_event()
    assert verify_event(event, identity.public_key)
    assert not verify_event(replace(event, body={"level": "not-yet"}), identity.public_key)
    assert not verify_event(replace(event, sig=build_event(2).sig), identity.public_key)
    assert not verify_event(replace(event, sig="no hex"), identity.public_key)
    assert not verify_event(event, build_identity(seed=2).public_key)
    assert not verify_event(event, b"short")


def test_the_words_are_256_different_plain_ones() -> None:
    assert len(set(WORDS)) == len(WORDS) == 256
    assert all(word.isascii() and word.islower() and word.isalpha() for word in WORDS)


def test_a_fingerprint_is_six_words_one_for_each_byte() -> None:
    words = fingerprint_words("0001ff1004aa" + "0" * 20)
    assert words == (WORDS[0], WORDS[1], WORDS[255], WORDS[16], WORDS[4], WORDS[170])
    assert build_identity().words == fingerprint_words(build_identity().fingerprint)
