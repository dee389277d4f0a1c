"""What client and PDF worker say to each other: plain structs, sent as `wire` does."""

from __future__ import annotations

from typing import ClassVar, Generic, Literal, TypeVar

import msgspec

MAX_PIXELS = 16_000_000
"""The largest picture that is drawn in one piece; larger pages are asked for in pieces."""

AnswerT = TypeVar("AnswerT")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in page points, from the top left of the unrotated, upright page."""

Reason = Literal[
    # the file's fault, found by the worker
    "missing",
    "not_pdf",
    "locked",
    "wrong_password",
    "sealed",
    "empty",
    "damaged",
    "no_such_page",
    "page_failed",
    "too_much_memory",
    "not_picture",
    "no_size",
    "picture_too_large",
    "attachment_too_large",
    # found by the client
    "died",
    "too_slow",
    "given_up",
    "closed",
]


class RefusedError(Exception):
    """Inside the worker: a job cannot be done, for a reason that the client is told."""

    def __init__(self, *, reason: Reason, page: int | None = None) -> None:
        super().__init__(reason)
        self.failed = Failed(reason=reason, page=page)


class Job(msgspec.Struct, Generic[AnswerT], frozen=True, tag=True, kw_only=True):
    """Something to ask of the worker about one file."""

    path: str
    limit_seconds: ClassVar[float] = 20.0


class Described(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """What a document is made of."""

    pages: int
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page in points, as shown (the page's own rotation applied)."""
    labels: tuple[str, ...]
    """The printed label of each page; empty when the document has no labels of its own."""
    outline: tuple[tuple[int, str, int], ...]
    """Level from 1, title, page index (-1 when it leads nowhere)."""
    is_encrypted: bool
    author: str = ""
    """Who made it, by the document's own properties."""


class Drawn(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """One picture, 3 bytes a pixel (red, green, blue), rows without padding."""

    width: int
    height: int
    pixels: bytes | None
    """None when the picture lies in the shared memory that was offered."""
    is_damaged: bool = False
    """True when a part of the image file could not be read, and is left empty."""


class Worded(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The words of one page in reading order."""

    words: tuple[str, ...]
    boxes: tuple[Box, ...]
    text: str


class Boxed(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Where something stands on a page: a box for each line of it; empty when it isn't there."""

    boxes: tuple[Box, ...]


class TextLine(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One line of a page as it can be selected."""

    text: str
    box: Box
    starts: tuple[float, ...]
    """Where each letter begins along the line, in points from the left (or from the top)."""
    ends: tuple[float, ...]
    is_upright: bool
    """True when the letters follow each other down or up the page."""
    block: int
    """Lines of one paragraph have the same number, as far as the page tells."""


class Lined(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The lines of one page in reading order; empty for a scan."""

    lines: tuple[TextLine, ...]


class Link(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Something on a page that leads somewhere."""

    box: Box
    page_index: int
    """Where in the document it leads; -1 when it leads outside."""
    address: str
    """Where outside it leads, as the document has it."""


class Linked(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The links of one page."""

    links: tuple[Link, ...]


class Attachment(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A file inside a document."""

    name: str
    """As the document calls it: a stranger's words, not a path to be trusted."""
    size_bytes: int
    page_index: int = -1
    """The page that it is pinned to; -1 for a file of the whole document."""
    xref: int = 0


class Listed(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The files inside a document."""

    attachments: tuple[Attachment, ...]


class Extracted(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The content of a file inside a document."""

    content: bytes


class Texted(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The plain text of each page asked for; empty for a page without text."""

    texts: tuple[str, ...]


class Failed(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Why there is no answer."""

    reason: Reason
    page: int | None = None
    """The page concerned, from 1."""


class Describe(Job[Described], frozen=True, kw_only=True):
    """Ask what a document is made of."""


class Render(Job[Drawn], frozen=True, kw_only=True):
    """Ask for the picture of a page, or of a piece of it."""

    page_index: int
    scale: float
    """Pixels per point."""
    rotation: Literal[0, 90, 180, 270] = 0
    """Degrees clockwise, on top of the page's own rotation."""
    clip: tuple[int, int, int, int] | None = None
    """Left, top, right, bottom in pixels of the page at that scale and rotation."""


class PageText(Job[Worded], frozen=True, kw_only=True):
    """Ask for the words of a page and where they stand."""

    page_index: int
    limit_seconds: ClassVar[float] = 15.0


class PageLines(Job[Lined], frozen=True, kw_only=True):
    """Ask for the lines of a page in reading order, with the place of each letter."""

    page_index: int
    limit_seconds: ClassVar[float] = 15.0


class PageLinks(Job[Linked], frozen=True, kw_only=True):
    """Ask for what can be clicked on a page."""

    page_index: int
    limit_seconds: ClassVar[float] = 15.0


class ListAttachments(Job[Listed], frozen=True, kw_only=True):
    """Ask which files there are inside a document."""


class ReadAttachment(Job[Extracted], frozen=True, kw_only=True):
    """Ask for the content of one of the files inside a document."""

    index: int
    """Its place in the answer to `ListAttachments`."""


class FindQuote(Job[Boxed], frozen=True, kw_only=True):
    """Ask where words stand on a page; hyphens, ligatures, quotes, spaces and case don't matter."""

    page_index: int
    text: str
    limit_seconds: ClassVar[float] = 15.0


class Paragraph(Job[Boxed], frozen=True, kw_only=True):
    """Ask where the n-th paragraph, or the n-th item of a list, stands on a page."""

    page_index: int
    number: int
    """From 1; headings, page headers, page footers and tables are not counted."""
    kind: Literal["paragraph", "item"] = "paragraph"
    limit_seconds: ClassVar[float] = 15.0


class Texts(Job[Texted], frozen=True, kw_only=True):
    """Ask for the text of a run of pages; a long document is asked for in several runs."""

    first_index: int = 0
    count: int | None = None
    limit_seconds: ClassVar[float] = 60.0


class DescribePicture(Job[Described], frozen=True, kw_only=True):
    """Ask what an image file holds: its pages upright, at 96 pixels an inch."""


class DrawPicture(Job[Drawn], frozen=True, kw_only=True):
    """Ask for an image file, upright, or for a piece of it; as `Render` does for a page."""

    page_index: int
    scale: float
    """Pixels per point; 96 / 72 shows the image pixel by pixel."""
    rotation: Literal[0, 90, 180, 270] = 0
    clip: tuple[int, int, int, int] | None = None


AnyJob = (
    Describe
    | Render
    | PageText
    | PageLines
    | PageLinks
    | ListAttachments
    | ReadAttachment
    | FindQuote
    | Paragraph
    | Texts
    | DescribePicture
    | DrawPicture
)
Answer = Described | Drawn | Worded | Lined | Linked | Listed | Extracted | Boxed | Texted


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One job on its way to the worker."""

    job: AnyJob
    offset: int = 0
    """Where in the shared memory a large picture may be put."""
    length: int = 0
    """How many bytes are free there; 0 when none are offered."""
    password: str | None = None
    """The password of the file, once the client knows it."""
    limit_seconds: float
    """After this long the worker ends itself, should nobody be left to end it."""


class Ready(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The worker's first word."""

    version: str


Reply = Answer | Failed | Ready
