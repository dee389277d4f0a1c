"""R6, R16-R18: what of all readings can be, as one answer or as a choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Final

from workbench.assessment.locating.artifacts import find_medium
from workbench.assessment.locating.context import Context
from workbench.assessment.locating.drafts import Draft, Slot
from workbench.assessment.locating.order import find_excess, find_fault, swap_ends
from workbench.assessment.locating.place import Locator, Place, Reason, find_dimensions

_MOST_CANDIDATES: Final = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings of one place of a citation; those of one question are chosen together."""

    question: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The locators that can be, whether one of them is certain, and what was wrong with others."""

    locators: tuple[Locator, ...]
    is_certain: bool
    fault: Reason | None


def make_choices(slots: list[Slot], context: Context) -> tuple[list[Choice], bool]:
    """The choice that each slot leaves, and whether one of them is in doubt.

    A slot of which nothing remains that points anywhere is left out, which is a doubt as well.
    """
    choices: list[Choice] = []
    is_doubtful = False
    for slot in slots:
        places: list[Place] = []
        for draft in slot.drafts:
            pointing, is_unsure = _find_pointing(draft, context)
            places += pointing
            is_doubtful |= is_unsure
        question = slot.drafts[0].question if len(slot.drafts) == 1 else ""
        if places:
            choices.append(Choice(question, tuple(places)))
    return choices, is_doubtful


def weigh(choices: list[Choice], context: Context) -> Weighed:
    """The locators that the choices make, without those that can't be."""
    locators: dict[Locator, None] = {}
    fault: Reason | None = None
    is_certain = all(len(choice.places) == 1 for choice in choices)
    for places in _combine(choices):
        turned = tuple(swap_ends(place) for place in places)
        found = _find_fault(turned, context)
        fault = fault or found
        is_certain = is_certain and turned == places
        if found is None:
            locators[Locator(turned)] = None
    return Weighed(tuple(locators), is_certain, fault)


def _find_fault(places: tuple[Place, ...], context: Context) -> Reason | None:
    faults = (find_fault(place) or find_excess(place, context) for place in places)
    return next((fault for fault in faults if fault), None)


def _find_pointing(draft: Draft, context: Context) -> tuple[list[Place], bool]:
    """The readings that point somewhere, in their artifact, and whether they are in doubt.

    Notes need a slide (R20), a part of a picture a picture, and a quote a place (R21).
    """
    readings = draft.readings
    said = set(find_dimensions(readings[0]))
    is_unsure = False
    if "layer" in said and "slide" not in said:
        is_unsure = True
        said -= {"layer"}
        readings = tuple(replace(place, layer=None) for place in readings)
    if said == {"pos"}:
        media = {find_medium(one) for one in draft.artifacts if one} or {context.media}
        is_unsure |= media != {"image"}
        said -= set() if media & {"image", "unknown", None} else {"pos"}
    is_unsure |= said == {"quote"}
    if not said and not readings[0].whole:
        return [], True
    if draft.artifacts:
        readings = tuple(
            replace(place, artifact=artifact) for artifact in draft.artifacts for place in readings
        )
    return list(readings), is_unsure


def _combine(choices: list[Choice]) -> Iterator[tuple[Place, ...]]:
    """Every way to choose, one answer for each question and for each place without one."""
    questions: dict[str, int] = {}
    keys = [choice.question or f"place {index}" for index, choice in enumerate(choices)]
    for key, choice in zip(keys, choices, strict=True):
        if len(choice.places) > 1:
            questions[key] = max(questions.get(key, 0), len(choice.places))
    for answers in islice(product(*map(range, questions.values())), _MOST_CANDIDATES):
        answer = dict(zip(questions, answers, strict=True))
        yield tuple(
            choice.places[min(answer.get(key, 0), len(choice.places) - 1)]
            for key, choice in zip(keys, choices, strict=True)
        )
