"""The text of a page that has none, read by Tesseract when the assessor asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Signal

from workbench.assessment.event import Json
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import PdfError
from workbench.evidence.pdf.messages import MAX_PIXELS, DrawPicture, Render
from workbench.evidence.pdf.picture import Picture
from workbench.evidence.pdf.queue import Priority, Ticket
from workbench.evidence.reading import kept, words
from workbench.evidence.reading.tesseract import (
    LIMIT_SECONDS,
    FailedReadingError,
    Reading,
    ReadingError,
    StoppedReadingError,
    find_program,
    list_languages,
)
from workbench.ui.viewers.pdf.layout import Rotation
from workbench.ui.viewers.pdf.memory import ShortMemory, ViewerMemory
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pieces import Kind

_SCALE = 300 / 72
"""Pixels per point at 300 dots an inch, for which Tesseract is made."""
_MEMORY = "reading languages"


class PageReading(QObject):
    """Reads one page at a time; what was read before is there again unasked."""

    languages_known = Signal()
    """It is known whether there is anything to read with, and in which languages."""
    ended = Signal(int, object)
    """Reading that page has come to its end: carries the `ReadPage` or the error."""
    _listed = Signal(object)
    _answered = Signal(int, int, object)

    def __init__(
        self,
        client: PdfClient,
        facts: PageFacts,
        kind: Kind,
        memory: ViewerMemory | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.limit_seconds = LIMIT_SECONDS
        self._client = client
        self._facts = facts
        self._kind: Kind = kind
        self._memory = memory or ShortMemory()
        self._path = Path()
        self._document = 0
        self._is_private = False
        self._program: str | None = None
        self._languages: tuple[str, ...] | None = None
        self._page: int | None = None
        self._ticket: Ticket | None = None
        self._reading: Reading | None = None
        self._recalled: set[int] = set()
        self._threads: list[threading.Thread] = []
        queued = Qt.ConnectionType.QueuedConnection
        self._listed.connect(self._accept_languages, queued)
        self._answered.connect(self._accept, queued)
        facts.lines_arrived.connect(self._recall)

    @property
    def page(self) -> int | None:
        """The page that is being read; None when none is."""
        return self._page

    @property
    def languages(self) -> tuple[str, ...] | None:
        """What can be read, `()` where Tesseract is missing; None while that is being found out."""
        return self._languages

    def open(self, path: str, *, is_private: bool = False) -> None:
        """Begin with another document; what is read in a private one is not kept on the disk."""
        self.stop()
        self._document += 1
        self._path = Path(path)
        self._is_private = is_private
        self._recalled.clear()

    def close(self) -> None:
        """Stop, and leave no thread and no process behind."""
        self.open("")
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def look_for_languages(self) -> None:
        """Find out what there is to read with; said by `languages_known`, at once if known."""
        if self._languages:
            self.languages_known.emit()
        else:  # a Tesseract that was installed a minute ago is found, too
            self._start(lambda: self._listed.emit(_list_installed()))

    def choose_languages(self, languages: tuple[str, ...]) -> None:
        """Read in those languages from now on."""
        self._memory.write(_MEMORY, {"languages": list[Json](languages)})

    def find_chosen(self) -> tuple[str, ...]:
        """The languages to read in: those chosen, else the system's own and English."""
        installed = self._languages or ()
        told = self._memory.read(_MEMORY)
        listed = told.get("languages") if isinstance(told, dict) else None
        chosen = tuple(name for name in installed if isinstance(listed, list) and name in listed)
        if chosen:
            return chosen
        own = QLocale.languageToCode(
            QLocale.system().language(), QLocale.LanguageCodeType.ISO639Part2T
        )
        return tuple(name for name in installed if name in {own, "eng"}) or installed[:1]

    def read(self, page: int, size: tuple[float, float], rotation: Rotation) -> bool:
        """Begin to read that page, of that size in points, as the assessor has turned it.

        False where that cannot be: another is being read, or there is nothing to read with.
        """
        if self._page is not None or not self._languages or self._program is None:
            return False
        scale = min(_SCALE, (0.98 * MAX_PIXELS / (size[0] * size[1])) ** 0.5)
        make = Render if self._kind == "pdf" else DrawPicture
        job = make(path=str(self._path), page_index=page, scale=scale, rotation=rotation)
        self._page = page
        self._reading = Reading(self._program, self.find_chosen(), round(scale * 72))
        work = partial(
            _read,
            self._reading,
            words.Picture(size, scale, rotation),
            self.find_chosen(),
            self.limit_seconds,
            None if self._is_private else (self._path, page),
        )
        document = self._document

        def take(answer: object) -> None:
            if isinstance(answer, Picture):
                self._start(lambda: self._answered.emit(document, page, work(answer)))
            else:
                self._answered.emit(document, page, answer)

        self._ticket = self._client.request(job, priority=Priority.NEIGHBOUR, done=take)
        return True

    def stop(self) -> None:
        """Read no further; `ended` says so."""
        page, self._page = self._page, None
        if page is None:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        if self._reading is not None:
            self._reading.stop()
        self.ended.emit(page, StoppedReadingError())

    def _accept_languages(self, found: tuple[str, tuple[str, ...]] | None) -> None:
        self._program, self._languages = found or (None, ())
        self.languages_known.emit()

    def _recall(self, page: int) -> None:
        """Bring back what was read of a page without text on another day."""
        is_new = page not in self._recalled and self._facts.find_lines(page) == ()
        if not is_new or self._is_private:
            return
        self._recalled.add(page)
        document, path = self._document, self._path

        def look() -> None:
            found = kept.find_kept(path, page)
            if found is not None:
                self._answered.emit(document, page, found)

        self._start(look)

    def _accept(self, document: int, page: int, answer: object) -> None:
        if document != self._document:
            return
        if isinstance(answer, kept.ReadPage) and answer.lines:
            self._facts.set_read(page, answer.lines)
        if page == self._page:
            self._page = None
            self.ended.emit(page, answer)

    def _start(self, work: Callable[[], None]) -> None:
        def run() -> None:
            with suppress(RuntimeError):  # the window is gone, and nobody waits
                work()

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=run, name="page-reading", daemon=True)
        self._threads.append(thread)
        thread.start()


