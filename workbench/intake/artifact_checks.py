"""The checks of artifacts: openable, cited as they should be, with what their claims speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.media_names import guess_media
from workbench.assessment.submission import Artifact
from workbench.intake.checked import Checked

FEWEST_DETAILS: Final = 4
"""Below as many details, one artifact may well serve all of them."""
_HEARD: Final = re.compile(
    r"\b(?:hear[sd]?|listen\w*|sa(?:y|ys|id|ying)|voices?|sp(?:eak|oke|oken)\w*|"
    r"talk\w*|tells?|told|words|discuss\w*|ask\w*|answer\w*)\b",
    re.IGNORECASE,
)
_SEEN: Final = re.compile(
    r"\b(?:see[sn]?|saw|show[sn]?|watch\w*|look\w*|visible|gestures?|faces?|hands?|board|"
    r"point\w*|stands?|sits?|picture)\b",
    re.IGNORECASE,
)
_WRITTEN: Final = frozenset({"docx", "odt", "pptx", "xlsx", "text"})


def check_opening(checked: Checked) -> Iterator[Finding]:
    """Artifacts that are empty, damaged, or of a kind that can't be shown."""
    for artifact, facts in _list_known(checked):
        is_empty = facts.size_bytes == 0
        if facts.problem is None and not is_empty:
            continue
        is_cited = any(checked.claims_on(artifact.id))
        sentence = (
            f"“{artifact.title}” is an empty file."
            if is_empty
            else f"“{artifact.title}” cannot be shown. {facts.problem}"
        )
        yield Finding(
            check="artifact.empty" if is_empty else "artifact.not_openable",
            severity=Severity.BLOCKS if is_cited else Severity.LOOK,
            sentence=sentence,
            request=f"Please send “{artifact.title}” again; "
            f"{'it arrived empty' if is_empty else 'it cannot be opened'}.",
            artifact=artifact.id,
        )


def check_words_inside(checked: Checked) -> Iterator[Finding]:
    """Scans, and documents without any words."""
    for artifact, facts in _list_known(checked):
        if not facts.texts or any(text.strip() for text in facts.texts) or not facts.size_bytes:
            continue
        if facts.media in _WRITTEN:
            sentence = f"“{artifact.title}” holds no words."
            yield _find("artifact.blank", Severity.LOOK, sentence, artifact)
        else:
            sentence = f"“{artifact.title}” is a scan: it has no text to search or copy."
            yield _find("artifact.no_text", Severity.REMARK, sentence, artifact)


def check_citing(checked: Checked) -> Iterator[Finding]:
    """Artifacts that are never cited, or for everything."""
    details = {detail.id for detail in checked.rubric.details}
    for artifact in checked.submission.artifacts:
        cited = {claim.detail for claim in checked.claims_on(artifact.id)}
        if not cited:
            sentence = f"“{artifact.title}” is never cited."
            yield _find("artifact.never_cited", Severity.REMARK, sentence, artifact)
        elif details <= cited and len(details) >= FEWEST_DETAILS:
            sentence = f"“{artifact.title}” is cited for every one of the {len(details)} details."
            yield _find("artifact.cited_for_all", Severity.LOOK, sentence, artifact)


def check_identical(checked: Checked) -> Iterator[Finding]:
    """Artifacts that are the same file, by their checksums."""
    same: dict[str, list[Artifact]] = defaultdict(list)
    for artifact in checked.submission.artifacts:
        digest = checked.digests.get(artifact.id)
        if digest is not None:
            same[digest].append(artifact)
    for first, *others in same.values():
        for other in others:
            sentence = f"“{other.title}” is the same file as “{first.title}”."
            yield _find("artifact.identical", Severity.LOOK, sentence, other)


def check_recordings(checked: Checked) -> Iterator[Finding]:
    """Sound and picture where claims speak of them, and captions."""
    for artifact, facts in _list_known(checked):
        if facts.media not in {"audio", "video"} or facts.problem is not None:
            continue
        words = " ".join(claim.explanation for claim in checked.claims_on(artifact.id))
        if facts.has_sound is False and _HEARD.search(words):
            sentence = f"“{artifact.title}” has no sound, and a claim speaks of what is said in it."
            yield _find("artifact.no_sound", Severity.LOOK, sentence, artifact)
        is_video = guess_media(artifact) == "video"
        if facts.has_picture is False and is_video and _SEEN.search(words):
            sentence = f"“{artifact.title}” has no picture, and a claim speaks of what is seen."
            yield _find("artifact.no_picture", Severity.LOOK, sentence, artifact)
        if facts.has_sound is not False and not artifact.captions:
            sentence = f"“{artifact.title}” has no captions."
            yield _find("artifact.captions_missing", Severity.REMARK, sentence, artifact)


def check_consent(checked: Checked) -> Iterator[Finding]:
    """Recordings and pictures, in which people may be seen, without a word on consent."""
    for artifact, facts in _list_known(checked):
        may_show_people = facts.media in {"video", "image"}
        if may_show_people and not (artifact.consent or "").strip():
            sentence = f"Nothing is said on consent for “{artifact.title}”, which may show people."
            weight = Severity.LOOK if facts.media == "video" else Severity.REMARK
            yield _find("artifact.consent_missing", weight, sentence, artifact)


def _list_known(checked: Checked) -> Iterator[tuple[Artifact, ArtifactFacts]]:
    for artifact in checked.submission.artifacts:
        facts = checked.facts.get(artifact.id)
        if facts is not None:
            yield artifact, facts


def _find(check: str, severity: Severity, sentence: str, artifact: Artifact) -> Finding:
    return Finding(check=check, severity=severity, sentence=sentence, artifact=artifact.id)
