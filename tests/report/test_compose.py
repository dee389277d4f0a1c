from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.builders import build_claim, build_rubric, build_submission
from tests.report.builders import build_judgment, build_scorecard
from tests.store.events import ASSESSOR, build_event, build_identity
from workbench.assessment.evidence import Destination, Resolution
from workbench.assessment.judgment import Pin, format_judgment_body
from workbench.assessment.locator import Place, Span
from workbench.assessment.review import Refusal, Review
from workbench.assessment.self_analysis import Citation
from workbench.report.compose import Reviewed, compose_scorecard

TEXTS = {"part1/P1.1.md": "one two three", "part3/reflection.md": "four five"}


def build_reviewed(judgments: Mapping[str, Any] | None = None, **changes: Any) -> Reviewed:  # noqa: ANN401 - whatever it has
    rubric = build_rubric()
    submission = changes.pop("submission", build_submission(rubric=rubric))
    review = Review(
        submission=submission.id,
        rubric=rubric.identity,
        actor=ASSESSOR.fingerprint,
        judgments=dict(judgments or {}),
    )
    fields: dict[str, Any] = {
        "submission": submission,
        "rubric": rubric,
        "review": replace(review, **changes.pop("review", {})),
        "texts": TEXTS,
        "resolutions": {("c-1a", 0): resolve(1), ("c-1b", 0): resolve(2), ("c-2a", 0): resolve(3)},
        "findings": (),
    }
    return Reviewed(**(fields | changes))


def resolve(*pages: int) -> Resolution:
    return Resolution(
        citation=Citation(artifact="A1", where="p. 1"),
        status="ok",
        destinations=tuple(lead_to(page) for page in pages),
    )


def lead_to(page: int) -> Destination:
    return Destination(artifact="A1", place=Place(page=Span(page, page)), words=f"page {page}")


def compose(reviewed: Reviewed) -> Any:  # noqa: ANN401 - a scorecard, read freely
    return compose_scorecard(reviewed, build_scorecard().provenance)


def test_what_is_not_judged_stands_as_not_judged() -> None:
    scorecard = compose(build_reviewed())
    assert scorecard.decision.outcome == "open"
    assert [detail.level for detail in scorecard.details] == [None, None, None]
    assert not any(part.judgment.is_made for part in scorecard.parts)


def test_a_level_comes_with_its_words_and_says_whether_it_decides() -> None:
    judgments = {"1a": build_judgment("1a"), "1b": build_judgment("1b", "proficient")}
    first, second, _ = compose(build_reviewed(judgments)).details
    assert (first.level.label, first.is_deciding) == ("Not yet", True)
    assert (second.level.label, second.is_deciding) == ("Proficient", False)


def test_words_are_counted_over_all_answers_of_a_part() -> None:
    assert [part.words for part in compose(build_reviewed()).parts] == [3, 2]


def test_an_answer_that_could_not_be_read_counts_no_words() -> None:
    assert [part.words for part in compose(build_reviewed(texts={})).parts] == [0, 0]


def test_every_cited_place_is_there_in_the_order_of_the_claims() -> None:
    rubric = build_rubric()
    claim = build_claim(
        "1a",
        citations=(Citation(artifact="A1", where="p. 4"), Citation(artifact="A1", where="p. 9")),
    )
    submission = build_submission(rubric=rubric, claims=[claim, build_claim("1a", id="c2")])
    found = {("c-1a", 0): resolve(4), ("c-1a", 1): resolve(9, 10), ("c2", 0): resolve(1)}
    first = compose(build_reviewed(submission=submission, resolutions=found)).details[0]
    assert [place.destination.words for place in first.places] == [
        "page 4", "page 9", "page 10", "page 1"
    ]  # fmt: skip
    assert [place.as_written for place in first.places] == ["p. 4", "p. 9", "p. 9", "p. 1"]
    assert first.places[0].artifact_title == "Plan"
    assert len(first.explanations) == 2


def test_a_citation_that_leads_nowhere_shows_no_place() -> None:
    nowhere = {("c-1a", 0): replace(resolve(), status="unresolvable")}
    assert compose(build_reviewed(resolutions=nowhere)).details[0].places == ()


def test_a_pinned_place_is_added_unless_it_was_cited() -> None:
    pins = (Pin(artifact="A1", locator="page=1"), Pin(artifact="A1", locator="page=7"))
    judgments = {"1a": build_judgment("1a", relied_on=pins)}
    places = compose(build_reviewed(judgments)).details[0].places
    assert [place.destination.words for place in places] == ["page 1", "page 7"]
    assert places[1].as_written == ""


def test_a_pin_that_cannot_be_read_or_whose_artifact_is_gone_does_no_harm() -> None:
    pins = (Pin(artifact="A1", locator="nonsense ="), Pin(artifact="A9", locator="page=2"))
    judgments = {"1a": build_judgment("1a", relied_on=pins)}
    places = compose(build_reviewed(judgments)).details[0].places
    assert [place.artifact_title for place in places] == ["Plan", "A9"]


def test_a_place_says_whether_it_was_on_screen() -> None:
    seen = frozenset({("A1", "page=1")})
    first, second, _ = compose(build_reviewed(review={"seen": seen})).details
    assert first.places[0].was_seen
    assert not second.places[0].was_seen


def test_a_refusal_makes_a_scorecard_that_cannot_be_scored() -> None:
    refusal = Refusal(code="incomplete", words="The plan is missing.")
    scorecard = compose(build_reviewed(review={"refusal": refusal}))
    assert scorecard.decision.outcome == "cannot_be_scored"
    assert "The plan is missing." in scorecard.decision.reason


def test_the_trail_holds_this_assessors_events_alone_and_in_their_order() -> None:
    reviewed = build_reviewed()
    own: dict[str, Any] = {"rubric": reviewed.rubric.identity, "submission": reviewed.submission.id}
    body = format_judgment_body(build_judgment("1a"))
    events = (
        build_event(3, **own, kind="judgment", target="1a", body=body),
        build_event(1, **own, kind="review_started", target=None, body={}),
        build_event(2, **own, kind="judgment", target="1a", body={"level": "proficient"}),
        build_event(4, **own, kind="judgment", target="P1", body={"level": "accepted"}),
        build_event(5, **own, kind="evidence_seen", target=None,
                    body={"artifact": "A1", "locator": "page=3"}),
        build_event(6, **own, kind="condition", target=None,
                    body={"code": "incomplete", "words": "No plan."}),
        build_event(7, **own, kind="review_reopened", target=None, body={"reason": "A slip"}),
        build_event(1, **own, identity=build_identity("Another", seed=2)),
    )  # fmt: skip
    trail = compose(replace(reviewed, events=events)).trail
    assert [entry.what for entry in trail] == [
        "Review started",
        "1a: Not yet (2 changes)",
        "P1: accepted",
        "On screen: A1, page 3",
        "Cannot be scored: The submission is incomplete. No plan.",
        "Review reopened: A slip",
    ]
    assert trail[1].event == events[0].id
