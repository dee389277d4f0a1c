"""Settings: whose keys are trusted here, and which key follows which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from workbench.errors import WorkbenchError
from workbench.exchange.known_key import KnownKey
from workbench.exchange.trust import (
    forget_key,
    format_trust_list,
    link_keys,
    list_known_keys,
    read_trust_list,
)
from workbench.store.files import write_private_file
from workbench.store.keys import load_identities
from workbench.ui.exchanging.bringing import bring_in_list
from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.settings.window_verbs import WindowVerbs

LISTS = "List of keys (*.json)"


class KnownKeysPage(QWidget):
    """Keys can be linked and forgotten; the signed list given on and brought in."""

    def __init__(self, verbs: WindowVerbs) -> None:
        super().__init__()
        self._session = verbs.session
        self.folder = verbs.session.store.folder
        self._keys: tuple[KnownKey, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("trustedKeys")
        self.list.setAccessibleName("Keys that are known here")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._said = make_label("", "small", wrap=True)
        self._said.setObjectName("keysSaid")
        hint = (
            "A key becomes trusted when you bring in a review package and have compared its words. "
            "When somebody goes on with a new key, say which earlier one it follows: the reviews "
            "under both are then one assessor’s. Give the list to your assessors, so that it holds "
            "on their computers too."
        )
        link = make_button("linkKey", "Follows an earlier key…", self._ask_link)
        forget = make_button("forgetKey", "Trust it no longer", self.forget)
        save = make_button("saveKeys", "Save the list…", self._ask_save)
        bring = make_button("bringKeys", "Bring in a list…", self._ask_bring)
        for button in (link, forget, bring):
            button.setEnabled(not verbs.session.store.is_read_only)
        self.setLayout(
            make_column(
                make_label(hint, "small", wrap=True), self.list, make_row(link, forget, 1),
                make_row(save, bring, 1), self._said, margin=16, gap=10,
            )
        )  # fmt: skip
        self._refresh()

    @property
    def chosen(self) -> KnownKey | None:
        """The key that is chosen in the list."""
        row = self.list.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def link(self, earlier: KnownKey) -> None:
        """Say that the chosen key follows that one."""
        later = self.chosen
        if later is None:
            return

        def work() -> str:
            link_keys(self.folder, self._session.identity, later, earlier)
            return f"{later.name} goes on with this key. It counts as one assessor’s from now on."

        self._do(work)

    def forget(self) -> None:
        """Trust the chosen key no longer; its judgments stay."""
        key = self.chosen
        if key is None:
            return
        if key.fingerprint in {identity.fingerprint for identity in load_identities(self.folder)}:
            self._said.setText("That is a key of this computer.")
            return

        def work() -> str:
            forget_key(self.folder, self._session.identity, key.fingerprint)
            return f"The key of {key.name} is trusted no longer. What it signed before stays."

        self._do(work)

    def save(self, path: Path) -> None:
        """Write the list there, signed."""

        def work() -> str:
            content = format_trust_list(self._keys, self._session.identity)
            try:
                write_private_file(path, content)
            except OSError as error:
                return f"The list was not written: {error.strerror or error}."
            return f"The list is written: {path.name}. It is signed by you and holds no secret."

        self._do(work)

    def bring(self, path: Path) -> None:
        """Trust what that list trusts, once its signer is trusted."""
        self._do(lambda: bring_in_list(self._session, self, path))

    def _do(self, work: Callable[[], str]) -> None:
        try:
            said = work()
        except WorkbenchError as error:
            said = str(error)
        self._refresh()
        self._said.setText(said)

    def _refresh(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        try:
            self._keys = list_known_keys(self.folder)
            linked = {key.fingerprint: key.earlier for key in read_trust_list(self.folder).keys}
        except WorkbenchError as error:
            self._keys = ()
            self._said.setText(str(error))
            return
        names = {key.fingerprint: key for key in self._keys}
        for key in self._keys:
            earlier = [names[one] for one in linked.get(key.fingerprint, ()) if one in names]
            self.list.addItem(QListWidgetItem(_say_key(key, earlier)))
        self.list.setCurrentRow(max(row, 0))

    def _ask_link(self) -> None:
        later = self.chosen
        others = [key for key in self._keys if key is not later]
        if later is None or not others:
            self._said.setText("There is no other key that it could follow.")
            return
        names = [f"{key.name}: {key.words}" for key in others]
        chosen, is_given = QInputDialog.getItem(
            self, "An earlier key", f"Which key did {later.name} sign with before?", names, 0,
            editable=False,
        )  # fmt: skip
        if is_given:
            self.link(others[names.index(chosen)])

    def _ask_save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "Save the list", "keys.json", LISTS)
        if name:
            self.save(Path(name))

    def _ask_bring(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Bring in a list", "", LISTS)
        if name:
            self.bring(Path(name))


def _say_key(key: KnownKey, earlier: list[KnownKey]) -> str:
    follows = "".join(f"\nfollows the key {one.words}" for one in earlier)
    return f"{key.name}\n{key.words}{follows}"
