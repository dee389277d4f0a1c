"""Hits as rows, under a heading for each source; rows are only ever added at the end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.evidence.finding.listing import ListedHit
from workbench.report.phrases import say_count
from workbench.ui.finding.everything import Batch
from workbench.ui.finding.sources import Source

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
NUMBERED = 9
"""So many hits have a key of their own."""
_NO_INDEX = QModelIndex()
_HEADING = Qt.ItemFlag.NoItemFlags
_HIT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Heading:
    """A source, how many hits it has, and how many of them are listed."""

    source: Source
    count: int
    listed: int

    def __str__(self) -> str:
        hits = say_count(self.count, "hit")
        if self.listed < self.count:
            hits += f", the first {self.listed} listed"
        return f"{self.source.title} · {hits}"


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; `key` is the number that goes there, 0 for none."""

    source: Source
    listed: ListedHit
    key: int

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.source.say_place(self.listed)

    def __str__(self) -> str:
        parts = (str(self.key or ""), self.source.title, self.place, self.listed.excerpt.text)
        return ", ".join(part for part in parts if part)


class HitModel(QAbstractListModel):
    """What was found so far."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | HitRow] = []
        self._hits: list[int] = []
        """The rows that are hits, in order."""
        self._heading = -1

    @property
    def listed(self) -> int:
        """How many hits are listed."""
        return len(self._hits)

    def clear(self) -> None:
        """Hold nothing."""
        self.beginResetModel()
        self._rows, self._hits, self._heading = [], [], -1
        self.endResetModel()

    def add(self, batch: Batch) -> None:
        """Take these in, under the heading of their source."""
        last = self._rows[self._heading] if self._rows else None
        is_new = not isinstance(last, Heading) or last.source is not batch.source
        rows: list[Heading | HitRow] = []
        if is_new:
            self._heading = len(self._rows)
            rows.append(Heading(batch.source, batch.count, len(batch.listed)))
        elif isinstance(last, Heading):
            listed = last.listed + len(batch.listed)
            self._rows[self._heading] = Heading(batch.source, batch.count, listed)
            changed = self.index(self._heading)
            self.dataChanged.emit(changed, changed)
        for listed_hit in batch.listed:
            number = len(self._hits) + 1
            self._hits.append(len(self._rows) + len(rows))
            key = number if number <= NUMBERED else 0
            rows.append(HitRow(batch.source, listed_hit, key))
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def find_hit(self, number: int) -> QModelIndex:
        """The row of the hit of that number, from 1; an invalid one where there is none."""
        return self.index(self._hits[number - 1]) if 0 < number <= self.listed else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102 - Qt's
        return _HIT if isinstance(self._rows[index.row()], HitRow) else _HEADING

    def data(  # noqa: D102 - Qt's
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return str(row)
        return None
