"""`workbench package`: review packages for the lead, without a window."""

from __future__ import annotations

import sys
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.finished import list_reviews, takes_reviews
from workbench.cli.passphrases import unlock_by_asking
from workbench.errors import WorkbenchError, make_printable

if TYPE_CHECKING:
    from workbench.ui.session import Session


class NothingToSendError(WorkbenchError):
    """No bundle was named, and the queue holds none."""

    def __init__(self) -> None:
        super().__init__(
            "There is no review to send: name a bundle, or add --all for every submission of the "
            "queue whose review is finished."
        )


class NotFinishedError(WorkbenchError):
    """A review that is still open goes nowhere."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The review of “{path.name}” is not finished, so that no package was written. Finish "
            "it first."
        )


@click.command("package")
@takes_reviews("packages")
@click.option("--assessor", help="Whose reviews, where several assess on this computer.")
def package_command(
    bundles: tuple[Path, ...], folder: Path, assessor: str | None, *, is_all: bool
) -> None:
    """Write the review package of this assessor's finished review of each of BUNDLES.

    It is the package that the window writes, byte for byte: the judgments, no evidence, no notes
    to oneself. Each is told in a line, its SHA-256 before its path. A key with a passphrase is
    unlocked: it is asked for, or taken from WORKBENCH_KEY_PASSPHRASE.

    Ends with 0 when all are written, with 1 when one of them could not be, which is told, and
    with 2 when there was nothing to begin with.

    \b
    Examples:
      workbench package sub-2026-0142.zip --out to-send
      workbench package --all --out to-send --assessor "A. Assessor"
    """
    from workbench.app import make_application, open_session
    from workbench.exchange.event_file import write_package

    make_application()
    with open_session(assessor, unlock=unlock_by_asking) as session:
        paths = list_reviews(session, bundles, is_all=is_all)
        if not paths:
            raise NothingToSendError
        written: dict[Path, str] = {}
        for path in dict.fromkeys(paths):
            try:
                name, content = _make(session, path)
                target = _find_free(folder / name, written)
                written[target] = write_package(target, content)
                click.echo(f"{written[target]}  {target}")
            except WorkbenchError as error:
                click.echo(make_printable(str(error)), err=True)
    if len(written) < len(set(paths)):
        sys.exit(1)


def _make(session: Session, path: Path) -> tuple[str, bytes]:
    """Name and content of the package of that bundle's review."""
    from workbench.exchange.own_package import make_own_package, name_package
    from workbench.ui.opened import open_submission

    store, identity = session.store, session.identity
    opened = open_submission(path, store, identity)
    opened.bundle.close()
    if opened.review.finished_at is None:
        raise NotFinishedError(path)
    content = make_own_package(opened.review, opened.events, identity, store.folder)
    return name_package(opened.submission), content


def _find_free(target: Path, taken: Container[Path]) -> Path:
    """That place, or one beside it where another review of this call has it already."""
    number, free = 1, target
    while free in taken:
        number += 1
        free = target.with_stem(f"{target.stem}-{number}")
    return free
