"""Small valid rubrics, submissions and bundles; a test spells out the interesting part alone."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.assessment.credential import (
    Condition,
    ConditionCode,
    Credential,
    DecisionRule,
    Descriptor,
    Detail,
    EssentialOutcome,
    Level,
    Part,
    Phrase,
    Question,
    Rubric,
)
from workbench.assessment.self_analysis import Citation, Claim, SelfAnalysis
from workbench.assessment.submission import (
    Answer,
    Artifact,
    Practitioner,
    RubricReference,
    Submission,
)
from workbench.intake.bag.writing import write_bag
from workbench.intake.rubric.file import format_rubric_json
from workbench.intake.submission_file import format_submission

NOT_YET = Level(id="not-yet", label="Not yet", order=0)
PROFICIENT = Level(id="proficient", label="Proficient", order=1, passing=True)


def build_rubric(
    *,
    outcomes: Mapping[str, Sequence[str]] | None = None,
    levels: Sequence[Level] = (NOT_YET, PROFICIENT),
    award_when: Condition | None = None,
    min_words: int = 5,
    **changes: Any,  # noqa: ANN401 - whatever a Rubric has
) -> Rubric:
    """A sound rubric: a narrative P1, a portfolio P2 and a reflection P3.

    Args:
        outcomes: Ids of details by id of outcome; `{"1": ["1a", "1b"], "2": ["2a"]}` if not given.
        levels: Lowest first.
        award_when: If not given: every detail passes, and both written parts are accepted.
        min_words: Of both written parts.
        changes: Other fields of the rubric, such as `version="2026.2"` or `parts=(…)`.
    """
    bar = next(level.id for level in levels if level.passing)
    rubric = Rubric(
        id="small-rubric",
        version="2026.1",
        language="en",
        credential=Credential(title="A Small Credential", overview="The practitioner listens."),
        levels=tuple(levels),
        parts=_build_parts(outcomes or {"1": ["1a", "1b"], "2": ["2a"]}, levels, min_words),
        decision=DecisionRule(award_when=award_when or _award_all(bar)),
        condition_codes=(ConditionCode(id="incomplete", label="The submission is incomplete"),),
        phrases=(Phrase(id="place", text="Please say where in the artifact this can be seen."),),
    )
    rubric = replace(rubric, **changes)
    return replace(rubric, sha256=hashlib.sha256(format_rubric_json(rubric)).hexdigest())


def build_submission(*, rubric: Rubric | None = None, **changes: Any) -> Submission:  # noqa: ANN401 - whatever a Submission has
    """A submission with an answer, a reflection, two artifacts and one claim for each detail.

    Args:
        rubric: The rubric that it answers; `build_rubric()` if not given.
        changes: Fields of the submission, and `claims=(…)` in place of `self_analysis`.
    """
    rubric = rubric or build_rubric()
    claims = changes.pop("claims", None)
    if claims is None:
        claims = [build_claim(detail.id) for detail in rubric.details]
    submission = Submission(
        id="urn:uuid:7d0e6b52-6a3e-4f0b-9d53-2f4a6f1f0c11",
        attempt=1,
        practitioner=Practitioner(key="4F7K"),
        rubric=RubricReference(
            id=rubric.id, version=rubric.version, sha256=rubric.sha256, file="rubric.json"
        ),
        answers=(
            Answer(part="P1", question="P1.1", file="part1/P1.1.md"),
            Answer(part="P3", question=None, file="part3/reflection.md"),
        ),
        artifacts=(
            build_artifact("A1", "plan.pdf", media_type="application/pdf"),
            build_artifact("A2", "minutes.txt", media_type="text/plain"),
        ),
        self_analysis=SelfAnalysis(claims=tuple(claims)),
        submitted="2026-10-30T16:20:00Z",
    )
    return replace(submission, **changes)


def build_artifact(artifact_id: str = "A1", name: str = "plan.pdf", **changes: Any) -> Artifact:  # noqa: ANN401 - whatever an Artifact has
    """An artifact at `part2/artifacts/ID-NAME`."""
    artifact = Artifact(
        id=artifact_id,
        label=f"Artifact {artifact_id[1:]}",
        title=Path(name).stem.capitalize(),
        file=f"part2/artifacts/{artifact_id}-{name}",
    )
    return replace(artifact, **changes)


def build_claim(detail: str = "1a", where: str = "p. 1", **changes: Any) -> Claim:  # noqa: ANN401 - whatever a Claim has
    """A claim `c-DETAIL` that cites that place of artifact A1."""
    claim = Claim(
        id=f"c-{detail}",
        detail=detail,
        citations=(Citation(artifact="A1", where=where),),
        explanation=f"Here I show {detail}, with the words of the people who were there.",
    )
    return replace(claim, **changes)


def build_payload(
    *,
    rubric: Rubric | None = None,
    submission: Submission | None = None,
    files: Mapping[str, bytes] | None = None,
    without: Iterable[str] = (),
) -> dict[str, bytes]:
    """The files of a bundle by path below `data/`; each file the submission names is there.

    Args:
        rubric: `build_rubric()` if not given.
        submission: `build_submission(rubric=rubric)` if not given.
        files: Contents to put in place of, or beside, the usual ones.
        without: Paths to leave out.
    """
    rubric = rubric or build_rubric()
    submission = submission or build_submission(rubric=rubric)
    payload = {
        "submission.json": format_submission(submission),
        "rubric.json": format_rubric_json(rubric),
    }
    named = [answer.file for answer in submission.answers]
    for artifact in submission.artifacts:
        named += [artifact.file, *artifact.renditions, *artifact.captions]
    payload |= {file: _build_content(file) for file in named}
    payload |= files or {}
    return {path: content for path, content in payload.items() if path not in set(without)}


def build_bundle(
    folder: Path,
    *,
    name: str = "sub-1",
    as_folder: bool = False,
    **interesting: Any,  # noqa: ANN401 - what build_payload takes
) -> Path:
    """Write a bundle into the folder and return its path: `NAME.zip`, or the folder `NAME`.

    Other arguments are those of `build_payload`: rubric, submission, files, without.
    """
    target = folder / f"{name}.zip"
    info = {"Source-Organization": "Example program", "External-Identifier": name}
    write_bag(build_payload(**interesting), target, info=info, name=name)
    if not as_folder:
        return target
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    target.unlink()
    return folder / name


def build_pdf(pages: Sequence[str] = ("One page.",)) -> bytes:
    """A small valid PDF (A5, Helvetica) with one line of ASCII text on each page."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 420 595] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, text in enumerate(pages):
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        stream = f"BT /F1 12 Tf 40 540 Td ({safe}) Tj ET"
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * index} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    return _join_objects(objects)


