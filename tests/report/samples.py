"""Reports of every kind, to look at: `python -m tests.report.samples FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tests.builders import build_rubric, build_submission
from tests.report.builders import (
    build_judgment,
    build_place,
    build_scorecard,
    draw_page,
    draw_still,
)
from tests.report.scripts import SCRIPTS
from workbench.assessment.answering import format_destination
from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import Destination
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.judgment import Feedback, Judgment
from workbench.assessment.locator import Place
from workbench.assessment.review import Refusal
from workbench.assessment.scorecard import LookedAt, Scorecard
from workbench.assessment.submission import Practitioner
from workbench.intake.rubric.file import read_rubric
from workbench.paths import find_shipped
from workbench.report.content import Audience

STILLS = 200
NAMES = "Łukasz, Ñandú, Μαρία, Дмитрий, 明美, עדי"


AWKWARD = (
    'O’Brien-Škvorecký & <b>Söhne</b> "x" \u202egnp.exe\u202c {a} %s \\n \U0001f469\U0001f3fd\u200d'
    "\U0001f3eb \ufdfa e\u0301\u0323 =SUM(A1) \u200f\u05e9\u05dc\u05d5\u05dd\u200f (1) ½ \ufb01 "
    "\U0001d518\U0001d52b\U0001d526 ①\u00a0kg "
    "https://example.org/a/very/long/address?with=words&more=words"
)
"""Names, marks and words that break weaker programs."""
LONG = "The families were heard, and they wrote down what they wished for; see page 6. " * 200
"""Three thousand words."""


def build_samples() -> dict[str, Scorecard]:
    """A scorecard for each decision, and for each kind of text, by name."""
    rubric = read_rubric(find_shipped("rubrics") / "leading-mutual-respect.toml")
    return {
        "attempt-2": replace(
            _build(rubric, {}, attempt=2, about="The second time"), replaces="2026-10-02T11:00:00Z"
        ),
        "nine-scripts": _build(rubric, _speak(rubric, SCRIPTS.values())),
        "awkward": _build(rubric, _speak(rubric, [AWKWARD]), key=AWKWARD[:60]),
        "long-and-short": _build(rubric, _speak(rubric, [LONG, "No."])),
        "large": build_large(),
        "earned": _build(rubric, {}),
        "not-yet": _build(rubric, _judge_below()),
        "cannot-be-scored": _build(
            rubric,
            dict.fromkeys(rubric.targets, None) | {"1a": None},
            Refusal(
                code=rubric.condition_codes[0].id,
                words="The recording of the meeting ends after four seconds, and the plan asks "
                "for a password. Please send both again.",
            ),
        ),
        "open": _build(rubric, dict.fromkeys(["1c", "2b", "2c", "3a", "3b", "P3"], None)),
    }


def build_large() -> Scorecard:
    """Sixty details, every third below passing, with two hundred places in all."""
    rubric = build_rubric(outcomes={str(o): [f"{o}{c}" for c in "abcdefghijkl"] for o in range(5)})
    details = rubric.details
    return build_scorecard(
        rubric=rubric,
        places={
            detail.id: [
                build_place(n) if n % 2 else build_clip(n, n + 5, f"0:{n % 60:02} to {n + 5} s")
                for n in range(STILLS)
                if n % len(details) == index
            ]
            for index, detail in enumerate(details)
        },
        judgments={detail.id: build_judgment(detail.id) for detail in details[::3]},
    )


def build_pictures(scorecard: Scorecard) -> dict[tuple[str, str], bytes]:
    """A page or a still for every place of the scorecard but photographs of whole artifacts."""
    found: dict[tuple[str, str], bytes] = {}
    for detail in scorecard.details:
        for place in detail.places:
            key = (place.destination.artifact, format_destination(place.destination))
            if place.destination.place.t is not None:
                found[key] = draw_still(len(found))
            elif place.destination.place.page is not None:
                found[key] = draw_page((0.2 + len(found) % 5 / 10, 0.32 + len(found) % 5 / 10))
    return found


def write_samples(folder: Path) -> None:
    """Write PDF, HTML and JSON of every sample for both audiences into the folder."""
    from workbench.report.html import write_html  # noqa: PLC0415 - as the program does
    from workbench.report.json_file import write_json  # noqa: PLC0415 - as the program does
    from workbench.report.pdf.report import write_pdf  # noqa: PLC0415 - as the program does

    audiences: tuple[Audience, ...] = ("practitioner", "file")
    for name, scorecard in build_samples().items():
        pictures = build_pictures(scorecard)
        for audience in audiences:
            stem = folder / f"{name}-{audience}"
            write_pdf(scorecard, pictures, stem.with_suffix(".pdf"), audience=audience)
            write_html(scorecard, pictures, stem.with_suffix(".html"), audience=audience)
            write_json(scorecard, stem.with_suffix(".json"), audience=audience)


def build_clip(first: float, last: float, words: str) -> LookedAt:
    """A stretch of the recording of the meeting."""
    return LookedAt(
        artifact_title="Staff and family meeting",
        destination=Destination(artifact="A2", place=Place(t=(first, last)), words=words),
        as_written=f"Clip 1, {words}",
        was_seen=True,
    )


def _speak(rubric: Rubric, texts: Iterable[str]) -> dict[str, Judgment | None]:
    """Feedback in these words, a detail for each text, in each of its places."""
    return {
        detail.id: build_judgment(
            detail.id,
            rationale=text,
            feedback=Feedback(looked_at=text[:90], unmet=text, next_step=text, praise=text[:200]),
        )
        for detail, text in zip(rubric.details, texts, strict=False)
    }


def _build(
    rubric: Rubric,
    changes: dict[str, Judgment | None],
    refusal: Refusal | None = None,
    attempt: int = 1,
    key: str = "4F7K",
    about: str = "The norms were read out, amended and adopted with everybody who was there.",
) -> Scorecard:
    judgments = {
        target: judgment or Judgment(target=target) for target, judgment in changes.items()
    }
    praise = {
        "1a": "You let the interruption stand and answered it calmly. The detail asks for that.",
        "3b": f"Naming who does what, and when, makes this plan one that {NAMES} can follow.",
    }
    for target, words in praise.items():
        if target not in judgments:
            feedback = Feedback(
                looked_at="Plan, pages 4 to 6, and the meeting from 0:40 on.", praise=words
            )
            judgments[target] = Judgment(target=target, level="proficient", feedback=feedback)
    return build_scorecard(
        rubric=rubric,
        submission=build_submission(
            rubric=rubric, attempt=attempt, practitioner=Practitioner(key=key)
        ),
        judgments=judgments,
        refusal=refusal,
        words={"P1": 1214, "P3": 683},
        places=_cite(rubric),
        explanation=about,
        findings=(
            Finding(
                check="citation.past_the_end",
                severity=Severity.LOOK,
                sentence="Detail 3d cites page 45 of “Implementation plan”, which has 16 pages.",
                request="Please cite a page of “Implementation plan” that exists for detail 3d: "
                "it has 16 pages, and page 45 is cited.",
            ),
            Finding(
                check="artifact.never_cited",
                severity=Severity.REMARK,
                sentence="“Photo of the wall” is not cited for any detail.",
            ),
        ),
    )


def _cite(rubric: Rubric) -> dict[str, list[LookedAt]]:
    places: dict[str, list[LookedAt]] = {}
    for index, detail in enumerate(rubric.details):
        places[detail.id] = [build_place(4 + index)]
        if index % 3 == 1:
            places[detail.id].append(build_clip(135 + index, 190 + index, "2:15–3:10"))
        if index % 4 == 3:
            places[detail.id] += [build_place(8 + index), build_clip(20, 45, "0:20–0:45")]
        if index % 5 == 4:
            whole = Destination(artifact="A5", place=Place(whole=True), words="the whole photo")
            unseen = build_place(destination=whole, artifact_title="Photo of the wall")
            places[detail.id].append(replace(unseen, as_written="see photo", was_seen=False))
    return places


def _judge_below() -> dict[str, Judgment | None]:
    return {
        "2b": build_judgment(
            "2b",
            feedback=Feedback(
                looked_at="Staff and family meeting, 2:15–3:10; Implementation plan, page 6.",
                unmet="“with stakeholders”: the change that the families made in the meeting "
                "isn’t in the text that was adopted.",
                next_step="Add the adopted text with the families’ wording marked, or say why "
                "it was left out.",
                praise="The meeting itself is a model of turn-taking; the recording shows three "
                "groups speaking at length.",
            ),
        ),
        "1c": build_judgment(
            "1c",
            feedback=Feedback(
                looked_at="The survey, sheet “Answers”, and page 5 of the plan.",
                unmet="“in safety”: the only way to speak shown here is with one’s name.",
                next_step="Show one way in which a quieter group could answer without being named.",
            ),
        ),
    }


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]))
