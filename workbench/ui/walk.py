"""Where the assessor is in the submission, and the ways on from there."""

from __future__ import annotations

from PySide6.QtCore import Signal

from workbench.assessment.evidence import Destination
from workbench.assessment.finding import Finding
from workbench.assessment.locator import Place
from workbench.evidence.pdf.client import PdfClient
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.evidence_walk import (
    Step,
    find_neighbour,
    find_next_unjudged,
    find_steps,
)
from workbench.ui.opened import left_off_key
from workbench.ui.remembered import Remembered
from workbench.ui.settings.preferences import SHUFFLED, list_order
from workbench.ui.tasks import Tasks
from workbench.ui.trail import Stop, Trail
from workbench.ui.under_review import UnderReview

MAP = "map"
"""The target that stands for the map of the evidence."""
SCORING = "scoring"
"""The target that stands for the page *Can it be scored?*"""
PAGES = (SCORING, MAP)
"""Targets that nothing is judged on."""


class Walk(UnderReview):
    """From detail to detail and from citation to citation, back and forward."""

    target_changed = Signal(str)
    step_changed = Signal()
    """The walk stands on another citation, or on the same one anew."""
    place_asked = Signal(str, object)
    """(artifact id, `Place`): the evidence panel shows it."""
    part_asked = Signal(str)
    """The answers to that part are to be shown again."""
    judgment_asked = Signal()
    """The walk is past the last citation: it is time to judge."""

    def __init__(self, store: Store, identity: Identity, client: PdfClient, tasks: Tasks) -> None:
        super().__init__(store, identity, client, tasks)
        self.target = SCORING
        self.step = -1
        self._trail = Trail()
        self._find_steps = Remembered(find_steps)
        self._visited: Destination | None = None
        """Where the step of the walk led when it was visited."""

    def show(self, target: str) -> None:
        """Go to that detail or part, and to the first place cited for it."""
        self.target = target
        self.step = -1
        self._visited = None
        if not self.store.is_read_only:
            key = left_off_key(self.submission.id, self.identity.fingerprint)
            self.store.write_setting(key, {"target": target})
        self.target_changed.emit(target)
        if self.steps:
            self.visit(0)

    def show_neighbour(self, step: int) -> None:
        """Go to the target before (-1) or after (1) this one."""
        target = find_neighbour(self.order, self.target, step)
        if target is not None:
            self.show(target)

    def show_unjudged(self) -> None:
        """Go to the next target that is not judged yet."""
        target = find_next_unjudged(self.order, self.review, self.target)
        if target is not None:
            self.show(target)

    def show_finding(self, finding: Finding) -> None:
        """Go where the finding is: to its detail or part, and to the citation it speaks of."""
        target = finding.detail or finding.part
        if target not in self.rubric.targets:
            if finding.artifact is not None:
                self.open_place(finding.artifact, Place(whole=True))
            return
        self.show(target)
        for number, step in enumerate(self.steps):
            if step.key == (finding.claim, finding.citation):
                self.visit(number)
                return

    @property
    def order(self) -> tuple[str, ...]:
        """The targets in the order of the walk: as written, or shuffled where that is chosen."""
        seed = f"{self.submission.id} {self.identity.fingerprint}"
        is_shuffled = self.store.read_setting(SHUFFLED) is True
        return list_order(self.rubric, seed=seed, is_shuffled=is_shuffled)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The places cited for the present target, in order."""
        return self._find_steps(self.submission, self.resolutions, self.target)

    def visit(self, step: int) -> None:
        """Show that step of the walk."""
        steps = self.steps
        self.step = min(max(step, 0), len(steps) - 1)
        self._visited = steps[self.step].place if steps else None
        if self._visited is not None:
            self.open_place(self._visited.artifact, self._visited.place)
        self.step_changed.emit()

    def visit_next(self) -> None:
        """Walk on: the next citation, then the judgment, then the next unjudged target."""
        count = len(self.steps)
        if self.step < count - 1:
            self.visit(self.step + 1)
        elif self.step == count - 1 and count and not self.review.judgment(self.target).is_made:
            self.step = count
            self.judgment_asked.emit()
        else:
            self.show_unjudged()

    def visit_previous(self) -> None:
        """Walk back to the citation before."""
        if self.steps:
            self.visit(self.step - 1)

    def open_place(self, artifact_id: str, place: Place) -> None:
        """Show that place and remember it on the way back and forward."""
        self._trail = self._trail.visit(Stop(self.target, artifact_id, place))
        self.desk.inspect(artifact_id)
        self.place_asked.emit(artifact_id, place)

    def note_jump(self, target: str, artifact_id: str, place: Place) -> None:
        """A search has led there: back leads to where it began, not from hit to hit.

        Without an artifact (""), the answers to the part that is the target.
        """
        stop = Stop(target, artifact_id, place, is_passing=True)
        self._trail = self._trail.visit(stop)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) over the places shown."""
        moved = self._trail.move(step)
        if moved is self._trail or moved.here is None:
            return
        self._trail = moved
        if moved.here.target != self.target:
            self.target = moved.here.target
            self.target_changed.emit(self.target)
        if moved.here.artifact:
            self.place_asked.emit(moved.here.artifact, moved.here.place)
        else:
            self.part_asked.emit(moved.here.target)

    def _visit_where_it_leads_now(self) -> None:
        """Follow the walk's citation if a look inside has found that it leads elsewhere.

        Not when the assessor has gone on to another place meanwhile.
        """
        steps, visited, here = self.steps, self._visited, self._trail.here
        leads = steps[self.step].place if 0 <= self.step < len(steps) else None
        if leads is None:
            return
        if visited is None:
            if here is None or here.target != self.target:
                self.visit(self.step)
        elif here == Stop(self.target, visited.artifact, visited.place) and (
            (leads.artifact, leads.place) != (visited.artifact, visited.place)
        ):
            self._trail = self._trail.leave()
            self.visit(self.step)
