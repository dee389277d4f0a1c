"""Keyrings of systems that do not exist: one that keeps what it is given, and worse ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

LOCKED = "the keyring is locked"


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as the test runs."""

    priority: ClassVar[float] = 5
    viable: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # the library's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


class LockedKeyring(MemoryKeyring):
    """Nobody unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:
        del service, username
        raise KeyringLocked(LOCKED)

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password
        raise KeyringLocked(LOCKED)


class ForgetfulKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


class NoKeyring(MemoryKeyring):
    """What the library takes where no backend works."""

    priority: ClassVar[float] = 0


@contextmanager
def system_keyring(backend: KeyringBackend) -> Iterator[None]:
    """The system has that keyring until the block ends."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
