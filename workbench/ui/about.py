"""What this program is, in which versions, and what plays the recordings."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from workbench import __version__
from workbench.ui.pieces import make_column, make_label
from workbench.ui.video.choice import Preference, describe_players


class AboutDialog(QDialog):
    """Facts only."""

    def __init__(self, parent: QWidget | None = None, preference: Preference = "auto") -> None:
        super().__init__(parent)
        self.setWindowTitle("About the assessor workbench")
        self.setObjectName("aboutDialog")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        lines = (
            f"Version {__version__}. Free software under the GNU AGPL, version 3 or later.",
            "It works offline: nothing is sent anywhere unless you export and send it yourself.",
            *describe_players(preference),
        )
        column = make_column(make_label("Assessor workbench", "page"), margin=24, gap=10)
        for line in lines:
            column.addWidget(make_label(line, wrap=True))
        column.addWidget(close)
        self.setLayout(column)
        self.setMinimumWidth(460)
