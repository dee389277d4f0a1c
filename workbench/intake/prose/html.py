"""The text of an HTML answer; no markup survives, and nothing it names is loaded."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption "  # noqa: SIM905 - a list of forty words
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table "
    "tbody tfoot thead tr ul".split()
)
_SILENT = frozenset({"head", "script", "style", "template", "noscript", "iframe", "object", "svg"})
_CELLS = frozenset({"td", "th"})
_TAG = re.compile(r"<[^<>]*>?")


def read_html(text: str) -> str:
    """The text, with an empty line between paragraphs; list items begin with a bullet."""
    reader = _TextReader()
    # CDATA-like marks make the parser give up; they are no HTML
    reader.feed(text.replace("<![", "<! ["))
    # never closed: the parser stops at what is unfinished, and on closing it would search for
    # the end of each of a million unfinished comments to the end of the text
    reader.handle_data(html.unescape(_TAG.sub("", reader.rawdata)))
    paragraphs = [" ".join(piece.split()) for piece in reader.finish()]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip("• "))


class _TextReader(HTMLParser):
    """Collects text, a paragraph for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[list[str]] = [[]]
        self._silent: list[str] = []

    def finish(self) -> list[str]:
        """The paragraphs, in order; some may be empty."""
        return ["".join(pieces) for pieces in self._paragraphs]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs  # nothing in them is text
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS or tag == "br":
            self._paragraphs.append(["• "] if tag == "li" else [])
        elif tag in _CELLS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BLOCKS:
            self._paragraphs.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._paragraphs[-1].append(data)