def _join_objects(objects: Sequence[str]) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (table + end).encode("ascii")


def _build_content(file: str) -> bytes:
    if file.endswith(".pdf"):
        return build_pdf(["The plan for the year.", "The timeline."])
    if file.endswith(".vtt"):
        return b"WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome, everybody.\n"
    words = "We listened to everybody, and we wrote down what we heard."
    return f"# {Path(file).stem}\n\n{words}\n".encode()


def _award_all(bar: str) -> Condition:
    return Condition(
        all=(
            Condition(every="detail", at_least=bar),
            Condition(part="P1", is_="accepted"),
            Condition(part="P3", is_="accepted"),
        )
    )


def _build_parts(
    outcomes: Mapping[str, Sequence[str]], levels: Sequence[Level], min_words: int
) -> tuple[Part, ...]:
    question = Question(id="P1.1", text="Which steps have you taken so that people are heard?")
    narrative = Part(
        id="P1", kind="narrative", title="Overview", questions=(question,), min_words=min_words
    )
    portfolio = Part(
        id="P2",
        kind="portfolio",
        title="Portfolio",
        outcomes=tuple(
            EssentialOutcome(
                id=outcome,
                title=f"Outcome {outcome}",
                statement=f"Shows outcome {outcome}.",
                details=tuple(_build_detail(detail, levels) for detail in details),
            )
            for outcome, details in outcomes.items()
        ),
    )
    reflection = Part(
        id="P3",
        kind="reflection",
        title="Reflection",
        points=("what changed for you",),
        min_words=min_words,
    )
    return narrative, portfolio, reflection


def _build_detail(detail: str, levels: Sequence[Level]) -> Detail:
    return Detail(
        id=detail,
        title=f"Detail {detail}",
        statement=f"People are heard in {detail}",
        descriptors=tuple(
            Descriptor(level=level.id, text=f"What {level.id} looks like in {detail}.")
            for level in levels
        ),
    )
