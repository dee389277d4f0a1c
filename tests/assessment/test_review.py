"""Folding events into a review: order, doubles, undo, clashes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.events import ACTOR, RUBRIC, SUBMISSION, build_event, fold
from workbench.assessment.event import Event, Json
from workbench.assessment.judgment import (
    Feedback,
    Judgment,
    Pin,
    format_judgment_body,
    parse_judgment_body,
)
from workbench.assessment.review import Refusal, Review, fold_review

KINDS = (
    "review_started",
    "judgment",
    "note",
    "finding_answered",
    "condition",
    "evidence_seen",
    "review_finished",
    "review_reopened",
)
BODIES: st.SearchStrategy[dict[str, Json]] = st.sampled_from(
    [
        {"level": "proficient"},
        {"level": "not-yet", "rationale": "thin"},
        {"cannot_judge": "no-sound"},
        {"accepted": "page=3"},
        {"code": "incomplete", "words": "Part 3 is missing."},
        {"code": None},
        {"artifact": "A1", "locator": "page=2"},
        {"level": 7, "feedback": "no mapping", "relied_on": {"x": 1}, "accepted": False},
    ]
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """Events of one assessor and of others, some superseding earlier ones, some sharing a seq."""
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 12))):
        known = draw(st.sets(st.sampled_from([e.id for e in events]), max_size=2)) if events else ()
        events.append(
            build_event(
                draw(st.sampled_from(KINDS)),
                draw(st.integers(1, 8)),
                target=draw(st.sampled_from([None, "1a", "1b"])),
                supersedes=tuple(sorted(known)),
                body=draw(BODIES),
                actor=draw(st.sampled_from([ACTOR, ACTOR, "b" * 32])),
                rubric=draw(st.sampled_from([RUBRIC, RUBRIC, RUBRIC, "another@1#00"])),
            )
        )
    return tuple(events)


@settings(max_examples=50)
@given(histories(), st.randoms(use_true_random=False))
def test_the_review_is_the_same_in_whatever_order_events_arrive(
    events: tuple[Event, ...], chance: random.Random
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(events)


@settings(max_examples=50)
@given(histories())
def test_an_event_counts_once_however_often_it_arrives(events: tuple[Event, ...]) -> None:
    assert fold(events + events) == fold(events)
    assert fold(events).count == len(
        {e.id for e in events if (e.actor, e.rubric) == (ACTOR, RUBRIC)}
    )


@settings(max_examples=50)
@given(histories(), histories())
def test_merging_two_laptops_is_the_same_either_way_round(
    here: tuple[Event, ...], there: tuple[Event, ...]
) -> None:
    assert fold(here + there) == fold(there + here) == fold((*here, *there, *here))


@settings(max_examples=50)
@given(histories())
def test_what_others_did_does_not_change_ones_own_review(events: tuple[Event, ...]) -> None:
    own = tuple(e for e in events if (e.actor, e.rubric) == (ACTOR, RUBRIC))
    assert fold(own) == fold(events)


@settings(max_examples=50)
@given(histories())
def test_nothing_that_stands_is_superseded_and_nothing_else_is_missing(
    events: tuple[Event, ...],
) -> None:
    own = {e.id: e for e in events if (e.actor, e.rubric) == (ACTOR, RUBRIC)}
    superseded = {known for e in own.values() for known in e.supersedes}
    heads = {event_id for ids in fold(events).heads.values() for event_id in ids}
    assert heads == own.keys() - superseded


def test_without_events_there_is_an_empty_review() -> None:
    assert fold([]) == Review(submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR)
    assert not fold([]).judgment("1a").is_made


def test_a_later_judgment_takes_the_place_of_the_one_it_supersedes() -> None:
    first = build_event(seq=1, body={"level": "not-yet"})
    second = build_event(seq=2, body={"level": "proficient"}, supersedes=(first.id,))
    review = fold([second, first])
    assert review.judgment("1a").level == "proficient"
    assert review.clashes == ()
    assert (review.last_seq, review.head, review.count) == (2, second.id, 2)


def test_an_undo_is_one_more_event_that_brings_the_earlier_words_back() -> None:
    first = build_event(seq=1, body={"level": "not-yet"})
    second = build_event(seq=2, body={"level": "proficient"}, supersedes=(first.id,))
    undo = build_event(seq=3, body={"level": "not-yet"}, supersedes=(second.id,))
    assert fold([first, second, undo]).judgment("1a").level == "not-yet"


def test_clearing_a_judgment_leaves_it_not_made() -> None:
    first = build_event(seq=1, body={"level": "not-yet"})
    cleared = build_event(seq=2, body={"level": None}, supersedes=(first.id,))
    assert not fold([first, cleared]).judgment("1a").is_made


def test_two_judgments_that_do_not_know_of_each_other_clash_until_one_settles_them() -> None:
    here = build_event(seq=2, body={"level": "not-yet"})
    there = build_event(seq=2, body={"level": "proficient"})
    assert fold([here, there]).clashes == ("1a",)
    settled = build_event(seq=3, body={"level": "not-yet"}, supersedes=(here.id, there.id))
    review = fold([here, there, settled])
    assert review.clashes == ()
    assert review.judgment("1a").level == "not-yet"


def test_two_notes_on_one_target_are_no_clash() -> None:
    notes = [build_event("note", seq, body={"words": "look again"}) for seq in (1, 2)]
    assert fold(notes).clashes == ()


def test_a_clock_set_back_changes_nothing() -> None:
    first = build_event(seq=1, at="2026-11-14T10:00:00Z", body={"level": "not-yet"})
    second = build_event(seq=2, at="2025-11-14T10:00:00Z", body={"level": "proficient"})
    assert fold([first, second]).judgment("1a").level == "proficient"


def test_another_actor_supersedes_nothing_of_mine() -> None:
    mine = build_event(body={"level": "not-yet"})
    theirs = build_event(seq=9, actor="b" * 32, supersedes=(mine.id,), body={"level": "proficient"})
    review = fold([mine, theirs])
    assert review.judgment("1a").level == "not-yet"
    assert review.last_seq == 1


def test_a_refusal_holds_until_it_is_taken_back() -> None:
    refused = build_event("condition", 1, body={"code": "incomplete", "words": "Part 3."})
    assert fold([refused]).refusal == Refusal(code="incomplete", words="Part 3.")
    assert not fold([refused]).is_confirmed
    confirmed = build_event("condition", 2, supersedes=(refused.id,), body={"code": None})
    assert fold([refused, confirmed]).refusal is None
    assert fold([refused, confirmed]).is_confirmed


def test_a_review_is_finished_until_it_is_reopened() -> None:
    finished = build_event("review_finished", 2, target=None)
    reopened = build_event("review_reopened", 3, target=None, supersedes=(finished.id,))
    again = build_event("review_finished", 4, target=None)
    assert fold([finished]).finished_at == finished.at
    assert fold([finished, reopened]).finished_at is None
    assert fold([finished, reopened, again]).finished_at == again.at


def test_what_was_seen_and_accepted_is_kept_by_artifact_and_finding() -> None:
    started = build_event("review_started", 1, target=None)
    seen = build_event("evidence_seen", 2, body={"artifact": "A1", "locator": "page=2"})
    answered = build_event(
        "finding_answered", 3, target="citation.past_the_end/1a", body={"accepted": "page=14"}
    )
    review = fold([started, seen, answered])
    assert review.started_at == started.at
    assert review.seen == {("A1", "page=2")}
    assert review.answers == {"citation.past_the_end/1a": "page=14"}


TEXTS = st.text(max_size=10)
JUDGMENTS = st.builds(
    Judgment,
    target=st.just("1a"),
    level=st.none() | st.sampled_from(["not-yet", "proficient"]),
    cannot_judge=st.none() | TEXTS,
    rationale=TEXTS,
    feedback=st.builds(Feedback, looked_at=TEXTS, unmet=TEXTS, next_step=TEXTS, praise=TEXTS),
    relied_on=st.lists(st.builds(Pin, artifact=TEXTS, locator=TEXTS), max_size=3).map(tuple),
)


@given(JUDGMENTS)
def test_a_judgment_comes_back_from_its_body_as_it_was(judgment: Judgment) -> None:
    assert parse_judgment_body("1a", format_judgment_body(judgment)) == judgment


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("level", "cannot_judge", "rationale", "feedback", "relied_on")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_a_body_of_any_shape_reads_as_some_judgment(body: dict[str, Json]) -> None:
    judgment = parse_judgment_body("1a", body)
    assert judgment.level is None or judgment.level == body["level"]
    assert parse_judgment_body("1a", format_judgment_body(judgment)) == judgment


def test_a_pin_without_its_parts_reads_as_not_said() -> None:
    body: dict[str, Json] = {"relied_on": ["x", {"artifact": 3}], "feedback": ["x"]}
    judgment = parse_judgment_body("1a", body)
    assert judgment.relied_on == (Pin(artifact="", locator=""),)
    assert judgment.feedback == Feedback()


@pytest.mark.parametrize("field", ["submission", "rubric", "actor"])
def test_events_of_another_review_are_left_out(field: str) -> None:
    asked = {"submission": SUBMISSION, "rubric": RUBRIC, "actor": ACTOR, field: "another"}
    review = fold_review(
        [build_event(body={"level": "proficient"})],
        submission=asked["submission"],
        rubric=asked["rubric"],
        actor=asked["actor"],
    )
    assert review.count == 0
