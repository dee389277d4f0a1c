from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import build_rubric
from workbench.assessment.credential import Condition, Credential, Detail, Rubric
from workbench.intake.rubric.check import check_rubric
from workbench.intake.rubric.file import find_rubric
from workbench.intake.rubric.verbs import find_joined_verbs


def checks(rubric: Rubric) -> list[str]:
    return [finding.check for finding in check_rubric(rubric)]


def with_detail(**changes: object) -> Rubric:
    """A rubric whose first detail was changed."""
    rubric = build_rubric()
    outcome = rubric.outcomes[0]
    detail: Detail = replace(outcome.details[0], **changes)  # type: ignore[arg-type] # its fields
    outcome = replace(outcome, details=(detail, *outcome.details[1:]))
    outcomes = (outcome, *rubric.outcomes[1:])
    parts = tuple(replace(p, outcomes=outcomes) if p.outcomes else p for p in rubric.parts)
    return replace(rubric, parts=parts)


def with_overview(text: str) -> Rubric:
    return build_rubric(credential=Credential(title="Small", overview=text))


def test_a_sound_rubric_has_no_remarks() -> None:
    assert checks(build_rubric()) == []


def test_the_published_page_counts_four_components_beside_three_outcomes() -> None:
    rubric = find_rubric("leading-mutual-respect", "2026.1")
    assert rubric is not None
    (finding,) = check_rubric(rubric)
    assert finding.check == "rubric.number_differs"
    assert finding.part == "P3"
    assert "“four components”" in finding.sentence
    assert "3 outcomes" in finding.sentence


@pytest.mark.parametrize(
    ("text", "is_remarked"),
    [
        ("Two essential outcomes.", False),
        ("Three essential outcomes.", True),
        ("It has 3 outcomes.", True),
        ("Three details in all.", False),
        ("Two details in one outcome.", False),
        ("Nine details.", True),
        ("Three parts and two levels.", False),
        ("Four parts.", True),
        ("Five levels.", True),
        ("Two questions.", True),
        ("Three points.", False),
        ("Four seasons.", False),
    ],
)
def test_a_number_word_is_held_against_the_count(text: str, *, is_remarked: bool) -> None:
    assert checks(with_overview(text)) == (["rubric.number_differs"] if is_remarked else [])


def test_a_detail_that_asks_two_things_is_remarked_on() -> None:
    (finding,) = check_rubric(with_detail(statement="The practitioner plans and evaluates"))
    assert (finding.check, finding.detail) == ("rubric.two_things", "1a")
    assert "“plans … and evaluates”" in finding.sentence


@pytest.mark.parametrize(
    ("sentence", "joined"),
    [
        ("Plans strategies and openly shares them", ("Plans", "shares")),
        ("The practitioner identifies needs, plans and evaluates", ("identifies", "evaluates")),
        ("Values and beliefs of families are known", None),
        ("The plans and reports are kept", None),
        ("Listens. And then shares", None),
        ("Norms and habits", None),
        ("", None),
    ],
)
def test_two_verbs_are_told_from_two_nouns(sentence: str, joined: tuple[str, str] | None) -> None:
    assert find_joined_verbs(sentence) == joined


def test_words_of_another_language_are_left_alone() -> None:
    rubric = replace(with_detail(statement="plans and evaluates"), language="de")
    assert checks(rubric) == []


def test_a_level_without_a_descriptor_is_remarked_on() -> None:
    (finding,) = check_rubric(with_detail(descriptors=build_rubric().details[0].descriptors[:1]))
    assert (finding.check, finding.detail) == ("rubric.level_undescribed", "1a")
    assert "“Proficient”" in finding.sentence


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Condition(count="detail", at_least="proficient", min=4), ["rubric.never_awards"]),
        (Condition(count="detail", at_least="proficient", min=3), []),
        (Condition(count="detail", at_least="proficient", min=0), ["rubric.always_awards"]),
        (Condition(every="detail", at_least="not-yet"), ["rubric.always_awards"]),
        (
            Condition(
                all=(
                    Condition(part="P1", is_="accepted"),
                    Condition(part="P1", is_="not_accepted"),
                )
            ),
            ["rubric.never_awards"],
        ),
        (
            Condition(
                any=(
                    Condition(part="P1", is_="accepted"),
                    Condition(part="P1", is_="not_accepted"),
                )
            ),
            ["rubric.always_awards"],
        ),
        (Condition(part="P1", is_="not_accepted"), []),
    ],
)
def test_a_rule_that_decides_nothing_is_told(rule: Condition, expected: list[str]) -> None:
    assert checks(build_rubric(award_when=rule)) == expected
