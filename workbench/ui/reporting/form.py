"""The form of a report: for whom, in which formats, in whose look, signed by whom."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.reporting.choices import FormatChoice, ReportChoices

_AUDIENCES = (
    ("practitioner", "The practitioner", "Decision, feedback, places. No rationale."),
    ("file", "The program’s file", "Everything, with the trail."),
)
_FORMATS: tuple[tuple[FormatChoice, str], ...] = (
    ("pdf", "PDF, tagged"),
    ("html", "Web page, for every reader"),
    ("json", "Data (JSON)"),
    ("badge", "Badge draft, when earned"),
)
_PAGES = (("", "As the template says"), ("A4", "A4"), ("Letter", "US Letter"))


def make_side(column: QVBoxLayout) -> QScrollArea:
    """The column at the side of a dialog: as wide as its words are, and it scrolls when high."""
    inner = QWidget()
    inner.setLayout(column)
    side = QScrollArea()
    side.setWidgetResizable(True)
    side.setFrameShape(QFrame.Shape.NoFrame)
    side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    side.setWidget(inner)
    inner.ensurePolished()
    bar = side.verticalScrollBar().sizeHint().width()
    side.setFixedWidth(max(340, inner.sizeHint().width() + bar))
    return side


class ReportForm(QWidget):
    """Shows the choices and tells when one changed."""

    changed = Signal()

    def __init__(self, choices: ReportChoices) -> None:
        super().__init__()
        self.setObjectName("reportForm")
        self._template, self._certificate = choices.template, choices.certificate
        self._audiences = self._make_audiences(choices.audience)
        self._formats = {key: self._make_check(key, words) for key, words in _FORMATS}
        for key, box in self._formats.items():
            box.setChecked(key in choices.formats)
            box.toggled.connect(self.changed)
        self._page = self._make_pages(choices.page)
        self._signed = QCheckBox("Sign it, so that it can be proven unchanged")
        self._signed.setObjectName("reportSigned")
        self._signed.setChecked(choices.is_signed)
        self._signed.toggled.connect(self.changed)
        self._pattern = self._make_pattern(choices.pattern)
        self._template_button = make_button("chooseTemplate", "", self._ask_template)
        choose = make_button("chooseCertificate", "", self._ask_certificate)
        self._certificate_button = choose
        self._passphrase = self._make_passphrase()
        self.setLayout(make_column(*self._list_rows(), gap=6))
        self._name_files()

    @property
    def choices(self) -> ReportChoices:
        """The choices as they stand."""
        page = self._page.currentData()
        return ReportChoices(
            audience="file" if self._audiences.checkedId() == 1 else "practitioner",
            formats=tuple(key for key, box in self._formats.items() if box.isChecked()),
            page="A4" if page == "A4" else "Letter" if page == "Letter" else "",
            template=self._template,
            pattern=self._pattern.text().strip(),
            certificate=self._certificate,
            is_signed=self._signed.isChecked(),
        )

    @property
    def passphrase(self) -> str | None:
        """That of the organisation's certificate, or None."""
        return self._passphrase.text() or None

    def use_template(self, path: str) -> None:
        """Take that template, or the usual look for an empty path."""
        self._template = path
        self._name_files()
        self.changed.emit()

    def use_certificate(self, path: str) -> None:
        """Sign with that PKCS#12 file, or with the assessor's key for an empty path."""
        self._certificate = path
        self._name_files()
        self.changed.emit()

    def _list_rows(self) -> Iterable[QWidget | int]:
        yield make_label("Who is it for", "section")
        for button, (_key, _words, about) in zip(
            self._audiences.buttons(), _AUDIENCES, strict=True
        ):
            yield button
            yield _indent(make_label(about, "small", wrap=True))
        yield from _head("Formats")
        yield from self._formats.values()
        yield from _head("Look")
        yield self._template_button
        yield self._page
        yield from _head("Signature")
        yield self._signed
        yield self._certificate_button
        yield self._passphrase
        yield from _head("Names of the files")
        yield self._pattern
        yield make_label(
            "{practitioner} {attempt} {decision} {audience} {credential} {date}", "small", wrap=True
        )
        yield 1

    def _make_audiences(self, chosen: str) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, (key, words, about) in enumerate(_AUDIENCES):
            button = QRadioButton(words)
            button.setObjectName(f"for-{key}")
            button.setAccessibleDescription(about)
            button.setChecked(key == chosen)
            group.addButton(button, number)
        group.idToggled.connect(self._note_audience)
        return group

    def _note_audience(self, _number: int, is_on: bool) -> None:  # noqa: FBT001 - Qt's
        if is_on:
            self.changed.emit()

    def _make_check(self, key: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(f"format-{key}")
        return box

    def _make_pages(self, chosen: str) -> QComboBox:
        pages = QComboBox()
        pages.setObjectName("reportPage")
        pages.setAccessibleName("Size of the pages")
        for key, words in _PAGES:
            pages.addItem(words, key)
        pages.setCurrentIndex([key for key, _ in _PAGES].index(chosen))
        pages.currentIndexChanged.connect(self.changed)
        return pages

    def _make_pattern(self, pattern: str) -> QLineEdit:
        line = QLineEdit(pattern)
        line.setObjectName("reportPattern")
        line.setAccessibleName("Pattern for the names of the files")
        line.setPlaceholderText("{practitioner}-attempt-{attempt}-{decision}…")
        line.editingFinished.connect(self.changed)
        return line

    def _make_passphrase(self) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName("certificatePassphrase")
        line.setAccessibleName("Passphrase of the certificate")
        line.setPlaceholderText("Passphrase of the certificate")
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.editingFinished.connect(self.changed)
        return line

    def _name_files(self) -> None:
        template = Path(self._template).name if self._template else "The usual look"
        self._template_button.setText(f"Template: {template}")
        signer = Path(self._certificate).name if self._certificate else "your own key"
        self._certificate_button.setText(f"Signed with: {signer}")
        self._passphrase.setVisible(bool(self._certificate))

    def _ask_template(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "The program’s template", "", "Templates (*.toml);;All files (*)"
        )
        self.use_template(path)

    def _ask_certificate(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "The organisation’s certificate", "", "PKCS#12 (*.p12 *.pfx);;All files (*)"
        )
        self.use_certificate(path)


def _head(words: str) -> Iterable[QWidget]:
    heading = make_label(words, "section")
    heading.setContentsMargins(0, 10, 0, 0)
    yield heading


def _indent(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = make_row(widget, gap=0)
    row.setContentsMargins(24, 0, 0, 4)
    holder.setLayout(row)
    return holder
