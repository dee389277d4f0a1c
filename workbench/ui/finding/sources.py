"""What there is to be searched in a submission: answers, explanations, and every artifact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import Literal

from workbench.assessment.locator import Place
from workbench.assessment.place_words import format_clock
from workbench.assessment.submission import Artifact
from workbench.evidence.finding.listing import ListedHit
from workbench.evidence.finding.read_pages import fill_read_pages
from workbench.intake.inspection import Inspected
from workbench.ui.judging.notes import is_explanation_folded
from workbench.ui.session import Session
from workbench.ui.viewers.narrative import list_written
from workbench.ui.viewers.text.sections import join_lines
from workbench.ui.viewers.video.caption_text import join_captions, list_offsets

Kind = Literal["part", "explanations", "artifact"]
Mark = tuple[int, int, str]
"""From that passage, and that letter in it, on stands what is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One group of the list: a part, all explanations, or an artifact."""

    key: str
    """Id of the part or the artifact."""
    kind: Kind
    title: str
    texts: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    seconds: tuple[float, ...] = ()
    """When each mark is said, in a recording."""
    read: Callable[[], Source] | None = None
    """Reads what is still missing; not for the UI thread."""

    def say_place(self, listed: ListedHit) -> str:
        """Where in it the hit stands, in a few words."""
        number = self._find_mark(listed)
        return self.marks[number][2] if number >= 0 else ""

    def find_place(self, listed: ListedHit) -> Place:
        """The place at which it is to be opened: a moment of a recording, else the whole."""
        number = self._find_mark(listed)
        if 0 <= number < len(self.seconds):
            return Place(t=(self.seconds[number], None))
        return Place(whole=True)

    def _find_mark(self, listed: ListedHit) -> int:
        spot = (listed.passage, listed.hit.start)
        return bisect_right(self.marks, spot, key=lambda mark: mark[:2]) - 1


def list_written_sources(session: Session) -> Iterator[Source]:
    """The answers to each part, then all explanations that may be read by now."""
    for part in session.rubric.parts:
        answers = session.submission.answers_of(part.id)
        texts, problems = session.source.texts, session.source.problems
        written = [w.text for w in list_written(part, answers, texts, problems)]
        offsets = accumulate((len(text) + 1 for text in written), initial=0)
        ids = {answer.question for answer in answers if answer.question is not None}
        heads = (
            (offset, text.partition("  ")[0])
            for offset, text in zip(offsets, written, strict=False)
        )
        marks = tuple((0, offset, head) for offset, head in heads if head in ids)
        yield Source(
            key=part.id, kind="part", title=part.title, texts=("\n".join(written),), marks=marks
        )
    claims = session.submission.self_analysis.claims
    yield Source(
        key="",
        kind="explanations",
        title="Explanations",
        texts=tuple(
            "" if is_explanation_folded(session, claim.detail) else claim.explanation
            for claim in claims
        ),
        marks=tuple((number, 0, f"for {claim.detail}") for number, claim in enumerate(claims)),
    )


def find_artifact_source(artifact: Artifact, known: Inspected) -> Source | None:
    """That artifact as something to be searched; None while its texts are being read."""
    media, facts = known.shown_media, known.facts
    plain = Source(key=artifact.id, kind="artifact", title=f"{artifact.label}: {artifact.title}")
    if media in {"audio", "video"}:
        return replace(plain, read=partial(_read_captions, plain, artifact, known))
    if media == "image":
        texts: Sequence[str] | None = ("",) * (facts.pages or 1)
    else:
        texts = facts.texts
    if texts is None:
        return plain if facts.problem or known.is_complete else None
    source = replace(plain, texts=tuple(texts), marks=tuple(_mark_passages(known, texts)))
    if media in {"pdf", "image"}:
        return replace(source, read=partial(_read_pages, source, known))
    return replace(source, texts=tuple(map(join_lines, source.texts)))


def _mark_passages(known: Inspected, texts: Sequence[str]) -> Iterator[Mark]:
    media, facts = known.shown_media, known.facts
    for number in range(len(texts)):
        if media in {"pdf", "image"} and (len(texts) > 1 or media == "pdf"):
            label = facts.labels[number] if number < len(facts.labels) else ""
            printed = f" (printed “{label}”)" if label and label != str(number + 1) else ""
            yield (number, 0, f"p. {number + 1}{printed}")
        elif media == "pptx":
            yield (number, 0, f"slide {number + 1}")
        elif media == "xlsx" and number < len(facts.sheets):
            yield (number, 0, f"sheet {facts.sheets[number]}")


def _read_pages(source: Source, known: Inspected) -> Source:
    return replace(source, texts=fill_read_pages(known.shown, source.texts), read=None)


def _read_captions(source: Source, artifact: Artifact, known: Inspected) -> Source:
    from workbench.evidence.caption_tracks import read_caption_tracks  # noqa: PLC0415 - PyAV is heavy

    names = artifact.captions
    names = names if len(names) == len(known.captions) else ("",) * len(known.captions)
    tracks = read_caption_tracks(known.shown, tuple(zip(known.captions, names, strict=True)))
    captions = tracks[0].captions if tracks else ()
    return replace(
        source,
        texts=(join_captions(captions),),
        marks=tuple(
            (0, offset, format_clock(int(caption.start)))
            for caption, offset in zip(captions, list_offsets(captions), strict=True)
        ),
        seconds=tuple(caption.start for caption in captions),
        read=None,
    )
