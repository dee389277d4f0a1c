"""What a lead assessor should act on first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from workbench.calibration.page.sentences import (
    BEYOND_CHANCE_LIMITS,
    EXACT_LIMITS,
    light_of,
    say_hundred,
    say_severity,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calibration.agreeing.decisions import DecidingDetail
    from workbench.calibration.page.overview import Overview
    from workbench.calibration.severities.drift import AssessorDrift
    from workbench.calibration.severities.severity import AssessorSeverity

_MOST = 8
_PER_KIND = 3
_PATTERN = 3


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: about whom or what, why, and whether it is urgent."""

    about: str
    why: str
    urgent: bool


def list_actions(seen: Overview) -> tuple[Action, ...]:
    """At most eight, urgent ones first, in the order in which they cost decisions.

    Details that decide; assessors far from the team; drift; sets without common work; details
    with little agreement; assessors whose levels don't follow the work; attempts to read again.
    """
    found = [
        action
        for kind in (_details, _assessors, _drifting, _apart, _weak_details, _erratic, _again)
        for action in kind(seen)
    ]
    return tuple(sorted(found, key=lambda action: not action.urgent)[:_MOST])


def _details(seen: Overview) -> Iterator[Action]:
    differing = len(seen.decisions.differing)
    for detail in seen.decisions.deciding[:_PER_KIND]:
        if not detail.alone and detail.split < _PATTERN:
            continue
        some = "attempt" if differing == 1 else "attempts"
        why = f"Stands between the decisions on {detail.split} of {differing} differing {some}"
        why += f", alone on {detail.alone}" if detail.alone else ""
        yield Action(seen.title_of(detail.detail), f"{why}{_say_way(detail)}.", urgent=True)


def _say_way(detail: DecidingDetail) -> str:
    """Whether a detail's differences point at its wording or at the bar, once there are some."""
    if detail.split < _PATTERN:
        return ""
    if detail.both_ways:
        return "; assessors differ both ways, which points at its wording"
    return "; the same assessors are the stricter ones, which points at the bar"


def _assessors(seen: Overview) -> Iterator[Action]:
    flagged = [one for one in seen.severity.assessors if one.flagged]
    flagged.sort(key=lambda one: -abs(one.shrunk_levels or 0))
    for one in flagged[:_PER_KIND]:
        name = seen.name_of(one.assessor)
        said = say_severity(one, "", origin_of(seen, one)).strip().capitalize()
        yield Action(name, f"{said}. Compare two or three cases together.", urgent=True)


def origin_of(seen: Overview, one: AssessorSeverity) -> str:
    """What severities of this assessor's set are measured from."""
    lead = seen.ratings.definitive
    if lead is None:
        return "the team"
    members = seen.severity.sets[one.set_number]
    return "the definitive judgments" if seen.ratings.assessors[lead] in members else "the team"


def _drifting(seen: Overview) -> Iterator[Action]:
    for line in seen.drift:
        name = seen.name_of(line.assessor)
        said = say_drift(line, name)
        if said:
            yield Action(name, said, urgent=True)


def say_drift(line: AssessorDrift, name: str) -> str | None:
    """In which direction somebody has moved and since when; None without an alarm."""
    if not line.alarm or line.since is None:
        return None
    way = "stricter" if (line.change.value or 0.0) > 0 else "more lenient"
    return f"{name} has become {way} since {say_day(line.since)}."


def say_day(days: float) -> str:
    """Days since 1970 as a date."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)
    return f"{moment.day} {moment:%B %Y}"


def _apart(seen: Overview) -> Iterator[Action]:
    for one in seen.network.sets[1:]:
        names = ", ".join(seen.name_of(code) for code in one.assessors)
        advice = "Let one of their attempts be judged by somebody else too."
        link = seen.next_link
        if link is not None and link.assessor in one.assessors:
            reader, attempt = seen.name_of(link.assessor), seen.name_of(link.attempt)
            advice = f"One shared attempt would link them: let {reader} read {attempt}."
        yield Action(
            names, f"Share no work with the rest and can't be compared. {advice}", urgent=True
        )


def _weak_details(seen: Overview) -> Iterator[Action]:
    deciding = {detail.detail for detail in seen.decisions.deciding[:_PER_KIND]}
    weak = [
        (panel.exact.value, name, panel)
        for name, panel in seen.by_detail.items()
        if name not in deciding
        and panel.exact.value is not None
        and "act"
        in (light_of(panel.exact, EXACT_LIMITS), light_of(panel.ac2, BEYOND_CHANCE_LIMITS))
    ]
    for _, name, panel in sorted(weak, key=lambda row: row[:2])[:_PER_KIND]:
        said = f"Same level only {say_hundred(panel.exact)}. Read its descriptors together."
        yield Action(seen.title_of(name), said, urgent=False)


def _erratic(seen: Overview) -> Iterator[Action]:
    measured = () if seen.facets is None else seen.facets.assessors
    for one in measured:
        if one.fit.word == "erratic":
            why = "Levels follow the work less than those of others; look at cases, not at the bar."
            yield Action(seen.name_of(one.assessor), why, urgent=False)


def _again(seen: Overview) -> Iterator[Action]:
    reads = [one for one in seen.second_reads if one.reason != "audit"]
    if reads:
        some = "attempt" if len(reads) == 1 else "attempts"
        first = ", ".join(seen.name_of(one.attempt) for one in reads[:3])
        rest = " and others" if len(reads) > 3 else ""  # noqa: PLR2004  as many as are named
        yield Action(
            f"{len(reads)} {some} to read again",
            f"First {first}{rest}; listed below.",
            urgent=False,
        )
