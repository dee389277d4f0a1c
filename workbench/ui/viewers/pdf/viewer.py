"""The viewer of PDFs: opens one at a place, lights the place, and says when it is on screen."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget

from workbench.assessment.locator import Place, Span
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import ClosedError, LockedError, PdfError
from workbench.evidence.pdf.messages import Describe, Described, DescribePicture, Link
from workbench.ui.keys import KEYS
from workbench.ui.pieces import make_column
from workbench.ui.viewers.failure_page import FailurePage
from workbench.ui.viewers.outside_link import ask_outside
from workbench.ui.viewers.pdf.cited import CitedPlace
from workbench.ui.viewers.pdf.found import FoundOnPages
from workbench.ui.viewers.pdf.memory import Left, ShortMemory, ViewerMemory, format_left, parse_left
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pages import PdfPages
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.present import find_present
from workbench.ui.viewers.pdf.question import Question
from workbench.ui.viewers.pdf.watch import PageWatch
from workbench.ui.viewers.viewer import Mark, OpenArtifact, Viewer

_WHOLE_DOCUMENT = frozenset(
    {"died", "given_up", "missing", "damaged", "not_pdf", "locked", "empty"}
    | {"sealed", "not_picture", "no_size"}
)
"""Reasons that leave nothing of the document to be shown."""
_IN_PART = (
    "“{name}” is damaged: what could be read of it is shown, the rest is left empty. "
    "Ask the practitioner for the file again."
)


class PdfViewer(Viewer):
    """Shows one document at a time."""

    kind: ClassVar[Kind] = "pdf"

    def __init__(self, client: PdfClient, memory: ViewerMemory | None = None) -> None:
        super().__init__()
        self._memory = memory or ShortMemory()
        self.setObjectName(f"{self.kind}Viewer")
        self._client = client
        self._artifact: OpenArtifact | None = None
        self._place = Place(whole=True)
        self._document: Described | None = None
        self._description = Question(client, self)
        """What the document is made of."""
        self._pictures = PagePictures(client, self.kind, self)
        self._facts = facts = PageFacts(client, self.kind, self)
        self._pages = PdfPages(client, self._pictures, facts, self.kind, self._memory)
        self.canvas = self._pages.canvas
        self._cited = CitedPlace(client, self.kind, self.canvas, facts, self)
        self._watch = PageWatch(self.canvas)
        self._found = FoundOnPages(
            self.canvas, facts, self._pages.offer, self._pages.hand.selection, self
        )
        self._failure = FailurePage()
        self._stack = QStackedWidget()
        self._build()

    # --- what the program asks

    @property
    def searchable(self) -> FoundOnPages:
        """The words of the pages."""
        return self._found

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Show that place of the document, lit; the last call wins."""
        is_new = self._artifact is None or self._artifact.path != artifact.path
        if is_new:
            self._leave()
        self._artifact, self._place = artifact, place
        self._found.open(artifact)
        if self._document is not None:
            self._go()
        elif is_new or not self._description.is_open:  # else the place is noted
            self._open()

    def learn(self, artifact: OpenArtifact) -> None:
        """Know the texts of the pages, which a second look has brought."""
        if self._artifact is not None and self._artifact.path == artifact.path:
            self._artifact = replace(self._artifact, facts=artifact.facts)
            self._found.open(artifact)

    def release(self) -> None:
        """Show nothing, and let the pictures go."""
        self._leave()
        self._artifact = None
        self._watch.end()
        self._pages.clear()
        self._pages.reading.close()

    def find_present(self) -> Place | None:
        """What is drawn or selected, or the page turned to; None for the place asked for."""
        document = self._document
        if document is None or self._is_failed:
            return None
        is_single = self.kind == "image" and document.pages == 1
        return find_present(self._pages.hand, self.canvas, self._cited.target, is_single=is_single)

    def steer(self, verb: str) -> None:
        """Do what a key of the window asks of pages."""
        self._pages.steer(verb)

    # --- Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        pressed = QKeySequence(event.keyCombination()).toString()
        verb = next((key.verb for key in KEYS if pressed in key.keys), "")
        if self._is_failed or not self._pages.steer(verb):
            super().keyPressEvent(event)

    # --- opening

    def _open(self) -> None:
        """Ask what the document is made of; goes on in `_accept_description`."""
        path = str(self._require().path)
        self._cited.forget()
        self._document = None
        self._watch.end()
        self._pictures.open(path)
        self._pages.clear()
        self._description.ask((Describe if self.kind == "pdf" else DescribePicture)(path=path))

    def _accept_description(self, answer: object) -> None:
        if isinstance(answer, PdfError):
            self._fail(answer)
        elif isinstance(answer, Described):
            artifact, self._document = self._require(), answer
            self._show_pages()
            self._watch.begin()
            left = parse_left(self._memory.read(self._memory_key()))
            with self.canvas.held():  # the first page asked for is the cited one
                self._pages.show_document(artifact.name, str(artifact.path), answer)
                if left is not None and left.spot.page < answer.pages:
                    self.canvas.restore(left.zoom, left.rotation, left.spot)
                self._go()
            if answer.is_encrypted and _is_unread(artifact):
                self.unlocked.emit(artifact.artifact.id)

    def _go(self) -> None:
        """Go to the place in the document that is open."""
        document, artifact = self._require_document(), self._require()
        self._pages.show_marks(artifact.marks)
        self._pages.begin_place()
        if self._pictures.is_damaged:
            self._note_damage()
        self._show_pages()
        target = self._cited.go(self._place, str(artifact.path), document)
        if target is None:
            self._tell_no_page(document)
            return
        page = self._cited.find_page(target)
        known = self._pictures.failures.get(page)
        if known is not None:  # since it was prepared as the neighbour of another
            self._note_page_failed(page, known)

    def _leave(self) -> None:
        """Remember how the document is left, and stop everything under way for it."""
        if self._artifact is not None and self._document is not None:
            left = Left(self.canvas.zoom, self.canvas.rotation, self.canvas.spot)
            self._memory.write(self._memory_key(), format_left(left))
        self._description.drop()
        self._cited.forget()
        self._document = None
        self._pictures.open("")

    # --- failing

    @property
    def _is_failed(self) -> bool:
        return self._stack.currentWidget() is self._failure

    def _show_pages(self) -> None:
        self._stack.setCurrentWidget(self._pages)

    def _fail(self, error: PdfError) -> None:
        if isinstance(error, ClosedError):
            return
        artifact = self._require()
        sentence = error.say(artifact.name)
        self._failure.say(sentence, artifact.path, wants_password=isinstance(error, LockedError))
        self._stack.setCurrentWidget(self._failure)
        self.failed.emit(sentence)

    def _tell_no_page(self, document: Described) -> None:
        """The document has no such page: it stays open where it is, and nothing is lit."""
        page = self._place.page
        number = page.first if isinstance(page, Span) else None
        words = f"has {document.pages} pages and no page {number}" if number else "has no such page"
        self.failed.emit(f"“{self._require().name}” {words}.")

    def _note_page_failed(self, page: int, error: PdfError) -> None:
        target = self._cited.target
        if error.reason in _WHOLE_DOCUMENT:
            self._fail(error)
        elif target is not None and page == target.first:
            self.failed.emit(error.say(self._require().name))

    def _try_again(self) -> None:
        self._client.forgive(str(self._require().path))
        self._open()

    def _unlock(self, password: str) -> None:
        self._client.unlock(str(self._require().path), password)
        self._open()

    # --- what is chosen on the pages

    def _follow(self, link: Link) -> None:
        """Go there, inside the document; outside, show the whole address and ask."""
        if link.page_index < 0:
            ask_outside(self.window(), link.address)
        elif link.page_index < self.canvas.pages:
            number = link.page_index + 1
            self.canvas.go_to_page(link.page_index)
            self.link_followed.emit(Place(page=Span(number, number)))

    def _open_mark(self, mark: Mark) -> None:
        self.open_at(self._require(), mark.place)

    def _note_seen(self, page: int) -> None:
        if self._artifact is not None:
            self.seen.emit(self._artifact.artifact.id, Place(page=Span(page + 1, page + 1)))

    def _memory_key(self) -> str:
        artifact = self._require()
        return f"left {artifact.memory_key or artifact.path}"

    def _note_damage(self) -> None:
        self._pages.notice.say(_IN_PART.format(name=self._require().name))

    def _require(self) -> OpenArtifact:
        if self._artifact is None:  # pragma: no cover - nothing is asked before something is open
            raise RuntimeError(self.objectName())
        return self._artifact

    def _require_document(self) -> Described:
        if self._document is None:  # pragma: no cover - likewise
            raise RuntimeError(self.objectName())
        return self._document

    def _build(self) -> None:
        self._stack.addWidget(self._pages)
        self._stack.addWidget(self._failure)
        self.setLayout(make_column(self._stack))
        self.setFocusProxy(self.canvas)
        self._description.answered.connect(self._accept_description)
        self._cited.shown.connect(self.place_shown)
        self._cited.not_found.connect(self._pages.notice.say)
        self._cited.has_no_text.connect(self._pages.offer.say_no_text)
        self._watch.seen.connect(self._note_seen)
        self._pictures.page_failed.connect(self._note_page_failed)
        self._pictures.damage_seen.connect(self._note_damage)
        self._pages.link_chosen.connect(self._follow)
        self._pages.pin_asked.connect(self.pin_asked)
        self._pages.mark_chosen.connect(self._open_mark)
        self._failure.password_typed.connect(self._unlock)
        self._failure.asked_again.connect(self._try_again)


def _is_unread(artifact: OpenArtifact) -> bool:
    """True when nobody could look inside so far."""
    return artifact.facts is not None and artifact.facts.pages is None
