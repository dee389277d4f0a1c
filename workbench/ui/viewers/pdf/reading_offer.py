"""Where a page has no text: says so, offers to have it read, and says how that went."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QObject

from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.notice import Offer, PdfNotice
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.reading import PageReading, name_language, say_ended

READ_KEY = "F8"
READ = "Read the text of this page"
_READ_SHORTLY = "Read the text"
NO_TEXT = "This page has no text: it is a scan or a picture."
_UNREAD = f"{NO_TEXT} What it says can be read, but not selected."
_NEEDS = (
    f"{_UNREAD} With the free program Tesseract installed on this computer, and the language of "
    "the page with it, the words could be read out here."
)
_READS = f"{NO_TEXT} A machine can read it; the words can then be selected and copied."
_HAS_TEXT = "This page has text of its own, which can be selected as it is."


class ReadingOffer(QObject):
    """Stands between the pages and what reads them."""

    def __init__(
        self, reading: PageReading, facts: PageFacts, canvas: PdfCanvas, notice: PdfNotice
    ) -> None:
        super().__init__(canvas)
        self._reading = reading
        self._facts = facts
        self._canvas = canvas
        self._notice = notice
        self._wanted: tuple[int, Literal["offer", "read"]] | None = None
        reading.languages_known.connect(self._go_on)
        reading.ended.connect(self._say_ended)

    def say_no_text(self, page: int) -> None:
        """Say that the page has no text, and what can be done about it."""
        if self._reading.page is None:
            self._notice.say(_UNREAD)
            self._want(page, "offer")

    def read_current(self) -> None:
        """Have the page read that is being looked at."""
        page = self._canvas.current_page
        if not self._canvas.pages or self._reading.page is not None:
            return
        if self._facts.find_lines(page) and not self._facts.is_read(page):
            self._notice.say(_HAS_TEXT)
        else:
            self._want(page, "read")

    def _want(self, page: int, what: Literal["offer", "read"]) -> None:
        self._wanted = (page, what)
        self._reading.look_for_languages()

    def _go_on(self) -> None:
        """What is installed is known: offer or read, as was wanted."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or wanted[0] >= self._canvas.pages:
            return
        page, what = wanted
        if not self._reading.languages:
            self._notice.say(_NEEDS)
        elif what == "read":
            self._read(page)
        else:
            self._notice.say(_READS, self._make_offer(page))

    def _make_offer(self, page: int) -> Offer:
        installed = self._reading.languages or ()
        if len(installed) == 1:
            return Offer(READ, lambda: self._read(page), READ_KEY, shortly=_READ_SHORTLY)
        likely = self._reading.find_chosen()
        choices = [likely, *((name,) for name in installed if (name,) != likely)]
        return Offer(
            READ,
            lambda: self._read(page),
            READ_KEY,
            tuple((_say_in(names), partial(self._read, page, names)) for names in choices),
            _READ_SHORTLY,
        )

    def _read(self, page: int, languages: tuple[str, ...] = ()) -> None:
        if languages:
            self._reading.choose_languages(languages)
        size, rotation = self._canvas.size_of(page), self._canvas.rotation
        if self._reading.read(page, size, rotation):
            words = f"Reading the text of page {page + 1} …"
            self._notice.say(words, Offer("Stop", self._reading.stop))

    def _say_ended(self, page: int, answer: object) -> None:
        self._notice.say(say_ended(page, answer))


def _say_in(languages: tuple[str, ...]) -> str:
    return f"In {' and '.join(map(name_language, languages))}"
