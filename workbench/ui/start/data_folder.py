"""Which folder holds the data: found, chosen, and moved to."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.paths import (
    find_chosen_folder,
    find_data_folder,
    find_usual_data_folder,
    is_folder_given,
    keep_chosen_folder,
)
from workbench.store.errors import StoreError
from workbench.store.moving import MoveError, copy_data, holds_store, leave_behind
from workbench.store.opening import find_store_file
from workbench.store.places import describe_risk
from workbench.ui.ask_ways import ask_ways

AGAIN = "Try again"
ELSEWHERE = "Choose another folder…"
USUAL = "Use the usual folder"
ANYWAY = "Use it all the same"
MOVE = "Move them there"
OPEN = "Open those"


def find_or_ask_folder() -> Path | None:
    """The data folder; None to leave.

    A chosen one that is gone (a stick that is not plugged in) is asked about: made anew, it would
    look as if all judgments were lost.
    """
    while True:
        folder = find_data_folder()
        if is_folder_given() or find_chosen_folder() is None or folder.is_dir():
            return folder
        sentence = (
            f"The folder with your judgments is not there: {folder}. Plug in its disk and try "
            "again, or say where it is now."
        )
        way = ask_ways(None, "Where are your judgments?", sentence, [AGAIN, ELSEWHERE, USUAL])
        if way is None:
            return None
        if way == USUAL:
            keep_chosen_folder(find_usual_data_folder())
        elif way == ELSEWHERE:
            choose_folder()


def ask_new_folder(parent: QWidget, present: Path, target: Path) -> bool:
    """Whether the data is to be in that folder from now on, after what it would mean was told."""
    if target.resolve() == present.resolve():
        return False
    risk = describe_risk(target)
    if risk and ask_ways(parent, "A risky place", risk, [ELSEWHERE, ANYWAY], "Leave it") != ANYWAY:
        return False
    if holds_store(target):
        sentence = (
            f"There are judgments in {target} already. They are opened; the present ones stay in "
            f"{present}, and can be taken along as a file before."
        )
        return ask_ways(parent, "Other judgments", sentence, [OPEN], "Leave it") == OPEN
    sentence = (
        f"Judgments, keys and backups are copied to {target}, compared, and used there from now "
        f"on. In {present} everything is kept, under another name, until you delete it."
    )
    return ask_ways(parent, "Move your judgments", sentence, [MOVE], "Leave it") == MOVE


def move_and_tell(folder: Path, target: Path) -> None:
    """The data is in that folder from now on, and what came of it is told; the store is closed."""
    try:
        sentence = _move(folder, target)
    except StoreError as error:
        sentence = str(error)
    ask_ways(None, "The folder of your judgments", sentence, ["Go on"])


def _move(folder: Path, target: Path) -> str:
    if holds_store(target):
        _keep(target)
        return f"Your judgments are those in {target} now."
    count = copy_data(folder, target)
    try:
        _keep(target)
    except MoveError:
        find_store_file(target).unlink()  # work goes on in the old one
        raise
    with suppress(OSError):  # then it only keeps its name
        leave_behind(folder)
    return f"{count:,} events are in {target} now, checked and whole."


def choose_folder() -> bool:
    """Ask for the folder with the data; whether one was chosen."""
    name = QFileDialog.getExistingDirectory(None, "The folder with your judgments")
    if name:
        keep_chosen_folder(Path(name))
    return bool(name)


def _keep(target: Path) -> None:
    try:
        keep_chosen_folder(target)
    except OSError as error:
        why = f"the choice could not be kept: {error.strerror or error}"
        raise MoveError(target, why) from error
