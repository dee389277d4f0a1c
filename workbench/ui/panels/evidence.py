"""The evidence: a tab for every artifact, the narratives, and the viewer that is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QTabBar, QToolButton

from workbench.assessment.evidence import Destination
from workbench.assessment.locator import Place
from workbench.intake.bag import CHECKSUM_MISMATCH
from workbench.ui.finding.quick import QuickFind
from workbench.ui.icons import make_icon, name_icon
from workbench.ui.open_artifact import make_open_artifact
from workbench.ui.pieces import make_column, make_label, make_row, set_property
from workbench.ui.session import Session
from workbench.ui.tones import find_tones
from workbench.ui.viewers.choice import ViewerShelf
from workbench.ui.viewers.narrative import NarrativeViewer
from workbench.ui.viewers.notice import NoticeViewer
from workbench.ui.viewers.searchable import Spot
from workbench.ui.viewers.store_memory import StoreMemory
from workbench.ui.viewers.viewer import Viewer

WHOLE = Place(whole=True)


class EvidencePanel(QFrame):
    """Shows one artifact at a time; the last place asked for wins."""

    place_shown = Signal(str, object)
    """(artifact id, `Place`): that place is on screen."""
    pin_asked = Signal()
    """What is on screen is to be noted as relied on."""
    full_asked = Signal()
    """The evidence is to have the window to itself, or no longer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("evidencePanel")
        self._session = session
        self._wanted: tuple[str, Place] | None = None
        self._part = ""
        """Id of the part whose answers are shown, or were last."""
        self._marked: dict[int, tuple[str, str]] = {}
        """Icon and colour of each tab."""
        self._shelf = ViewerShelf(session.client, StoreMemory(session.store), session.store)
        self._tabs = QTabBar()
        self._tabs.setObjectName("artifactTabs")
        self._tabs.setAccessibleName("Artifacts")
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        self._narrative = NarrativeViewer()
        self._notice = NoticeViewer()
        self._stack.addWidget(self._narrative)
        self._stack.addWidget(self._notice)
        self._menu = QMenu(self)
        every = QToolButton()
        every.setObjectName("allArtifacts")
        every.setText("All ▾")
        every.setAccessibleName("All artifacts")
        every.setToolTip("All artifacts")
        every.setMenu(self._menu)
        every.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tabs = make_row(self._tabs, every, gap=4)
        tabs.setStretch(0, 1)
        self._faults = make_label("", "small", wrap=True)
        self._faults.setObjectName("artifactFaults")
        set_property(self._faults, "tone", "warning")
        self.finding = QuickFind(self)
        column = make_column(tabs, self._faults, self._stack, self.finding.bar, gap=0)
        column.setStretch(2, 1)
        self.setLayout(column)
        self._tell_faults()
        self._tabs.tabBarClicked.connect(self._choose_tab)
        self._shelf.added.connect(self._adopt)
        self.finding.jumped.connect(self._note_jumped)
        session.opened.connect(self._list_artifacts)
        session.closed.connect(self.finding.forget)
        session.closed.connect(self._shelf.release)
        session.place_asked.connect(self.show_place)
        session.target_changed.connect(self.show_part)
        session.part_asked.connect(self.show_part)
        session.artifact_inspected.connect(self._note_inspected)
        session.artifact_failed.connect(self._show_failure)
        session.findings_changed.connect(self._mark_tabs)

    @property
    def viewer(self) -> Viewer | None:
        """The viewer on screen, if an artifact is."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Viewer) else None

    @property
    def shown_artifact(self) -> str | None:
        """The id of the artifact on screen or on its way there."""
        return self._wanted[0] if self._wanted else None

    def prepare(self) -> None:
        """Have the viewers made before the first is needed."""
        self._shelf.prepare(self._session.tasks)

    @property
    def is_prepared(self) -> bool:
        """Whether every viewer has been made."""
        return self._shelf.is_full

    def show_place(self, artifact_id: str, place: Place) -> None:
        """Open the artifact at that place as soon as it is ready."""
        self._wanted = (artifact_id, place)
        self._select_tab(artifact_id)
        self._tell_faults()
        known = self._session.desk.known.get(artifact_id)
        if known is None:
            artifact = self._session.submission.find_artifact(artifact_id)
            title = artifact.title if artifact else artifact_id
            self._say(f"Opening “{title}” …")
            self._session.desk.inspect(artifact_id)
            return
        viewer = self._shelf.find_viewer(known.shown_media)
        self._stack.setCurrentWidget(viewer)
        opened = make_open_artifact(self._session, artifact_id, place)
        viewer.open_at(opened, place)
        self.finding.turn_to(viewer.searchable, f"“{opened.name}”")

    def show_part(self, part_id: str) -> None:
        """Show the answers to that part."""
        part = self._session.rubric.find_part(part_id)
        if part is None:
            return
        self._wanted, self._part = None, part_id
        self._tell_faults()
        self._tabs.setCurrentIndex(-1)
        self._narrative.show_part(
            part,
            self._session.submission.answers_of(part.id),
            self._session.source.texts,
            self._session.source.problems,
        )
        self._stack.setCurrentWidget(self._narrative)
        self.finding.turn_to(self._narrative.searchable, f"“{part.title}”")

    def show_hit(self, artifact_id: str, place: Place, words: str, spot: Spot) -> None:
        """Show that hit of the words; the artifact is opened at that place if it isn't shown."""
        if self.shown_artifact != artifact_id or self.viewer is None:
            self.show_place(artifact_id, place)
        self.finding.show_hit(words, spot)

    def show_hit_in_part(self, part_id: str, words: str, spot: Spot) -> None:
        """Show that hit of the words in the answers to that part."""
        if self._wanted is not None or self._part != part_id:
            self.show_part(part_id)
        self.finding.show_hit(words, spot)

    def find_present(self) -> tuple[str, Place] | None:
        """What the assessor has drawn, selected or turned to in the artifact on screen."""
        place = self.viewer.find_present() if self.viewer is not None else None
        return (self._wanted[0], place) if self._wanted is not None and place else None

    def release(self) -> None:
        """Let every viewer go of its files."""
        self.finding.close()
        self._shelf.release()

    def _list_artifacts(self) -> None:
        self._marked.clear()
        while self._tabs.count():
            self._tabs.removeTab(0)
        for artifact in self._session.submission.artifacts:
            number = self._tabs.addTab(artifact.title)
            self._tabs.setTabToolTip(number, f"{artifact.label}: {artifact.file}")
            self._tabs.setTabData(number, artifact.id)
        self._menu.clear()
        for artifact in self._session.submission.artifacts:
            action = self._menu.addAction(f"{artifact.label}: {artifact.title}")
            action.triggered.connect(self._opener(artifact.id))
        self._wanted = None
        self._mark_tabs()
        self._say("Choose an artifact, or press n for the next citation.")

    def _say(self, sentence: str) -> None:
        """Show that sentence in place of any evidence."""
        self._notice.say(sentence)
        self._stack.setCurrentWidget(self._notice)
        self.finding.turn_to(None, "what is shown")

    def _opener(self, artifact_id: str) -> Callable[[], None]:
        return lambda: self._session.open_place(artifact_id, WHOLE)

    def _choose_tab(self, number: int) -> None:
        if number >= 0:
            self._session.open_place(str(self._tabs.tabData(number)), WHOLE)

    def _select_tab(self, artifact_id: str) -> None:
        for number in range(self._tabs.count()):
            if self._tabs.tabData(number) == artifact_id:
                self._tabs.setCurrentIndex(number)

    def _note_inspected(self, artifact_id: str) -> None:
        self._mark_tabs()
        if self._wanted is None or self._wanted[0] != artifact_id:
            return
        if self.viewer is None:
            self.show_place(*self._wanted)
        else:
            self.viewer.learn(make_open_artifact(self._session, *self._wanted))

    def _mark_tabs(self) -> None:
        """Give every tab the icon of its kind, or a warning where the file is at fault."""
        tones = find_tones(self.palette())
        for number in range(self._tabs.count()):
            artifact_id = str(self._tabs.tabData(number))
            known = self._session.desk.known.get(artifact_id)
            if self._list_faults(artifact_id):
                self._mark_tab(number, "warning", tones.warning)
            elif known is not None:
                self._mark_tab(number, name_icon(known.facts.media), tones.muted)
        self._tell_faults()

    def _mark_tab(self, number: int, icon: str, colour: str) -> None:
        """Give the tab that icon, unless it has it: all tabs are laid out anew for one."""
        if self._marked.get(number) != (icon, colour):
            self._marked[number] = (icon, colour)
            self._tabs.setTabIcon(number, make_icon(icon, QColor(colour), 16))

    def _tell_faults(self) -> None:
        """Say above the artifact on screen what is wrong with its file."""
        faults = self._list_faults(self._wanted[0]) if self._wanted else []
        self._faults.setText("\n".join(faults))
        self._faults.setVisible(bool(faults))

    def _list_faults(self, artifact_id: str) -> list[str]:
        """How the artifact differs from what the bundle's list of files says, a sentence each."""
        return [
            finding.sentence
            for finding in self._session.bundle_findings
            if finding.artifact == artifact_id and finding.check == CHECKSUM_MISMATCH
        ]

    def _show_failure(self, artifact_id: str, sentence: str) -> None:
        if self.shown_artifact == artifact_id:
            self._say(sentence)

    def _adopt(self, viewer: Viewer) -> None:
        self._stack.addWidget(viewer)
        viewer.place_shown.connect(partial(self._note_shown, viewer))
        viewer.seen.connect(self._note_seen)
        viewer.link_followed.connect(self._follow_link)
        viewer.unlocked.connect(self._session.look_again)
        viewer.pin_asked.connect(self.pin_asked)
        viewer.full_asked.connect(self.full_asked)

    def _note_shown(self, viewer: Viewer, place: Place) -> None:
        """Pass it on, unless the assessor has moved on meanwhile."""
        if self._wanted is not None and viewer is self.viewer and place == self._wanted[1]:
            self.place_shown.emit(self._wanted[0], place)

    def _follow_link(self, place: Place) -> None:
        if self._wanted is not None:
            self._session.open_place(self._wanted[0], place)

    def _note_jumped(self, place: Place) -> None:
        """A hit was gone to: back leads to where the search began."""
        if self._wanted is not None:
            self._session.note_jump(self._session.target, self._wanted[0], place)
        else:
            self._session.note_jump(self._part, "", place)

    def _note_seen(self, artifact_id: str, place: Place) -> None:
        if self._session.is_open:
            self._session.note_seen(Destination(artifact=artifact_id, place=place, words=""))
