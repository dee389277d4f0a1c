"""Packages, judgments and lists of keys that come in: trust is asked for, the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from workbench.errors import WorkbenchError
from workbench.exchange.bringing_in import BroughtIn, adopt_submissions, bring_in
from workbench.exchange.event_file import UnknownKeysError
from workbench.exchange.known_key import KnownKey
from workbench.exchange.trust import list_known_keys, read_trust_file, trust_keys
from workbench.ui.ask_ways import ask_ways
from workbench.ui.session import Session

TRUST = "Trust the key"
LEAVE = "Do not trust it"


def bring_in_asking(
    session: Session, parent: QWidget, path: Path, tell: Callable[[str], None]
) -> None:
    """Bring the file in, in the background; `tell` gets the sentence of what became of it.

    Where a key is not known here, the assessor is asked whether to trust it.
    """

    def refuse(error: BaseException) -> None:
        if not isinstance(error, UnknownKeysError) or not error.keys:
            tell(str(error))
        elif not ask_trust(parent, path, error.keys):
            tell(f"“{path.name}” was not brought in: its key is not trusted.")
        elif _trust(session, error.keys, tell):
            start()

    def start() -> None:
        session.tasks.run(
            lambda: bring_in(session.store, path),
            lambda brought: tell(say_brought(path, brought)),
            refuse,
        )

    start()


def bring_in_list(session: Session, parent: QWidget, path: Path) -> str:
    """Trust what that list trusts, if its signer is or becomes trusted; the sentence to show.

    Raises:
        WorkbenchError: the list cannot be used.
    """
    folder = session.store.folder
    found = read_trust_file(path)
    if found.signer is None:  # a list that was read has one
        return ""
    known = {key.fingerprint for key in list_known_keys(folder)}
    if found.signer.fingerprint not in known and not ask_trust(parent, path, [found.signer]):
        return f"“{path.name}” was not brought in: its key is not trusted."
    trust_keys(folder, session.identity, [found.signer, *found.keys])
    adopted = adopt_submissions(session.store, session.identity.fingerprint)
    more = f" {adopted} submissions of your earlier key are yours again." if adopted else ""
    return f"The keys that {found.signer.name} trusts are trusted here now.{more}"


def ask_trust(parent: QWidget, path: Path, keys: Sequence[KnownKey]) -> bool:
    """Whether the assessor trusts those keys, their words compared."""
    told = "\n\n".join(f"{key.name}\n{key.words}" for key in keys)
    sentence = (
        f"“{path.name}” was signed with a key that is not known on this computer. Anybody can make "
        "a key with any name. Ask whoever sent it to read you the words of their key over the "
        f"telephone (Settings, You and your key); trust it only if they are these:\n\n{told}"
    )
    return ask_ways(parent, "A key that is not known here", sentence, [TRUST], LEAVE) == TRUST


def say_brought(path: Path, brought: BroughtIn) -> str:
    """What was brought in, in sentences."""
    said = [f"“{path.name}”: {brought.new:,} new entries were brought in"]
    if brought.submissions:
        count = len(brought.submissions)
        said[0] += f", of {count} submissions" if count > 1 else ", of one submission"
    said[0] += "."
    if brought.newer:
        said.append(
            f"{brought.newer:,} entries of a kind that only a newer version of this program knows "
            "were left out; bring the file in again after an update."
        )
    if brought.clashes:
        where = "one submission" if brought.clashes == 1 else f"{brought.clashes} submissions"
        said.append(f"In {where} a clash is to be settled.")
    return " ".join(said)


def _trust(session: Session, keys: Sequence[KnownKey], tell: Callable[[str], None]) -> bool:
    try:
        trust_keys(session.store.folder, session.identity, keys)
    except WorkbenchError as error:
        tell(str(error))
        return False
    return True
