from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import build_submission
from tests.report.builders import (
    build_feedback,
    build_judgment,
    build_place,
    build_scorecard,
)
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.judgment import Judgment
from workbench.assessment.review import Refusal
from workbench.assessment.scorecard import Scorecard
from workbench.assessment.submission import Practitioner
from workbench.report.content import Audience, ReportContent
from workbench.report.phrases import say_day, say_instant, shorten
from workbench.report.template import Template
from workbench.report.wording import compose

SECRETS = ("THE-RATIONALE", "THE-ASSESSOR", "THE-KEY", "THE-FINDING")


def build_secret_scorecard() -> Scorecard:
    return build_scorecard(
        judgments={
            "1a": build_judgment("1a", rationale="THE-RATIONALE"),
            "P1": build_judgment("P1", "not_accepted", rationale="THE-RATIONALE"),
        },
        findings=(Finding(check="c", severity=Severity.LOOK, sentence="THE-FINDING"),),
        assessor_name="THE-ASSESSOR",
        assessor_key="THE-KEY",
    )


def find_values(content: ReportContent, label: str) -> list[str]:
    return [fact.value for fact in content.provenance if fact.label == label]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_practitioner_reads_nothing_that_stays_inside(secret: str) -> None:
    assert secret not in repr(compose(build_secret_scorecard(), "practitioner"))


@pytest.mark.parametrize("secret", SECRETS)
def test_the_file_holds_everything(secret: str) -> None:
    assert secret in repr(compose(build_secret_scorecard(), "file"))


def test_an_assessor_is_anonymous_unless_the_program_allows_the_name() -> None:
    scorecard = build_scorecard()
    assert find_values(compose(scorecard, "practitioner"), "Assessor") == ["Anonymous"]
    named = compose(scorecard, "practitioner", template=Template(names_assessor=True))
    assert find_values(named, "Assessor") == ["Ada Sample"]


def test_the_practitioners_name_stays_out_of_every_report() -> None:
    submission = build_submission(practitioner=Practitioner(key="4F7K", name="THE-NAME"))
    scorecard = build_scorecard(submission=submission)
    audiences: tuple[Audience, ...] = ("practitioner", "file")
    assert not any("THE-NAME" in repr(compose(scorecard, a)) for a in audiences)


def test_what_to_mend_first_is_the_next_step_of_each_deciding_detail() -> None:
    below = {
        "1b": build_judgment("1b", feedback=build_feedback(next_step="Do this.")),
        "P3": build_judgment("P3", "not_accepted", feedback=build_feedback(next_step="And that.")),
    }
    content = compose(build_scorecard(judgments=below), "practitioner")
    assert [(m.title, m.step) for m in content.mend] == [
        ("1b · Detail 1b", "Do this."),
        ("Part 3 · Reflection", "And that."),
    ]


def test_an_earned_credential_has_nothing_to_mend() -> None:
    content = compose(build_scorecard(), "practitioner")
    assert (content.decision, content.mend) == ("Earned", ())


def test_what_cannot_be_scored_says_what_is_needed_instead_of_bars() -> None:
    scorecard = build_scorecard(
        judgments={target: Judgment(target=target) for target in ("1a", "1b", "2a", "P1", "P3")},
        refusal=Refusal(code="incomplete", words="The recording ends early."),
        findings=(
            Finding(check="c", severity=Severity.BLOCKS, sentence="s", request="Please resend."),
            Finding(check="d", severity=Severity.REMARK, sentence="s"),
        ),
    )
    content = compose(scorecard, "practitioner")
    assert content.decision == "Cannot be scored"
    assert content.reason == "The submission is incomplete. The recording ends early."
    assert [mend.step for mend in content.mend] == ["Please resend."]
    assert not content.shows_progress
    assert not any(outcome.cards for outcome in content.outcomes)


def test_below_passing_the_passing_level_is_described_beside_it() -> None:
    content = compose(build_scorecard(judgments={"1a": build_judgment()}), "practitioner")
    below, passing = content.outcomes[0].cards
    assert [level.label for level in below.levels] == ["Not yet", "Proficient"]
    assert [level.label for level in passing.levels] == ["Proficient"]


def test_bars_tell_passing_below_and_open_apart() -> None:
    judgments = {"1a": build_judgment(), "1b": Judgment(target="1b", cannot_judge="No sound.")}
    content = compose(build_scorecard(judgments=judgments), "practitioner")
    assert [outcome.tones for outcome in content.outcomes] == [("below", "open"), ("passing",)]
    assert content.outcomes[0].passing == 0


def test_why_a_detail_could_not_be_judged_is_said() -> None:
    judgment = Judgment(target="1a", cannot_judge="The recording has no sound.")
    content = compose(build_scorecard(judgments={"1a": judgment}), "practitioner")
    card = content.outcomes[0].cards[0]
    assert card.verdict == "Could not be judged"
    assert [(f.label, f.text) for f in card.fields] == [("Reason", "The recording has no sound.")]


def test_a_part_below_its_minimum_says_how_many_words_were_asked_for() -> None:
    content = compose(build_scorecard(words={"P1": 1, "P3": 1214}), "practitioner")
    assert [line.verdict for line in content.part_lines] == [
        "accepted, 1 word (at least 5 asked for)",
        "accepted, 1,214 words",
    ]


def test_only_the_file_says_what_was_not_on_screen() -> None:
    unseen = replace(build_place(), was_seen=False)
    scorecard = build_scorecard(places={"1a": [unseen]})
    assert compose(scorecard, "practitioner").outcomes[0].cards[0].places[0].note == ""
    assert "not on screen" in compose(scorecard, "file").outcomes[0].cards[0].places[0].note


def test_an_unfinished_review_says_so() -> None:
    content = compose(build_scorecard(finished_at=None), "practitioner")
    assert content.subtitle == "Submission 4F7K · attempt 1 · not finished, as of 14 November 2026"


def test_instants_are_said_in_words_and_odd_ones_stay_as_they_are() -> None:
    assert say_day("2026-11-14T23:30:00-02:00") == "15 November 2026"
    assert say_instant("2026-11-14T15:02:00Z") == "14 November 2026, 15:02 UTC"
    assert say_instant("last Tuesday") == "last Tuesday"
    assert say_instant(None) == ""


def test_long_steps_end_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("onetwothree", 5) == "onetw…"
