"""Every check of the list, by a submission that raises it and one that just does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import (
    build_artifact,
    build_claim,
    build_payload,
    build_rubric,
    build_submission,
)
from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.finding import Severity
from workbench.assessment.resolving import resolve_citation
from workbench.assessment.self_analysis import Citation
from workbench.assessment.submission import Answer, Artifact, Practitioner
from workbench.intake.bag.writing import write_bag
from workbench.intake.bundle import open_bundle
from workbench.intake.check_list import CHECK_LIST, find_check, format_check_table
from workbench.intake.checks import check_submission

SOURCES = Path(__file__).parents[2] / "workbench"
BUNDLE_TESTS = [Path(__file__).with_name(name) for name in ("test_bundle.py", "test_bag.py")]
GUIDE = Path(__file__).parents[2] / "docs/guide/checks.md"
TEXTS = {
    "part1/P1.1.md": "We listened to everybody every week.",
    "part3/reflection.md": "It changed how I listen to people.",
}
PDF = ArtifactFacts(media="pdf", size_bytes=9, pages=2, texts=("The plan.", "The timeline."))
WORD = ArtifactFacts(media="docx", size_bytes=9, texts=("Minutes.",))
VIDEO = ArtifactFacts(media="video", size_bytes=9, duration=60.0, has_picture=True, has_sound=True)
SOUND = replace(VIDEO, media="audio", has_picture=False)
CLIP = build_artifact("A1", "clip.mp4", captions=("part2/artifacts/A1.vtt",), consent="Agreed.")
WORKBOOK = ArtifactFacts(media="xlsx", size_bytes=9, texts=("1",), sheets=("Survey",))
RAISED = re.compile(r'"((?:answer|claim|artifact|name|bundle)\.[a-z_]+)"')
LONG = "we agreed on three norms and read them aloud"


def find_checks(**changes: Any) -> set[str]:  # noqa: ANN401 - what an example spells out
    """The ids raised for a sound submission with these changes."""
    rubric = changes.pop("rubric", build_rubric())
    known = {name: changes.pop(name, {}) for name in ("digests", "problems")}
    facts = changes.pop("facts", {"A1": PDF})
    texts = changes.pop("texts", TEXTS)
    where, said = changes.pop("where", None), changes.pop("explanation", None)
    if where is not None or said is not None:
        claims = [build_claim(detail.id) for detail in rubric.details]
        claims[0] = build_claim("1a", where or "p. 1", explanation=said or "Here it is shown.")
        changes["claims"] = claims
    submission = build_submission(rubric=rubric, **changes)
    resolutions = {
        (claim.id, number): resolve_citation(
            claim,
            number,
            submission.find_artifact(citation.artifact),
            facts.get(citation.artifact),
            others=submission.artifacts,
        )
        for claim in submission.self_analysis.claims
        for number, citation in enumerate(claim.citations)
    }
    findings = check_submission(
        rubric, submission, texts=texts, facts=facts, resolutions=resolutions, **known
    )
    return {finding.check for finding in findings}


def cite_all(count: int) -> dict[str, Any]:
    rubric = build_rubric(outcomes={"1": ["1a", "1b", "1c", "1d"]})
    citations = [("A1" if n < count else "A2") for n in range(4)]
    claims = [
        build_claim(d.id, citations=(Citation(artifact=one, where="p. 1"),))
        for d, one in zip(rubric.details, citations, strict=True)
    ]
    return {"rubric": rubric, "claims": claims}


def play(said: str, facts: ArtifactFacts, artifact: Artifact = CLIP) -> dict[str, Any]:
    return {
        "facts": {"A1": facts},
        "artifacts": (artifact,),
        "where": "0:10",
        "explanation": said,
    }


def read_workbook(where: str) -> dict[str, Any]:
    return {
        "facts": {"A1": WORKBOOK},
        "artifacts": (build_artifact("A1", "survey.xlsx"),),
        "where": where,
    }


def name_practitioner(name: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    return {"practitioner": Practitioner(key="4F7K", name=name), **changes}


def set_texts(**changes: str) -> dict[str, Any]:
    first, last = TEXTS
    return {"texts": {first: changes.get("first", TEXTS[first]), last: TEXTS[last]}}


Example = tuple[dict[str, Any], dict[str, Any]]
EXAMPLES: dict[str, Example] = {
    "answer.missing": ({"answers": ()}, {}),
    "answer.unreadable": ({"problems": {"part1/P1.1.md": "It is damaged."}}, {}),
    "answer.too_short": (set_texts(first="Only four words here."), set_texts(first="a b c d e")),
    "answer.thin": (
        {
            "rubric": build_rubric(min_words=20),
            "answers": tuple(
                Answer(part="P1", question=q, file=f"{q}.md") for q in ("P1.1", "P1.2")
            ),
            "texts": {"P1.1.md": "word " * 30, "P1.2.md": "word " * 3},
        },
        {
            "rubric": build_rubric(min_words=20),
            "answers": tuple(
                Answer(part="P1", question=q, file=f"{q}.md") for q in ("P1.1", "P1.2")
            ),
            "texts": {"P1.1.md": "word " * 30, "P1.2.md": "word " * 4},
        },
    ),
    "answer.outside_link": (
        set_texts(first="We put all of it on https://example.org/plan for them."),
        set_texts(first="We put all of it on the wall of the school."),
    ),
    "claim.missing": ({"claims": [build_claim("1a"), build_claim("1b")]}, {}),
    "claim.no_citation": ({"claims": [build_claim("1a", citations=())]}, {}),
    "claim.no_explanation": ({"claims": [build_claim("1a", explanation=" \n")]}, {}),
    "claim.repeated": (
        {"claims": [build_claim(d, explanation="The same.") for d in ("1a", "1b")]},
        {"claims": [build_claim(d, explanation=f"The same {d}.") for d in ("1a", "1b")]},
    ),
    "claim.outside_link": (
        {"explanation": "See www.example.org/clip for it."},
        {"explanation": "See the second clip for it."},
    ),
    "artifact.not_openable": ({"facts": {"A1": replace(PDF, problem="It is damaged.")}}, {}),
    "artifact.empty": (
        {"facts": {"A1": replace(PDF, size_bytes=0, problem="It is empty.", texts=None)}},
        {"facts": {"A1": replace(PDF, size_bytes=1)}},
    ),
    "artifact.blank": (
        {"facts": {"A1": replace(WORD, texts=(" ",))}},
        {"facts": {"A1": replace(WORD, texts=("a",))}},
    ),
    "artifact.no_text": (
        {"facts": {"A1": replace(PDF, texts=("", " "))}},
        {"facts": {"A1": replace(PDF, texts=("", "a"))}},
    ),
    "artifact.never_cited": ({}, {"artifacts": (build_artifact("A1"),)}),
    "artifact.cited_for_all": (cite_all(4), cite_all(3)),
    "artifact.identical": (
        {"digests": {"A1": "0a", "A2": "0a"}},
        {"digests": {"A1": "0a", "A2": "0b"}},
    ),
    "artifact.no_sound": (
        play("You can hear what they say.", replace(VIDEO, has_sound=False)),
        play("You can hear what they say.", VIDEO),
    ),
    "artifact.no_picture": (
        play("They stand in a circle.", SOUND),
        play("They stand in a circle.", VIDEO),
    ),
    "artifact.captions_missing": (
        play("Here.", VIDEO, replace(CLIP, captions=())),
        play("Here.", VIDEO),
    ),
    "artifact.consent_missing": (
        play("Here.", VIDEO, replace(CLIP, consent=None)),
        play("Here.", VIDEO),
    ),
    "name.in_file_name": (
        name_practitioner("Ada Field", artifacts=(build_artifact("A1", "Plan_Field.pdf"),)),
        name_practitioner("Ada Field", artifacts=(build_artifact("A1", "Fieldwork.pdf"),)),
    ),
    "name.in_metadata": (
        {"facts": {"A1": replace(PDF, author="Ada Field")}},
        {"facts": {"A1": replace(PDF, author="The student council")}},
    ),
    "name.in_text": (
        name_practitioner("Ada Field", facts={"A1": replace(PDF, texts=("by Ada  FIELD", ""))}),
        name_practitioner("Ada Field", facts={"A1": replace(PDF, texts=("by Ada Fielding", ""))}),
    ),
    "citation.unresolvable": ({"where": "throughout"}, {"where": "p. 2"}),
    "citation.ambiguous": ({"where": "p. 1 or 2"}, {"where": "p. 1 and 2"}),
    "citation.past_the_end": ({"where": "p. 3"}, {"where": "p. 2"}),
    "citation.misplaced": (
        {
            "facts": {"A1": replace(PDF, texts=("", LONG))},
            "where": "p. 1",
            "explanation": f"“{LONG}”",
        },
        {
            "facts": {"A1": replace(PDF, texts=("", LONG))},
            "where": "p. 2",
            "explanation": f"“{LONG}”",
        },
    ),
    "citation.no_such_label": (
        {"facts": {"A1": replace(PDF, labels=("i", "ii"))}, "where": "p. iii"},
        {"facts": {"A1": replace(PDF, labels=("i", "ii"))}, "where": "p. ii"},
    ),
    "citation.no_such_sheet": (read_workbook("Surveys!B2"), read_workbook("survey!B2")),
    "citation.other_artifact": ({"where": "Artifact 2, p. 1"}, {"where": "Artifact 1, p. 1"}),
    "citation.page_unknown": ({"facts": {"A1": WORD}}, {}),
    "citation.section_not_found": (
        {"facts": {"A1": replace(PDF, texts=("", "4 Goals"))}, "where": "section 5"},
        {"facts": {"A1": replace(PDF, texts=("", "5 Goals"))}, "where": "section 5"},
    ),
    "citation.figure_not_found": (
        {"facts": {"A1": replace(PDF, texts=("", "see Figure 2"))}, "where": "figure 2"},
        {"facts": {"A1": replace(PDF, texts=("", "Figure 2: Norms"))}, "where": "fig. 2"},
    ),
}


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_submission_with_the_flaw_raises_the_check(check: str) -> None:
    assert check in find_checks(**EXAMPLES[check][0])


@pytest.mark.parametrize("check", EXAMPLES)
def test_a_submission_that_just_has_not_the_flaw_does_not(check: str) -> None:
    assert check not in find_checks(**EXAMPLES[check][1])


def test_every_check_of_the_list_is_raised_by_an_example() -> None:
    """Those of the bundle as a container are raised by damaged bundles, in tests of their own."""
    beside = "".join(path.read_text() for path in BUNDLE_TESTS)
    missing = [
        check.id
        for check in CHECK_LIST
        if check.id not in EXAMPLES and f'"{check.id}"' not in beside
    ]
    assert missing == []
    assert EXAMPLES.keys() <= {check.id for check in CHECK_LIST}


def test_a_sound_bundle_raises_none_of_the_bundle_checks(tmp_path: Path) -> None:
    path = tmp_path / "sound.zip"
    write_bag(build_payload(), path, info={}, name="sound")
    bundle = open_bundle(path)
    found = (*bundle.findings, *bundle.verify())
    bundle.close()
    assert found == ()


def list_raised() -> Iterator[str]:
    """Every id that the sources of intake and of resolving write down."""
    for path in (SOURCES / "intake").rglob("*.py"):
        if path.name not in {"check_list.py", "rubric_check.py", "rubric_rules.py"}:
            words = re.findall(
                r'"((?:answer|claim|artifact|name|bundle)\.[a-z_]+)"', path.read_text()
            )
            yield from (word for word in words if not word.endswith(".md"))


def test_nothing_is_raised_that_the_list_does_not_know() -> None:
    assert [check for check in list_raised() if find_check(check) is None] == []


def test_every_check_says_what_the_assessor_can_do_and_who_mends_what_blocks() -> None:
    assert [check.id for check in CHECK_LIST if not check.advice] == []
    blocking = [c for c in CHECK_LIST if c.severity == Severity.BLOCKS and not c.request]
    assert [check.id for check in blocking] == ["bundle.rubric_other"]


def test_ids_stand_once() -> None:
    ids = [check.id for check in CHECK_LIST]
    assert len(ids) == len(set(ids))


def test_findings_come_with_what_can_be_done() -> None:
    submission = build_submission(claims=[build_claim("1a", "throughout")])
    claim = submission.self_analysis.claims[0]
    resolution = resolve_citation(claim, 0, submission.artifacts[0], PDF)
    findings = check_submission(
        build_rubric(), submission, texts={}, facts={}, resolutions={("c-1a", 0): resolution}
    )
    assert all(finding.advice for finding in findings)


def test_the_guide_holds_the_list() -> None:
    assert format_check_table() in GUIDE.read_text(encoding="utf-8")
