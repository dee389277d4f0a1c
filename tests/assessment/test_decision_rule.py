"""The five-word rule under open judgments: Kleene's three-valued logic."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import build_rubric
from workbench.assessment.credential import Condition
from workbench.assessment.decision_rule import Reading, Standing, evaluate, find_blockers

RUBRIC = build_rubric(outcomes={"1": ["1a", "1b"], "2": ["2a"]})
TARGETS = RUBRIC.targets
STANDINGS: tuple[Standing, ...] = (True, False, None)


def read(standings: Mapping[str, Standing]) -> Reading:
    """A reading by target, whatever the level; open where nothing is said."""
    return lambda target, _: standings.get(target)


def part(name: str) -> Condition:
    return Condition(part=name, is_="accepted")


CONDITIONS = st.recursive(
    st.sampled_from(
        [
            part("P1"),
            part("P3"),
            Condition(part="P1", is_="not_accepted"),
            Condition(every="detail", at_least="proficient"),
            Condition(every="1", at_least="proficient"),
            Condition(count="detail", at_least="proficient", min=2),
            Condition(count="1", at_least="proficient", min=1),
        ]
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda c: Condition(all=tuple(c)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda c: Condition(any=tuple(c)))
    ),
    max_leaves=6,
)
READINGS = st.fixed_dictionaries({target: st.sampled_from(STANDINGS) for target in TARGETS})


@pytest.mark.parametrize(("left", "right"), list(product(STANDINGS, STANDINGS)))
def test_all_and_any_follow_kleenes_tables(left: Standing, right: Standing) -> None:
    # Kleene, Introduction to Metamathematics (1952), section 64: and = minimum, or = maximum,
    # with false < open < true
    order: list[Standing] = [False, None, True]
    both = (part("P1"), part("P3"))
    reading = read({"P1": left, "P3": right})
    ranks = (order.index(left), order.index(right))
    assert evaluate(Condition(all=both), RUBRIC, reading) is order[min(ranks)]
    assert evaluate(Condition(any=both), RUBRIC, reading) is order[max(ranks)]


@given(st.lists(CONDITIONS, min_size=1, max_size=3), READINGS)
def test_the_order_of_conditions_makes_no_difference(
    inner: list[Condition], standings: dict[str, Standing]
) -> None:
    reading = read(standings)
    turned = tuple(reversed(inner))
    for word in ("all", "any"):
        straight = evaluate(Condition(**{word: tuple(inner)}), RUBRIC, reading)  # type: ignore[arg-type] # by name
        assert evaluate(Condition(**{word: turned}), RUBRIC, reading) is straight  # type: ignore[arg-type] # by name


@given(CONDITIONS, READINGS)
def test_a_condition_twice_is_the_condition(
    condition: Condition, standings: dict[str, Standing]
) -> None:
    reading = read(standings)
    once = evaluate(condition, RUBRIC, reading)
    assert evaluate(Condition(all=(condition, condition)), RUBRIC, reading) is once
    assert evaluate(Condition(any=(condition, condition)), RUBRIC, reading) is once


@given(CONDITIONS, READINGS, st.data())
def test_what_is_settled_stays_settled_whatever_is_judged_next(
    condition: Condition, standings: dict[str, Standing], data: st.DataObject
) -> None:
    before = evaluate(condition, RUBRIC, read(standings))
    judged = {
        target: data.draw(st.sampled_from((True, False))) if standing is None else standing
        for target, standing in standings.items()
    }
    after = evaluate(condition, RUBRIC, read(judged))
    assert after is not None
    assert before in (None, after)


@given(CONDITIONS, READINGS)
def test_an_unmet_condition_is_met_or_open_once_its_blockers_are_turned(
    condition: Condition, standings: dict[str, Standing]
) -> None:
    reading = read(standings)
    blockers = find_blockers(condition, RUBRIC, reading)
    if evaluate(condition, RUBRIC, reading) is not False:
        assert blockers == ()
        return
    assert blockers
    assert list(blockers) == [target for target in TARGETS if target in blockers]


def test_a_part_that_must_not_be_accepted_turns_the_reading_round() -> None:
    refused = Condition(part="P1", is_="not_accepted")
    assert [evaluate(refused, RUBRIC, read({"P1": s})) for s in STANDINGS] == [False, True, None]


def test_a_part_without_a_word_has_to_be_accepted() -> None:
    assert evaluate(Condition(part="P1"), RUBRIC, read({"P1": True})) is True


@pytest.mark.parametrize(
    ("met", "unmet", "expected"),
    [(2, 0, True), (1, 0, None), (1, 1, None), (1, 2, False), (0, 1, None), (0, 2, False)],
)
def test_at_least_two_of_three_is_open_while_it_can_still_be(
    met: int, unmet: int, expected: Standing
) -> None:
    standings: list[Standing] = [True] * met + [False] * unmet + [None] * (3 - met - unmet)
    rule = Condition(count="detail", at_least="proficient", min=2)
    reading = read(dict(zip(("1a", "1b", "2a"), standings, strict=True)))
    assert evaluate(rule, RUBRIC, reading) is expected


def test_every_of_one_outcome_looks_at_no_other() -> None:
    rule = Condition(every="1", at_least="proficient")
    assert evaluate(rule, RUBRIC, read({"1a": True, "1b": True, "2a": False})) is True


def test_the_level_to_reach_is_handed_to_the_reading() -> None:
    asked: list[tuple[str, str | None]] = []

    def reading(target: str, at_least: str | None) -> Standing:
        asked.append((target, at_least))
        return True

    evaluate(Condition(all=(Condition(every="2", at_least="strong"), part("P3"))), RUBRIC, reading)
    assert asked == [("2a", "strong"), ("P3", None)]


def test_blockers_of_any_are_those_of_every_way_that_is_closed() -> None:
    rule = Condition(any=(part("P1"), Condition(every="1", at_least="proficient")))
    standings: dict[str, Standing] = {"P1": False, "1a": False, "1b": True, "2a": False}
    assert find_blockers(rule, RUBRIC, read(standings)) == ("P1", "1a")


def test_an_open_way_blocks_nothing() -> None:
    rule = Condition(all=(Condition(any=(part("P1"), part("P3"))), Condition(every="2")))
    assert find_blockers(rule, RUBRIC, read({"P1": False, "2a": False})) == ("2a",)
