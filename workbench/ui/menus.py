"""The menus of the window: every verb that it has, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from workbench.ui.look import Look
from workbench.ui.style import TEXT_SIZES

if TYPE_CHECKING:
    from workbench.ui.main_window import MainWindow


def fill_menus(window: MainWindow, look: Look, players: QMenu) -> None:
    """Give the window its menus."""
    _fill_file(window)
    _fill_find(window)
    _fill_view(window, look, players)
    help_menu = _add_menu(window, "&Help")
    _add(window, help_menu, "All keys", window.show_keys, "F1")
    _add(window, help_menu, "About", window.show_about)


def _fill_file(window: MainWindow) -> None:
    menu = _add_menu(window, "&File")
    add = partial(_add, window, menu)
    add("Open a bundle…", window.ask_bundle, "Ctrl+O")
    add("Open a folder…", window.ask_folder)
    add("Bring in a folder of bundles…", window.ask_folder_of_bundles)
    add("Open the demo", window.open_demo)
    menu.addSeparator()
    add("All submissions", window.show_queue, "Ctrl+L")
    of_review = [
        add("Finish and report…", window.finish_if_open),
        add("Lift the blind…", window.lift_blind),
        add("The report…", window.show_report),
        add("Review package for the lead…", window.ask_package),
    ]
    add("Reports of the whole queue…", window.show_batch)
    menu.addSeparator()
    add("Settings…", window.show_settings, "Ctrl+,")
    add("Another assessor…", window.switch_assessor)
    add("Quit", window.close, "Ctrl+Q")

    def tell_what_can_be_done() -> None:
        for action in of_review:
            action.setEnabled(window.session.is_open)

    menu.aboutToShow.connect(tell_what_can_be_done)


def _fill_find(window: MainWindow) -> None:
    """The keys stand in the words: the review has them, and a key bound twice does nothing."""
    menu = _add_menu(window, "F&ind")
    actions = [
        _add(window, menu, "In what is shown (Ctrl+F)", window.find_here),
        _add(window, menu, "In everything (Ctrl+Shift+F)", window.find_everywhere),
        _add(window, menu, "Next hit (F3)", partial(window.find_on, 1)),
        _add(window, menu, "Previous hit (Shift+F3)", partial(window.find_on, -1)),
    ]

    def tell_what_can_be_done() -> None:
        for action in actions:
            action.setEnabled(window.session.is_open)

    menu.aboutToShow.connect(tell_what_can_be_done)


def _fill_view(window: MainWindow, look: Look, players: QMenu) -> None:
    menu = _add_menu(window, "&View")
    for choice, words in Look.CHOICES:
        _add(window, menu, words, partial(look.choose_style, choice))
    menu.addSeparator()
    for percent in TEXT_SIZES:
        _add(window, menu, f"Text at {percent} %", partial(look.choose_percent, percent))
    menu.addSeparator()
    _add(window, menu, "Evidence in the full window (F11)", window.toggle_full)
    menu.addMenu(players)


def _add_menu(window: MainWindow, title: str) -> QMenu:
    menu = QMenu(title, window)
    window.menuBar().addMenu(menu)
    return menu


def _add(
    window: MainWindow,
    menu: QMenu,
    words: str,
    verb: Callable[[], object],
    keys: str | None = None,
) -> QAction:
    action = QAction(words, window)
    action.triggered.connect(lambda _is_checked: verb())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    menu.addAction(action)
    return action
