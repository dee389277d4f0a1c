"""The list of hits in the place of the claim, and each hit shown in the evidence beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from workbench.ui.finding.hit_model import HitRow
from workbench.ui.finding.panel import FindPanel
from workbench.ui.panels.claim import ClaimPanel
from workbench.ui.panels.evidence import EvidencePanel
from workbench.ui.session import Session
from workbench.ui.viewers.searchable import Spot


class HitsBeside(QObject):
    """Makes the list when it is first asked for."""

    left = Signal()
    """The list is no longer wanted; what stood in its place is."""

    def __init__(
        self, session: Session, place: QStackedWidget, evidence: EvidencePanel, claim: ClaimPanel
    ) -> None:
        super().__init__(place)
        self._session = session
        self._place = place
        self._evidence = evidence
        self._claim = claim
        self._panel: FindPanel | None = None

    @property
    def is_on(self) -> bool:
        """Whether the list shows."""
        return self._panel is not None and self._place.currentWidget() is self._panel

    def begin(self, words: str) -> None:
        """Show the list, of hits of those words if there are any, ready to be typed over."""
        if self._panel is None:
            self._panel = FindPanel(self._session)
            self._panel.hit_chosen.connect(self._show)
            self._panel.left.connect(self.left)
            self._place.addWidget(self._panel)
        self._place.setCurrentWidget(self._panel)
        self._panel.begin(words)

    def go(self, number: int) -> None:
        """Go to the hit of that number, from 1."""
        if self._panel is not None:
            self._panel.go(number)

    def close(self) -> None:
        """End the search and its thread."""
        if self._panel is not None:
            self._panel.close_search()

    def _show(self, row: HitRow, words: str) -> None:
        """Go where that hit is: beside the list, or to the claim whose explanation it is in."""
        spot, source = Spot(row.listed.passage, row.listed.number), row.source
        if source.kind == "explanations":
            claim = self._session.submission.self_analysis.claims[spot.passage]
            self._evidence.finding.end()
            self._session.show(claim.detail)
            self._claim.select_words(claim.id, row.listed.hit)
            self.left.emit()
        elif source.kind == "part":
            self._evidence.show_hit_in_part(source.key, words, spot)
        else:
            place = source.find_place(row.listed)
            self._evidence.show_hit(source.key, place, words, spot)
