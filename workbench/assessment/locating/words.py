"""The words that mean something in a citation, rule by rule, all in lower case."""

from __future__ import annotations

import re
from typing import Final, Literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAGE_WORDS: Final = ("p", "pp", "pg", "pgs", "page", "pages")
"""R3: the page words."""

COUNTED: Final[dict[str, str]] = {
    **dict.fromkeys(PAGE_WORDS, "page"),
    **dict.fromkeys(("slide", "slides", "sl"), "slide"),
    **dict.fromkeys(("section", "sections", "sec", "sect", "§"), "section"),
    **dict.fromkeys(("paragraph", "paragraphs", "para", "paras", "par", "¶"), "para"),
    **dict.fromkeys(("line", "lines", "ln"), "ln"),
    **dict.fromkeys(("bullet", "bullets", "item", "items"), "item"),
    **dict.fromkeys(("figure", "figures", "fig", "figs"), "figure"),
    **dict.fromkeys(("table", "tables"), "table"),
    **dict.fromkeys(("row", "rows"), "row"),
}
"""R3, R8, R23: words before (or, with an ordinal, after) a count, and their dimension."""

BETWEEN_WORD_AND_NUMBER: Final = frozenset(
    {".", ":", "=", "#", "no", "nos", "nr", "№", "num", "number", "numbers"}
)
"""R3: what may stand between a unit word and its number."""

TIME_UNITS: Final[dict[str, str]] = {
    **dict.fromkeys(("hours", "hour", "hrs", "hr", "h"), "hour"),
    **dict.fromkeys(("minutes", "minute", "mins", "min", "m"), "minute"),
    **dict.fromkeys(("seconds", "second", "secs", "sec", "s"), "second"),
}
"""R9: words after a number."""

TIME_PREFIXES: Final[dict[str, str]] = {
    **dict.fromkeys(("hour", "hours"), "hour"),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("second", "seconds"), "second"),
}
"""R10: words before a number."""

SECONDS_IN: Final = {"hour": 3600, "minute": 60, "second": 1}

RANGE_WORDS: Final = frozenset(
    {"-", "to", "through", "thru", "until", "till", "til", "-->", "->", "→"}
)
"""R4: between the two ends of a range."""

OPEN_WORDS: Final = frozenset({"ff", "onwards", "onward", "forward"})
"""R4: after the start of an open range."""

JoinKind = Literal["", ":", "dash", "tie", "aside", ",", "and", ";", "or"]
JOINS: Final[dict[str, JoinKind]] = {
    ";": ";", ",": ",", "&": "and", "and": "and", "or": "or", "/": "or"
}  # fmt: skip
"""R5, R16: between two places."""

CONNECTORS: Final = frozenset({"of", "on", "in", "at", "from", "under", "into", "within", "inside"})
"""R19 where they lead; elsewhere they tie a place to the larger one that holds it."""

APPROXIMATE: Final = frozenset(
    {"~", "about", "around", "approx", "approximately", "roughly", "circa", "ca"}
)
"""R14."""

RELATIVE: Final = _words(
    "above below previous previously next following preceding prior earlier later same ditto "
    "ibid ibidem idem aforementioned supra infra cit"
)
"""R18: they point at another citation or at the reader's position."""

NOT_SPECIFIC: Final = _words(
    "throughout various several multiple many numerous everywhere anywhere somewhere passim etc "
    "some few misc any all every"
)
"""R18: they say that there are places, not which."""

NOISE: Final = _words(
    "see the @ = . • please also found located shown either timestamp timestamps timecode"
)
"""R19: they may go without loss wherever they stand."""

STARTING: Final = frozenset({"starting", "starts", "start", "beginning", "begins", "begin"})
ENDING: Final = frozenset({"ending", "ends", "end"})

GENERIC: Final = _words(
    "video videos clip clips audio recording recordings document documents file files deck "
    "presentation slideshow powerpoint ppt pptx pdf photo photos image picture artifact artefact "
    "spreadsheet podcast"
)
"""Nouns for the artifact itself: 'in the video at 2:15', 'page 3 of the document'."""

WHOLE: Final = frozenset({"entire", "whole", "full"})
WHOLE_NOUNS: Final = frozenset(
    {"video", "clip", "recording", "document", "file", "deck", "presentation"}
)
"""R20: 'entire|whole|full' before these is `all`."""

KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("artifact", "artifacts", "artefact", "artefacts"), "artifact"),
    **dict.fromkeys(("clip", "clips"), "clip"),
    **dict.fromkeys(("video", "videos"), "video"),
    "audio": "audio",
    **dict.fromkeys(("photo", "photos"), "photo"),
    **dict.fromkeys(("document", "documents"), "document"),
    **dict.fromkeys(("appendix", "appendices"), "appendix"),
    **dict.fromkeys(("part", "parts"), "part"),
    "file": "file",
}
"""R24: kinds of reference; `file` only before a file name."""

POSITIONS: Final = frozenset(
    f"{height}{side}" for height in ("top", "middle", "bottom") for side in ("", "-left", "-right")
)
"""R20: all values of pos."""

MEDIA_BY_EXTENSION: Final[dict[str, str]] = {
    "pdf": "pdf",
    **dict.fromkeys(("docx", "doc", "rtf"), "docx"),
    "odt": "odt",
    **dict.fromkeys(("pptx", "ppt", "odp"), "pptx"),
    **dict.fromkeys(("xlsx", "xls", "ods", "csv", "tsv"), "xlsx"),
    **dict.fromkeys(("txt", "md", "vtt", "srt", "html", "htm"), "text"),
    **dict.fromkeys(
        ("jpg", "jpeg", "png", "gif", "heic", "tif", "tiff", "webp", "bmp", "svg"), "image"
    ),
    **dict.fromkeys(("mp3", "wav", "m4a", "aac", "ogg", "flac"), "audio"),
    **dict.fromkeys(("mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv", "mpg", "mpeg"), "video"),
}
"""R24: the known extensions of file names, and what such a file is."""

MEDIA_BY_KIND: Final = {"clip": "video", "video": "video", "audio": "audio", "photo": "image"}
MOVING: Final = frozenset({"audio", "video"})
WRITTEN: Final = frozenset({"pdf", "docx", "odt"})

EXTENSION: Final = re.compile(rf"\.(?:{'|'.join(MEDIA_BY_EXTENSION)})(?!\w)", re.IGNORECASE)
FILE_NAME: Final = re.compile(
    rf"[^/\\:*?\"<>|#;]*[^/\\:*?\"<>|#;.]\.(?:{'|'.join(MEDIA_BY_EXTENSION)})", re.IGNORECASE
)
