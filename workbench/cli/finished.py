"""Which reviews a command is about: bundles by name, or all of the queue that are finished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from workbench.ui.session import Session

F = TypeVar("F", bound=Callable[..., Any])


def takes_reviews(written: str) -> Callable[[F], F]:
    """Gives a command its `bundles`, `is_all`, and the `folder` for what it writes."""
    bundles = click.argument("bundles", nargs=-1, type=click.Path(path_type=Path))
    everything = click.option(
        "--all", "is_all", is_flag=True, help="Every finished review of the queue."
    )
    folder = click.option(
        "--out",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        help=f"Folder for the {written}, made if it is not there; the current one unless given.",
    )
    return lambda command: bundles(everything(folder(command)))


def list_reviews(session: Session, bundles: tuple[Path, ...], *, is_all: bool) -> list[Path]:
    """The bundles that were named, then those of the assessor's finished reviews if `is_all`."""
    return [*bundles, *(_list_finished(session) if is_all else ())]


def _list_finished(session: Session) -> list[Path]:
    return [
        Path(row.bundle_path)
        for row in session.store.read_submissions(session.identity.fingerprint)
        if row.state == "finished"
    ]
