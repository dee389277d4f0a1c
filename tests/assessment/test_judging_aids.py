"""History in words, contradictions, and what would change the decision."""

from __future__ import annotations

import pytest

from tests.assessment.events import ACTOR, RUBRIC, SUBMISSION, build_event, fold
from tests.builders import NOT_YET, PROFICIENT, build_rubric, build_submission
from workbench.assessment.changes import UNDOES, list_changes
from workbench.assessment.changing import find_turn, say_turn
from workbench.assessment.contradictions import find_contradictions
from workbench.assessment.credential import Condition, Level
from workbench.assessment.event import Event
from workbench.assessment.history import list_history
from workbench.assessment.judgment import (
    ACCEPTED,
    Feedback,
    Judgment,
    Pin,
    format_judgment_body,
)
from workbench.assessment.review import Note, Review

ONE_BELOW = {"1a": "not-yet", "1b": "proficient", "2a": "proficient"}
TWO_BELOW = {**ONE_BELOW, "1b": "not-yet"}
MISSING = "Artifact 1 is missing"
NO_EVIDENCE = Level(id="none", label="No evidence", order=-1)


def judge(seq: int, judgment: Judgment, **mark: str) -> Event:
    body = {**format_judgment_body(judgment), **mark}
    return build_event("judgment", seq=seq, target=judgment.target, body=body)


def review_of(**levels: str) -> Review:
    judgments = {target: Judgment(target=target, level=level) for target, level in levels.items()}
    return Review(submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR, judgments=judgments)


def test_the_history_tells_from_where_to_where_and_why() -> None:
    first = judge(1, Judgment(target="1a", level="not-yet"))
    second = judge(2, Judgment(target="1a", level="proficient", rationale="I saw the second page."))
    undo = judge(3, Judgment(target="1a", level="not-yet"), **{UNDOES: second.id})
    told = list_history(build_rubric(), list_changes([first, second, undo]), "1a")
    assert [entry.what for entry in told] == [
        "Not yet",
        "From Not yet to Proficient; wrote the rationale",
        "Undone: from Proficient to Not yet; wrote the rationale",
    ]
    assert told[1].because == "I saw the second page."
    assert list_history(build_rubric(), list_changes([first]), "1b") == ()


def test_the_history_tells_what_was_written_and_what_could_not_be_judged() -> None:
    stuck = judge(1, Judgment(target="1a", cannot_judge="The page is illegible."))
    written = judge(
        2, Judgment(target="1a", level="not-yet", feedback=Feedback(next_step="Scan it again."))
    )
    pinned = judge(
        3,
        Judgment(
            target="1a",
            level="not-yet",
            feedback=Feedback(next_step="Scan it again."),
            relied_on=(Pin(artifact="A1", locator="page=1"),),
        ),
    )
    told = list_history(build_rubric(), list_changes([stuck, written, pinned]), "1a")
    assert told[0].what == "Cannot be judged (The page is illegible.)"
    assert told[1].words == (("the next step", "Scan it again."),)
    assert told[2].what == "Wrote the places relied on"


def test_a_private_note_and_a_first_impression_are_folded() -> None:
    event = build_event("note", body={"text": "Look again", "impression": "not-yet"})
    review = fold([event])
    assert review.note("1a") == Note(text="Look again", impression="not-yet")
    assert review.note("1b") == Note()
    assert fold([build_event("note", body={"text": 3})]).note("1a") == Note()


@pytest.mark.parametrize(
    ("level", "feedback", "words"),
    [
        ("not-yet", Feedback(praise="It is proficient."), "praise"),
        ("not-yet", Feedback(praise="Fully met."), "praise"),
        ("proficient", Feedback(unmet="with others"), "unmet"),
    ],
)
def test_words_that_speak_against_the_level_are_pointed_at(
    level: str, feedback: Feedback, words: str
) -> None:
    judgment = Judgment(target="1a", level=level, feedback=feedback)
    review = Review(submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR, judgments={"1a": judgment})
    (found,) = find_contradictions(build_rubric(), build_submission(), review)
    assert found.target == "1a"
    assert words in found.words


def test_honest_praise_beside_a_low_level_is_no_contradiction() -> None:
    judgment = Judgment(
        target="1a", level="not-yet", feedback=Feedback(praise="Not proficient yet, but well told.")
    )
    review = Review(submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR, judgments={"1a": judgment})
    assert find_contradictions(build_rubric(), build_submission(), review) == ()


def test_an_artifact_called_missing_here_and_relied_on_there_is_pointed_at() -> None:
    missing = Judgment(
        target="1a", level="not-yet", feedback=Feedback(unmet="Artifact 1 is missing")
    )
    relied = Judgment(
        target="1b", level="proficient", relied_on=(Pin(artifact="A1", locator="page=1"),)
    )
    review = Review(
        submission=SUBMISSION, rubric=RUBRIC, actor=ACTOR, judgments={"1a": missing, "1b": relied}
    )
    (found,) = find_contradictions(build_rubric(), build_submission(), review)
    assert found.words == "“Plan” is called missing here, and 1b relies on it."


def test_one_detail_that_alone_stands_in_the_way_is_named() -> None:
    rubric = build_rubric()
    review = review_of(
        P1=ACCEPTED, P3=ACCEPTED, **{"1a": "not-yet", "1b": "proficient", "2a": "proficient"}
    )
    turn = find_turn(rubric, review)
    assert turn.alone == ("1a",)
    assert say_turn(rubric, turn) == (
        "If 1a alone reached the passing level, the credential would be earned."
    )


def test_two_details_in_the_way_turn_it_only_together() -> None:
    rubric = build_rubric()
    review = review_of(
        P1=ACCEPTED, P3=ACCEPTED, **{"1a": "not-yet", "1b": "not-yet", "2a": "proficient"}
    )
    turn = find_turn(rubric, review)
    assert (turn.alone, turn.together) == ((), ("1a", "1b"))
    assert "If 1a and 1b both reached" in say_turn(rubric, turn)


def test_while_others_are_open_the_decision_would_only_be_open_again() -> None:
    turn = find_turn(build_rubric(), review_of(**{"1a": "not-yet"}))
    assert turn.alone == ("1a",)
    assert turn.outcome == "open"


def test_an_earned_credential_is_lost_by_any_one_of_them() -> None:
    rubric = build_rubric()
    review = review_of(P1=ACCEPTED, P3=ACCEPTED, **dict.fromkeys(("1a", "1b", "2a"), "proficient"))
    turn = find_turn(rubric, review)
    assert turn.alone == rubric.targets
    assert "it would not be earned yet" in say_turn(rubric, turn)


def test_a_rule_that_counts_leaves_room() -> None:
    rule = Condition(count="detail", at_least="proficient", min=1)
    rubric = build_rubric(levels=(NO_EVIDENCE, NOT_YET, PROFICIENT), award_when=rule)
    review = review_of(**dict.fromkeys(("1a", "1b", "2a"), "proficient"))
    turn = find_turn(rubric, review)
    assert turn.alone == ()
    assert turn.together == ("1a", "1b", "2a")
    assert find_turn(rubric, review_of()).alone == ()
    assert say_turn(rubric, find_turn(rubric, review_of())) == ""


def test_many_names_are_counted() -> None:
    outcomes = {"1": [f"1{letter}" for letter in "abcdefgh"]}
    rubric = build_rubric(outcomes=outcomes)
    review = review_of(P1=ACCEPTED, P3=ACCEPTED, **dict.fromkeys(outcomes["1"], "proficient"))
    assert "any one of these 10" in say_turn(rubric, find_turn(rubric, review))
