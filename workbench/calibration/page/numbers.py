"""All figures of an overview as plain values for JSON: format `mcw-calibration/1`."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, TypeAlias

from workbench.calibration.figure import Figure
from workbench.calibration.page.actions import list_actions

if TYPE_CHECKING:
    from workbench.calibration.agreeing.heat import HeatMap
    from workbench.calibration.page.overview import Overview

FORMAT = "mcw-calibration/1"

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def format_numbers(seen: Overview) -> dict[str, Json]:
    """Everything the page shows, and more: no NaN, undefined figures as null with a reason."""
    ratings = seen.ratings
    return {
        "format": FORMAT,
        "credential": seen.source.title,
        "ratings": len(ratings),
        "left_out": ratings.left_out,
        "levels": list(ratings.scale.levels),
        "passing": ratings.scale.levels[ratings.scale.passing_level],
        "names": dict(seen.source.names),
        "act_on_first": _plain(list_actions(seen)),
        "decisions": _plain(seen.decisions),
        "agreement": _plain(seen.panel),
        "agreement_by_detail": {name: _plain(panel) for name, panel in seen.by_detail.items()},
        "assessors_against_rest": _plain(seen.with_rest),
        "pairs": _plain(seen.pairs),
        "connectivity": _plain(seen.network),
        "severity": _plain(seen.severity),
        "facets": _facets(seen),
        "model_decision_errors": _plain(seen.risk),
        "definitive": _plain(seen.anchors),
        "drift": _plain(seen.drift),
        "second_reads": _plain(seen.second_reads),
        "next_link": _plain(seen.next_link),
        "same_level_by_assessor_and_detail": _heat(seen.heat, seen),
        "disagreements": _plain(seen.disagreements),
    }


def _facets(seen: Overview) -> Json:
    found = seen.facets
    if found is None:
        return {"undefined": seen.no_facets}
    arrays = ("attempt_mean", "attempt_error", "severities", "cumulative")
    fields = [field.name for field in dataclasses.fields(found) if field.name not in arrays]
    plain = {name: _plain(getattr(found, name)) for name in fields}
    pairs = zip(seen.ratings.attempts, found.attempt_mean, found.attempt_error, strict=True)
    plain["attempts"] = [
        {"attempt": name, "measure": float(mean), "error": float(error)}
        for name, mean, error in pairs
    ]
    return plain


def _heat(heat: HeatMap, seen: Overview) -> Json:
    return [
        {
            "assessor": assessor,
            "detail": detail,
            "share": _plain(float(heat.share[row, column])),
            "n": _plain(float(heat.n[row, column])),
        }
        for row, assessor in enumerate(seen.ratings.assessors)
        for column, detail in enumerate(seen.ratings.details)
    ]


def _plain(value: object) -> Json:
    if isinstance(value, bool | int | str | None):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name != "scale"]
        plain = {name: _plain(getattr(value, name)) for name in names}
        return plain | ({"standing": value.standing} if isinstance(value, Figure) else {})
    number = float(str(value))
    return number if math.isfinite(number) else None
