"""Decisions: what the rule makes of the judgments, which targets carry it, what is missing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import build_rubric
from workbench.assessment.credential import Condition, Level, Rubric
from workbench.assessment.judgment import Feedback, Judgment
from workbench.assessment.review import Refusal, Review
from workbench.assessment.scoring import (
    Missing,
    count_judged,
    decide,
    find_missing,
    is_below_passing,
)

RUBRIC = build_rubric()
ALL_PASS = {"P1": "accepted", "1a": "proficient", "1b": "proficient", "2a": "proficient"} | {
    "P3": "accepted"
}
FOUR_LEVELS = (
    Level(id="none", label="No evidence", order=0),
    Level(id="some", label="Some", order=1),
    Level(id="good", label="Good", order=2, passing=True),
    Level(id="strong", label="Strong", order=3, passing=True),
)
COMPLETE = Feedback(looked_at="p. 3", unmet="amended", next_step="Show the minutes.")


def judge(levels: Mapping[str, str | None], rubric: Rubric = RUBRIC) -> Review:
    """A review with those levels; None is *cannot judge*."""
    judgments = {
        target: Judgment(
            target=target, level=level, cannot_judge=None if level else "the file is silent"
        )
        for target, level in levels.items()
    }
    return Review(submission="s", rubric=rubric.identity, actor="a", judgments=judgments)


def test_it_is_earned_when_everything_passes_and_each_target_carries_it() -> None:
    decision = decide(RUBRIC, judge(ALL_PASS))
    assert decision.outcome == "earned"
    assert decision.deciding == RUBRIC.targets
    assert decision.reason == "All 3 details are shown clearly and compellingly."


def test_it_is_not_yet_when_one_detail_is_below_and_that_one_decides() -> None:
    decision = decide(RUBRIC, judge(ALL_PASS | {"1b": "not-yet"}))
    assert (decision.outcome, decision.deciding) == ("not_yet", ("1b",))
    assert decision.reason.startswith("2 of 3 details are shown")
    assert "1b" in decision.reason


def test_it_is_not_yet_before_all_is_judged_when_that_cannot_change_it() -> None:
    decision = decide(RUBRIC, judge({"2a": "not-yet"}))
    assert (decision.outcome, decision.deciding) == ("not_yet", ("2a",))


def test_a_part_that_is_not_accepted_decides_by_its_title() -> None:
    decision = decide(RUBRIC, judge(ALL_PASS | {"P3": "not_accepted"}))
    assert (decision.outcome, decision.deciding) == ("not_yet", ("P3",))
    assert "Reflection" in decision.reason


def test_several_that_decide_are_named_in_the_order_of_the_rubric() -> None:
    levels = {"2a": "not-yet", "P1": "not_accepted", "1a": "not-yet"}
    decision = decide(RUBRIC, judge(ALL_PASS | levels))
    assert decision.deciding == ("P1", "1a", "2a")
    assert "Overview, 1a and 2a" in decision.reason


def test_it_is_open_while_something_is_not_judged() -> None:
    decision = decide(RUBRIC, judge({"1a": "proficient"}))
    assert (decision.outcome, decision.deciding) == ("open", ())
    assert decision.reason == "1 of 5 are judged."
    assert decide(RUBRIC, judge({})).outcome == "open"


def test_what_cannot_be_judged_keeps_it_open_and_is_named() -> None:
    decision = decide(RUBRIC, judge(ALL_PASS | {"1b": None}))
    assert decision.outcome == "open"
    assert "1b could not be judged" in decision.reason


def test_a_refusal_comes_before_every_judgment() -> None:
    review = Review(
        submission="s",
        rubric=RUBRIC.identity,
        actor="a",
        judgments=judge(ALL_PASS).judgments,
        refusal=Refusal(code="incomplete", words="Part 3 is missing."),
    )
    decision = decide(RUBRIC, review)
    assert decision.outcome == "cannot_be_scored"
    assert decision.reason == "The submission is incomplete. Part 3 is missing."
    assert find_missing(RUBRIC, review) == ()


def test_a_refusal_by_a_code_the_rubric_does_not_know_says_the_code() -> None:
    review = Review(submission="s", rubric="r", actor="a", refusal=Refusal(code="lost", words=""))
    assert decide(RUBRIC, review).reason == "lost."


def test_a_level_above_the_bar_passes_and_one_below_does_not() -> None:
    rubric = build_rubric(levels=FOUR_LEVELS)
    levels = {"P1": "accepted", "P3": "accepted", "1a": "strong", "1b": "good"}
    assert decide(rubric, judge(levels | {"2a": "good"}, rubric)).outcome == "earned"
    assert decide(rubric, judge(levels | {"2a": "some"}, rubric)).outcome == "not_yet"


def test_a_rule_may_ask_for_more_than_passing() -> None:
    rule = Condition(count="detail", at_least="strong", min=2)
    rubric = build_rubric(levels=FOUR_LEVELS, award_when=rule)
    levels = {"1a": "strong", "1b": "good", "2a": "good"}
    decision = decide(rubric, judge(levels, rubric))
    assert (decision.outcome, decision.deciding) == ("not_yet", ("1b", "2a"))
    assert decide(rubric, judge(levels | {"2a": "strong"}, rubric)).outcome == "earned"


def test_where_two_of_three_are_enough_no_detail_with_one_to_spare_decides() -> None:
    rule = Condition(count="detail", at_least="proficient", min=2)
    rubric = build_rubric(award_when=rule)
    spare = decide(rubric, judge({"1a": "proficient", "1b": "proficient", "2a": "proficient"}))
    assert (spare.outcome, spare.deciding) == ("earned", ())
    tight = decide(rubric, judge({"1a": "proficient", "1b": "proficient", "2a": "not-yet"}))
    assert (tight.outcome, tight.deciding) == ("earned", ("1a", "1b"))
    assert tight.reason.startswith("2 of 3 details are shown")


def test_a_level_named_like_a_verdict_is_still_a_level_for_a_detail() -> None:
    levels = (
        Level(id="not_accepted", label="Not accepted", order=0),
        Level(id="accepted", label="Accepted", order=1, passing=True),
        Level(id="strong", label="Strong", order=2, passing=True),
    )
    rubric = build_rubric(levels=levels, award_when=Condition(every="1", at_least="strong"))
    decision = decide(rubric, judge({"1a": "accepted", "1b": "strong"}, rubric))
    assert (decision.outcome, decision.deciding) == ("not_yet", ("1a",))


def test_a_level_that_the_rubric_does_not_know_is_open_and_no_crash() -> None:
    review = judge(ALL_PASS | {"1a": "splendid"})
    assert decide(RUBRIC, review).outcome == "open"
    assert not is_below_passing(RUBRIC, review.judgment("1a"))
    assert find_missing(RUBRIC, review) == (Missing(target="1a", what="judgment"),)


def test_everything_not_judged_is_missing_in_the_order_of_the_rubric() -> None:
    missing = find_missing(RUBRIC, judge({"1a": "proficient"}))
    assert missing == tuple(
        Missing(target=target, what="judgment") for target in ("P1", "1b", "2a", "P3")
    )


def test_below_passing_three_places_of_feedback_are_missing_and_praise_is_not() -> None:
    missing = find_missing(RUBRIC, judge(ALL_PASS | {"1b": "not-yet", "P3": "not_accepted"}))
    assert [(m.target, m.what) for m in missing] == [
        (target, what) for target in ("1b", "P3") for what in ("looked_at", "unmet", "next_step")
    ]


def test_blank_feedback_counts_as_missing() -> None:
    review = judge(ALL_PASS)
    feedback = Feedback(looked_at="p. 3", unmet=" \n", next_step="Show the minutes.")
    below = Judgment(target="1b", level="not-yet", feedback=feedback)
    review = Review(
        submission="s",
        rubric=RUBRIC.identity,
        actor="a",
        judgments={**review.judgments, "1b": below},
    )
    assert find_missing(RUBRIC, review) == (Missing(target="1b", what="unmet"),)


def test_with_feedback_in_its_places_nothing_is_missing() -> None:
    judgments = {
        target: Judgment(target=target, level=level, feedback=COMPLETE)
        for target, level in (ALL_PASS | {"1b": "not-yet"}).items()
    }
    review = Review(submission="s", rubric=RUBRIC.identity, actor="a", judgments=judgments)
    assert find_missing(RUBRIC, review) == ()


def test_cannot_judge_with_a_reason_counts_as_judged_and_needs_no_feedback() -> None:
    review = judge(ALL_PASS | {"1b": None})
    assert find_missing(RUBRIC, review) == ()
    assert count_judged(RUBRIC, review) == (5, 5)
    assert count_judged(RUBRIC, judge({"1a": "proficient"})) == (1, 5)


LEVELS = st.fixed_dictionaries(
    {target: st.sampled_from(["accepted", "not_accepted", None]) for target in ("P1", "P3")}
    | {detail.id: st.sampled_from(["proficient", "not-yet", None]) for detail in RUBRIC.details}
)
RULES = st.sampled_from(
    [
        RUBRIC.decision.award_when,
        Condition(count="detail", at_least="proficient", min=2),
        Condition(
            any=(
                Condition(every="1", at_least="proficient"),
                Condition(all=(Condition(part="P1", is_="accepted"), Condition(every="2"))),
            )
        ),
    ]
)


@given(LEVELS, RULES)
def test_turning_every_deciding_target_of_not_yet_earns_it_or_leaves_it_open(
    levels: dict[str, str | None], rule: Condition
) -> None:
    rubric = build_rubric(award_when=rule)
    decision = decide(rubric, judge(levels, rubric))
    if decision.outcome != "not_yet":
        return
    assert decision.deciding
    turned = levels | {t: ALL_PASS[t] for t in decision.deciding}
    assert decide(rubric, judge(turned, rubric)).outcome in {"earned", "open"}


@given(LEVELS, RULES)
def test_each_deciding_target_of_earned_alone_would_undo_it_and_no_other_would(
    levels: dict[str, str | None], rule: Condition
) -> None:
    rubric = build_rubric(award_when=rule)
    decision = decide(rubric, judge(levels, rubric))
    if decision.outcome != "earned":
        return
    for target in rubric.targets:
        failed = "not_accepted" if target.startswith("P") else "not-yet"
        without = decide(rubric, judge(levels | {target: failed}, rubric)).outcome
        assert (without != "earned") == (target in decision.deciding)


@pytest.mark.parametrize(
    ("target", "level", "expected"),
    [
        ("1a", None, False),
        ("1a", "proficient", False),
        ("1a", "not-yet", True),
        ("P1", "accepted", False),
        ("P1", "not_accepted", True),
    ],
)
def test_below_passing_is_a_level_or_verdict_that_does_not_pass(
    target: str,
    level: str | None,
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_below_passing(RUBRIC, Judgment(target=target, level=level)) is expected
