"""Links that lead outside: shown in full, and never followed without asking."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from textwrap import wrap

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.ui.message import show_message

OPENED = ("http", "https", "mailto")
"""Addresses of other kinds can do things on this computer; they are shown and copied only."""
_LINE = 64


def spell_address(address: str) -> str:
    """The address with every unusual letter spelled out, so that nothing can look like another."""
    url = QUrl(address)
    if url.isValid() and url.scheme():
        return bytes(url.toEncoded().data()).decode("ascii", "replace")
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" else f"\\u{ord(letter):04x}"
        for letter in address
    )


def ask_outside(parent: QWidget | None, address: str) -> QMessageBox:
    """Show where the link leads, and offer to open it or to copy it."""
    shown = spell_address(address)
    lines = "\n".join(wrap(shown, _LINE, break_on_hyphens=False) or [shown])
    ways: dict[str, Callable[[], object]] = {
        "Copy the address": lambda: QGuiApplication.clipboard().setText(shown)
    }
    sentence = f"This link was put into the document by whoever made it. It leads to:\n\n{lines}"
    if QUrl(address).scheme().lower() in OPENED:
        sentence += "\n\nOpening it goes to the network, in your browser or mail program."
        ways = {"Open it": lambda: QDesktopServices.openUrl(QUrl(address)), **ways}
    else:
        sentence += "\n\nAddresses of this kind are not opened from here."
    box = show_message(parent, "Link to outside", sentence, ways)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    return box