def name_language(code: str) -> str:
    """The language as people call it, where Qt knows it; else the code."""
    language = QLocale.codeToLanguage(code, QLocale.LanguageCodeType.ISO639Part2T)
    is_known = language != QLocale.Language.AnyLanguage
    return QLocale.languageToString(language) if is_known else code


def _list_installed() -> tuple[str, tuple[str, ...]] | None:
    program = find_program()
    return None if program is None else (program, list_languages(program))


def _read(
    reading: Reading,
    shown: words.Picture,
    languages: tuple[str, ...],
    limit_seconds: float,
    kept_as: tuple[Path, int] | None,
    picture: Picture,
) -> kept.ReadPage | ReadingError:
    head = b"P6\n%d %d\n255\n" % (picture.width, picture.height)
    try:
        table = reading.read(head + picture.pixels, limit_seconds)
    except ReadingError as error:
        return error
    read = kept.ReadPage(lines=words.parse_table(table, shown), languages=languages)
    if kept_as is not None and read.lines:
        kept.keep(*kept_as, read)
    return read


def say_ended(page: int, answer: object) -> str:
    """How reading that page has ended, as a sentence; "" where nothing need be said."""
    if isinstance(answer, kept.ReadPage):
        count = len(words.split_words(answer.lines))
        if not count:
            return f"No words were found on page {page + 1}."
        inside = " and ".join(map(name_language, answer.languages))
        return (
            f"Page {page + 1} was read by a machine (Tesseract, {inside}): "
            f"{count} {'word' if count == 1 else 'words'}. It may have misread; the picture counts."
        )
    if isinstance(answer, StoppedReadingError):
        return ""
    if isinstance(answer, ReadingError):
        return str(answer)
    return str(answer if isinstance(answer, PdfError) else FailedReadingError())
