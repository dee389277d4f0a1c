"""How citations lie over artifacts: counted once, in their unit, in words."""

from __future__ import annotations

import pytest

from tests.builders import build_artifact, build_claim, build_submission
from workbench.assessment.concentration import ArtifactUse, find_uses, say_use
from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.resolving import resolve_citation

VIDEO = ArtifactFacts(media="video", size_bytes=1, duration=200.0)
PLAN = ArtifactFacts(media="pdf", size_bytes=1, pages=10)


def use(facts: ArtifactFacts | None, *places: str) -> ArtifactUse:
    claims = [build_claim(f"{n}a", where) for n, where in enumerate(places, 1)]
    artifact = build_artifact("A1", "x.mp4" if facts is VIDEO else "x.pdf")
    submission = build_submission(claims=claims, artifacts=(artifact,))
    resolutions = {(c.id, 0): resolve_citation(c, 0, artifact, facts) for c in claims}
    known = {"A1": facts} if facts is not None else {}
    return find_uses(submission, resolutions, known)[0]


@pytest.mark.parametrize(
    ("facts", "places", "words"),
    [
        (PLAN, (), "Never cited"),
        (PLAN, ("p. 3",), "Cited for 1a: 1 of 10 pages"),
        (PLAN, ("pp. 3-5", "p. 4 and 5", "p. 9"), "Cited for 3 details: 4 of 10 pages"),
        (PLAN, ("pp. 1-10",), "Cited for 1a: all of it"),
        (PLAN, ("entire document",), "Cited for 1a: all of it"),
        (PLAN, ("p. 99",), "Cited for 1a"),
        (PLAN, ("page 3 onwards",), "Cited for 1a: 8 of 10 pages"),
        (VIDEO, ("0:10-0:22",), "Cited for 1a: 12 s of 3:20"),
        (VIDEO, ("0:10-0:40", "0:30-1:50"), "Cited for 2 details: 1:40 of 3:20"),
        (VIDEO, ("0:10",), "Cited for 1a: 1 s of 3:20"),
        (None, ("p. 3",), "Cited for 1a"),
    ],
)
def test_what_is_cited_is_said_in_words(
    facts: ArtifactFacts | None, places: tuple[str, ...], words: str
) -> None:
    assert say_use(use(facts, *places)) == words


def test_stretches_stand_in_the_order_of_the_artifact_with_their_details() -> None:
    stretches = use(PLAN, "p. 9", "p. 2").stretches
    assert [(s.start, s.end, s.detail) for s in stretches] == [(1, 2, "2a"), (8, 9, "1a")]


def test_a_place_that_was_chosen_in_another_artifact_counts_there() -> None:
    claim = build_claim("1a", "Artifact 2, p. 1")
    submission = build_submission(claims=[claim])
    resolution = resolve_citation(
        claim, 0, submission.artifacts[0], PLAN, others=submission.artifacts
    )
    uses = find_uses(submission, {("c-1a", 0): resolution}, {"A1": PLAN})
    assert [one.citations for one in uses] == [1, 0]
