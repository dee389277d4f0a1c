"""What looking inside an artifact finds: kind, pages, labels, text, duration, or its problem."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from workbench.assessment.evidence import ArtifactFacts, Media
from workbench.assessment.submission import Artifact
from workbench.errors import WorkbenchError
from workbench.evidence.kinds import OLE, find_media
from workbench.evidence.office import (
    ProtectedOfficeError,
    read_office_author,
    read_office_text,
    read_sheet_names,
)
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import PdfError
from workbench.evidence.pdf.messages import Describe, DescribePicture, Texts
from workbench.evidence.plain_text import read_plain_text

_log = logging.getLogger(__name__)
_DAMAGED = (
    "“{name}” is damaged and cannot be read. Ask the practitioner for the file again, or try to "
    "open it in another program."
)
PAGES_AT_ONCE = 10
"""Text is read in runs so short that a page to be drawn never waits long behind one."""


def gather_facts(
    path: Path, artifact: Artifact, client: PdfClient, *, is_first_look: bool = False
) -> ArtifactFacts:
    """The facts of one artifact; a fault of the file is said in `problem`, never raised.

    Takes as long as reading all of it: not for the UI thread. A first look leaves the texts of
    a PDF out (they are None), and takes a moment.
    """
    name = artifact.title or path.name
    try:
        size = path.stat().st_size
        media = find_media(path, artifact.file or path.name)
    except OSError:
        problem = f"“{name}” is no longer where it was. Open the submission again."
        return ArtifactFacts(media="unknown", size_bytes=0, problem=problem)
    plain = ArtifactFacts(media=media, size_bytes=size)
    try:
        if plain.media == "pdf":
            return _look_inside_pdf(path, plain, client, with_texts=not is_first_look)
        return _look_inside(path, name, plain, client)
    except PdfError as error:
        return replace(plain, problem=error.say(name))
    except WorkbenchError as error:
        return replace(plain, problem=str(error).replace(path.name, name))
    except Exception:  # noqa: BLE001 - logged; one file must not keep the others from being read
        _log.exception("an artifact could not be looked into")
        return replace(plain, problem=_DAMAGED.format(name=name))


def _look_inside(path: Path, name: str, plain: ArtifactFacts, client: PdfClient) -> ArtifactFacts:
    if plain.media == "image":
        described = client.ask(DescribePicture(path=str(path)))
        return replace(plain, pages=described.pages, has_picture=True)
    if plain.media in {"docx", "odt", "pptx", "xlsx"}:
        texts = read_office_text(path, plain.media)
        sheets = read_sheet_names(path) if plain.media == "xlsx" else ()
        known = replace(plain, texts=texts, sheets=sheets, author=read_office_author(path))
        return replace(known, pages=_count_pages(plain.media, texts))
    if plain.media in {"audio", "video"}:
        return _look_inside_recording(path, plain)
    if plain.media == "text":
        return replace(plain, texts=(read_plain_text(path),))
    return replace(plain, problem=_say_unknown(path, name))


def _look_inside_pdf(
    path: Path, plain: ArtifactFacts, client: PdfClient, *, with_texts: bool
) -> ArtifactFacts:
    described = client.ask(Describe(path=str(path)))
    return replace(
        plain,
        pages=described.pages,
        labels=described.labels,
        texts=_read_texts(path, described.pages, client) if with_texts else None,
        has_picture=True,
        author=described.author,
    )


def _read_texts(path: Path, pages: int, client: PdfClient) -> tuple[str, ...]:
    texts: list[str] = []
    for first in range(0, pages, PAGES_AT_ONCE):
        job = Texts(path=str(path), first_index=first, count=PAGES_AT_ONCE)
        texts.extend(client.ask(job).texts)
    return tuple(texts)


def _look_inside_recording(path: Path, plain: ArtifactFacts) -> ArtifactFacts:
    from workbench.evidence.media import probe_media  # noqa: PLC0415 - PyAV is heavy

    facts = probe_media(path)
    return replace(
        plain,
        media="video" if facts.has_picture else "audio",
        duration=facts.duration,
        has_picture=facts.has_picture,
        has_sound=facts.has_sound,
    )


def _count_pages(media: Media, texts: tuple[str, ...]) -> int | None:
    """Slides are counted as pages are; how many pages a Word document has, nobody knows."""
    return len(texts) if media == "pptx" else None


def _say_unknown(path: Path, name: str) -> str:
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if not head:
        return f"“{name}” is empty. Ask the practitioner for the file again."
    if head == OLE:
        return str(ProtectedOfficeError(name))
    return f"“{name}” is of a kind that cannot be shown here. Try to open it in another program."
