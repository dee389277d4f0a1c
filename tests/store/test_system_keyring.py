"""The key under a secret that the system's keyring holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyrings import (
    ForgetfulKeyring,
    LockedKeyring,
    MemoryKeyring,
    NoKeyring,
    system_keyring,
)
from tests.store.events import build_draft
from workbench.store.keys import (
    Identity,
    KeyFileError,
    create_identity,
    find_key_file,
    load_identities,
)
from workbench.store.public_keys import verify_event
from workbench.store.system_keyring import (
    KeyringError,
    find_keyring,
    protect_by_keyring,
    protect_by_passphrase,
    unlock_by_keyring,
)


@pytest.fixture
def kept() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with system_keyring(backend):
        yield backend


@pytest.fixture
def identity(folder: Path) -> Identity:
    return create_identity(folder, "Ines Moreau")


def load(folder: Path) -> Identity:
    (only,) = load_identities(folder)
    return only


def test_the_keyring_opens_the_key_and_the_file_alone_does_not(
    folder: Path, identity: Identity, kept: MemoryKeyring
) -> None:
    protect_by_keyring(folder, identity)
    loaded = load(folder)
    assert loaded.is_locked
    assert loaded.keyring_account
    content = find_key_file(folder, identity).read_text()
    assert "ENCRYPTED" in content
    assert not any(secret in content for secret in kept.kept.values())
    opened = unlock_by_keyring(loaded)
    event = opened.sign(build_draft(actor=identity.fingerprint))
    assert verify_event(event, identity.public_key)


def test_a_passphrase_or_none_in_its_place_leaves_nothing_in_the_keyring(
    folder: Path, identity: Identity, kept: MemoryKeyring
) -> None:
    protected = protect_by_keyring(folder, identity)
    again = protect_by_keyring(folder, protected)
    assert len(kept.kept) == 1
    with_passphrase = protect_by_passphrase(folder, again, "open sesame")
    assert kept.kept == {}
    assert load(folder).keyring_account == ""
    assert load(folder).is_locked
    protect_by_passphrase(folder, with_passphrase, None)
    assert not load(folder).is_locked


def test_a_keyring_that_forgets_locks_nobody_out(folder: Path, identity: Identity) -> None:
    with system_keyring(ForgetfulKeyring()), pytest.raises(KeyringError, match="does not keep"):
        protect_by_keyring(folder, identity)
    assert not load(folder).is_locked


def test_a_key_file_that_cannot_be_written_stays_openable(
    folder: Path, identity: Identity, kept: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    protected = protect_by_keyring(folder, identity)

    def refuse(path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device", path)

    monkeypatch.setattr("workbench.store.keys.write_private_file", refuse)
    with pytest.raises(KeyFileError):
        protect_by_keyring(folder, protected)
    with pytest.raises(KeyFileError):
        protect_by_passphrase(folder, protected, None)
    assert not unlock_by_keyring(load(folder)).is_locked
    assert kept.kept


def test_a_locked_keyring_is_told_in_a_sentence(folder: Path, identity: Identity) -> None:
    with system_keyring(LockedKeyring()), pytest.raises(KeyringError, match="is locked"):
        protect_by_keyring(folder, identity)
    assert not load(folder).is_locked


def test_without_a_keyring_that_is_said_and_a_passphrase_proposed(
    folder: Path, identity: Identity
) -> None:
    with system_keyring(NoKeyring()):
        assert find_keyring() is None
        with pytest.raises(KeyringError, match="none is there"):
            protect_by_keyring(folder, identity)
    with system_keyring(MemoryKeyring()):
        assert find_keyring() is not None


def test_a_secret_that_is_gone_or_wrong_is_told(
    folder: Path, identity: Identity, kept: MemoryKeyring
) -> None:
    protect_by_keyring(folder, identity)
    locked = load(folder)
    (place,) = kept.kept
    kept.kept[place] = "something else"
    with pytest.raises(KeyringError, match="does not fit"):
        unlock_by_keyring(locked)
    kept.kept.clear()
    with pytest.raises(KeyringError, match="no secret for the key of Ines Moreau"):
        unlock_by_keyring(locked)
