"""The pictures of a document's pages: asked for, kept within a budget, given up when far away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import ClosedError, PdfError
from workbench.evidence.pdf.picture import Picture
from workbench.evidence.pdf.queue import Priority, Ticket
from workbench.ui.viewers.pdf.pieces import Kind, Piece

BUDGET_BYTES = 72 * 1024 * 1024


class PagePicture:
    """A picture ready to be painted; holds the memory that the image looks into."""

    __slots__ = ("_picture", "image", "size_bytes")

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.size_bytes = picture.size_bytes
        self.image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            picture.width * 3,
            QImage.Format.Format_RGB888,
        )


class PagePictures(QObject):
    """Holds the pictures of one document at a time."""

    arrived = Signal(int)
    """A picture of that page is there."""
    page_failed = Signal(int, object)
    """That page could not be drawn; carries the `PdfError`."""
    damage_seen = Signal()
    """A part of the image could not be read; told once for each document."""
    _answered = Signal(int, object, object)

    def __init__(
        self,
        client: PdfClient,
        kind: Kind = "pdf",
        parent: QObject | None = None,
        *,
        budget_bytes: int = BUDGET_BYTES,
        priority: Priority = Priority.VISIBLE,
    ) -> None:
        """`priority` is that of what shows; what may show next is never more urgent."""
        super().__init__(parent)
        self._budget_bytes = budget_bytes
        self._priorities = (priority, max(priority, Priority.NEIGHBOUR))
        self.failures: dict[int, PdfError] = {}
        self._client = client
        self._kind: Kind = kind
        self._path = ""
        self._document = 0
        self._pictures: dict[Piece, PagePicture] = {}
        self._tickets: dict[Piece, Ticket] = {}
        self._bytes = 0
        self._is_damage_told = False
        self._attention: tuple[set[Piece], int] = (set(), 0)
        self._answered.connect(self._accept)

    def open(self, path: str) -> None:
        """Forget everything and begin with another document; "" for none."""
        self._cancel(self._tickets)
        self._document += 1
        self._path = path
        self._pictures.clear()
        self._bytes = 0
        self.failures.clear()
        self._is_damage_told = False

    @property
    def is_damaged(self) -> bool:
        """True when something drawn so far is of a file that could be read in part only."""
        return self._is_damage_told

    def want(self, visible: Sequence[Piece], nearby: Sequence[Piece], page: int) -> None:
        """Ask for what is missing, the visible first; cancel what is no longer wanted.

        `page` is the one in the middle of attention: far from it pictures are given up first.
        """
        wanted = dict.fromkeys([*visible, *nearby])
        self._cancel([piece for piece in self._tickets if piece not in wanted])
        self._attention = (set(wanted), page)
        self._give_up()
        for priority, pieces in zip(self._priorities, (visible, nearby), strict=True):
            for piece in pieces:
                self._request(piece, priority)

    def find(self, piece: Piece) -> QImage | None:
        """The very picture, if it is there."""
        picture = self._pictures.get(piece)
        return None if picture is None else picture.image

    def find_like(self, piece: Piece) -> QImage | None:
        """A picture of the whole page at another scale, the largest there is, to be stretched."""
        likely = [
            (other.scale, picture.image)
            for other, picture in self._pictures.items()
            if other.page == piece.page and other.rotation == piece.rotation and other.is_whole
        ]
        return max(likely, key=lambda one: one[0])[1] if likely else None

    @property
    def size_bytes(self) -> int:
        """How much memory the pictures take."""
        return self._bytes

    @property
    def is_idle(self) -> bool:
        """True when nothing that was asked for is still on its way."""
        return not self._tickets

    def _request(self, piece: Piece, priority: Priority) -> None:
        if piece in self._pictures or piece.page in self.failures:
            return
        if piece in self._tickets:
            self._tickets[piece].move(priority)
            return
        document = self._document

        def pass_on(answer: object) -> None:
            self._answered.emit(document, piece, answer)

        job = piece.make_job(self._path, self._kind)
        self._tickets[piece] = self._client.request(job, priority=priority, done=pass_on)

    def _accept(self, document: int, piece: Piece, answer: object) -> None:
        if document != self._document or self._tickets.pop(piece, None) is None:
            return
        if isinstance(answer, Picture):
            picture = PagePicture(answer)
            self._pictures[piece] = picture
            self._bytes += picture.size_bytes
            self._give_up()
            self.arrived.emit(piece.page)
            if answer.is_damaged and not self._is_damage_told:
                self._is_damage_told = True
                self.damage_seen.emit()
        elif isinstance(answer, PdfError) and not isinstance(answer, ClosedError):
            self.failures[piece.page] = answer
            self.page_failed.emit(piece.page, answer)

    def _cancel(self, pieces: Iterable[Piece]) -> None:
        for piece in list(pieces):
            self._tickets.pop(piece).cancel()

    def _give_up(self) -> None:
        """Let the farthest pictures go until the rest is within the budget."""
        wanted, page = self._attention
        spare = sorted(
            (piece for piece in self._pictures if piece not in wanted),
            key=lambda piece: (abs(piece.page - page), piece.scale),
        )
        while spare and self._bytes > self._budget_bytes:
            self._bytes -= self._pictures.pop(spare.pop()).size_bytes
