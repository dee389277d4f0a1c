"""The two attempts of the submission 4F7K, as the contents of their bundles."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from resources.demo.certificate import make_certificate
from resources.demo.deck import make_deck
from resources.demo.meeting import format_captions, read_recording
from resources.demo.minutes import make_minutes_docx, make_minutes_pdf
from resources.demo.photo import make_photo
from resources.demo.plan import make_plan
from resources.demo.scan import make_scan
from resources.demo.shared import HERE, SOURCE, read_source
from resources.demo.workbook import make_workbook
from workbench.assessment.credential import Rubric
from workbench.assessment.self_analysis import Citation, Claim, SelfAnalysis
from workbench.assessment.submission import (
    Answer,
    Artifact,
    Practitioner,
    RubricReference,
    Submission,
)
from workbench.intake.bag import write_bag
from workbench.intake.rubric.file import format_rubric_json, read_rubric
from workbench.intake.submission_file import format_submission

VIDEO = "part2/artifacts/A2-meeting.mp4"
AUDIO = "part2/artifacts/A7-council.mp3"
QUESTIONS = ("P1.1", "P1.2", "P1.3", "P1.4")
ATTEMPTS = (1, 2)

Table = Mapping[str, Any]


def write_bundle(attempt: int, media: Mapping[str, Path | bytes], folder: Path) -> Path:
    """Write one attempt as `4F7K-attempt-N.zip`; `media` has the video and the audio by path."""
    table = tomllib.loads(read_source("submission.toml"))
    rubric = read_rubric(HERE.parents[1] / "rubrics" / f"{table['rubric']}.toml")
    submission = make_submission(table, rubric, attempt)
    payload: dict[str, Path | bytes] = {
        "submission.json": format_submission(submission),
        "rubric.json": format_rubric_json(rubric),
        **_read_answers(attempt),
        **_make_artifacts(attempt),
        **media,
    }
    name = f"{submission.practitioner.key}-attempt-{attempt}"
    info = {
        "External-Identifier": submission.id,
        "Bagging-Date": (submission.submitted or "")[:10],
        "External-Description": f"{rubric.credential.title}, attempt {attempt}. A demonstration.",
    }
    target = folder / f"{name}.zip"
    write_bag(payload, target, info=info, name=name)
    return target


def make_submission(table: Table, rubric: Rubric, attempt: int) -> Submission:
    """What `submission.json` says of that attempt."""
    this = table["attempts"][attempt - 1]
    answers = [Answer(part="P1", question=q, file=f"part1/{q}.md") for q in QUESTIONS]
    return Submission(
        id=this["id"],
        attempt=attempt,
        previous=table["attempts"][attempt - 2]["id"] if attempt > 1 else None,
        submitted=this["submitted"],
        practitioner=Practitioner(key=table["practitioner"]),
        rubric=RubricReference(
            id=rubric.id, version=rubric.version, sha256=rubric.sha256, file="rubric.json"
        ),
        answers=(*answers, Answer(part="P3", question=None, file="part3/reflection.md")),
        artifacts=tuple(_read_artifact(entry) for entry in table["artifacts"]),
        self_analysis=SelfAnalysis(claims=_read_claims(table, attempt)),
    )


def _read_artifact(entry: Table) -> Artifact:
    lists = {key: tuple(entry.get(key, ())) for key in ("renditions", "captions")}
    return Artifact(**{**entry, **lists})


def _read_claims(table: Table, attempt: int) -> tuple[Claim, ...]:
    """The claims of that attempt; a later one takes the place of its namesake."""
    claims = {
        entry["id"]: Claim(
            id=entry["id"],
            detail=entry["detail"],
            citations=tuple(Citation(artifact=a, where=where) for a, where in entry["cites"]),
            explanation=entry["explanation"],
        )
        for entry in table["claims"]
        if entry.get("attempt", 1) <= attempt
    }
    return tuple(claims.values())


def _read_answers(attempt: int) -> dict[str, bytes]:
    """Answers and reflection; a file marked with the attempt takes the place of the first."""
    answers = {}
    for path in (*(f"part1/{question}.md" for question in QUESTIONS), "part3/reflection.md"):
        changed = SOURCE / path.replace(".md", f"-attempt-{attempt}.md")
        answers[path] = (changed if changed.is_file() else SOURCE / path).read_bytes()
    return answers


def _make_artifacts(attempt: int) -> dict[str, bytes]:
    """Every file below `part2/` but the video and the audio."""
    folder = "part2/artifacts/"
    makers: dict[str, Callable[[], bytes]] = {
        "A3-minutes.docx": lambda: make_minutes_docx(attempt),
        "A1-plan.pdf": lambda: make_plan(attempt),
        "A4-survey.xlsx": make_workbook,
        "A5-staff-afternoon.pptx": make_deck,
        "A6-cards.pdf": make_scan,
        "A8-notice-board.jpg": make_photo,
        "A9-certificate.pdf": make_certificate,
        "A2-meeting.en.vtt": lambda: format_captions(read_recording("meeting.toml")).encode(),
        "A7-council.en.vtt": lambda: format_captions(read_recording("council.toml")).encode(),
    }
    artifacts = {folder + name: make() for name, make in makers.items()}
    return {**artifacts, "part2/renditions/A3.pdf": make_minutes_pdf(attempt)}
