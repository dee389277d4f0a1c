"""The heat map, the severity plot and the network as inline SVG that a screen reader can name."""

from __future__ import annotations

from html import escape
from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING

from workbench.calibration.figure import FEW_UNITS
from workbench.calibration.page.actions import origin_of
from workbench.calibration.page.sentences import say_number, say_severity

if TYPE_CHECKING:
    from workbench.calibration.page.overview import Overview
    from workbench.calibration.severities.severity import AssessorSeverity

_STEPS = 7
_LOWEST, _HIGHEST = 0.35, 0.95
_LEGIBLE = 640  # narrower pictures scroll
_ROW, _HEAD = 30, 34
_NAME_WIDTH = 170
_PLOT_WIDTH = 820
_NARROWEST, _WIDEST = 44, 76
_TICKS = 3


def draw_heat_map(seen: Overview) -> str:
    """Same level by assessor and detail; counts only, uncoloured, below 20 shared units."""
    ratings, heat = seen.ratings, seen.heat
    rows = [code for code in range(len(ratings.assessors)) if heat.n[code].sum() > 0]
    column_width = _PLOT_WIDTH // max(len(ratings.details), 1)
    column_width = min(_WIDEST, max(_NARROWEST, column_width))
    width = _NAME_WIDTH + column_width * len(ratings.details)
    parts = [
        f'<text class="head" x="{_NAME_WIDTH + column_width * (column + 0.5) - 2}" y="20"'
        f' text-anchor="middle">{_cut(detail, 7)}'
        f"<title>{escape(seen.title_of(detail))}</title></text>"
        for column, detail in enumerate(ratings.details)
    ]
    for place, code in enumerate(rows):
        top = _HEAD + _ROW * place
        name = seen.name_of(ratings.assessors[code])
        parts.append(_label(name, top + _ROW / 2))
        for column, detail in enumerate(ratings.details):
            share, n = float(heat.share[code, column]), round(float(heat.n[code, column]))
            said = f"{name}, {seen.title_of(detail)}"
            box = (_NAME_WIDTH + column_width * column, top, column_width)
            parts.append(_cell(box, share, n, said))
    label = "Same level, by assessor and detail: share of details judged twice"
    return _svg(label, width, _HEAD + _ROW * len(rows) + 4, parts)


def _cell(box: tuple[float, float, float], share: float, n: int, said: str) -> str:
    x, y, width = box
    rect = f'<rect x="{x}" y="{y}" width="{width - 4}" height="{_ROW - 4}" rx="4"/>'
    if not n:
        return f'<g class="none"><title>{escape(said)}: none</title>{rect}</g>'
    same = round(share * n)
    few = n < FEW_UNITS
    kind = "few" if few else f"h{_step(share)}"
    text = f"{same}/{n}" if few else f"{100 * share:.0f}"
    return (
        f'<g class="{kind}"><title>{escape(said)}: {same} of {n} the same</title>{rect}<text'
        f' x="{x + width / 2 - 2}" y="{y + _ROW / 2 + 2}" text-anchor="middle">{text}</text></g>'
    )


def _step(share: float) -> int:
    part = (share - _LOWEST) / (_HIGHEST - _LOWEST)
    return min(_STEPS - 1, max(0, int(part * _STEPS)))


def draw_severity(seen: Overview) -> str:
    """Levels per detail with intervals, the most lenient first; right is stricter."""
    groups = [
        sorted(
            (one for one in seen.severity.assessors if _plotted(one, number)),
            key=lambda one: one.levels.value or 0.0,
        )
        for number in range(len(seen.severity.sets))
    ]
    groups = [group for group in groups if group]
    reach = _reach([one for group in groups for one in group])
    parts: list[str] = []
    top = 8.0
    for number, group in enumerate(groups):
        if len(groups) > 1:
            head = f"Set {number + 1}: not comparable with the others"
            parts.append(f'<text class="head" x="0" y="{top + 14}">{head}</text>')
            top += 24
        bottom = top + _ROW * len(group)
        parts += _axis(top, bottom, reach)
        for place, one in enumerate(group):
            parts += _whisker(seen, one, top + _ROW * (place + 0.5), reach)
        top = bottom + 34
    label = "Severity: levels per detail with 95 percent intervals, right is stricter"
    return _svg(label, _NAME_WIDTH + _PLOT_WIDTH + 20, top, parts)


def _plotted(one: AssessorSeverity, number: int) -> bool:
    return one.set_number == number and one.levels.value is not None


def _reach(shown: list[AssessorSeverity]) -> float:
    """The end of the axis: a round number of levels that holds every point and most intervals."""
    ends = [abs(one.levels.value or 0.0) for one in shown]
    whiskers = sorted(max(abs(one.levels.low or 0.0), abs(one.levels.high or 0.0)) for one in shown)
    usual = whiskers[int(0.9 * (len(whiskers) - 1))] if whiskers else 0.0
    return max(0.3, ceil(10 * max([usual, *ends])) / 10)


def _x(value: float, reach: float) -> float:
    inside = min(max(value / reach, -1.0), 1.0)
    return round(_NAME_WIDTH + _PLOT_WIDTH / 2 * (1 + inside), 1)


def _axis(top: float, bottom: float, reach: float) -> list[str]:
    parts = []
    for step in range(-_TICKS + 1, _TICKS):
        value = reach * step / (_TICKS - 1)
        x = _x(value, reach)
        kind = "zero" if step == 0 else "tick"
        parts.append(f'<line class="{kind}" x1="{x}" y1="{top}" x2="{x}" y2="{bottom}"/>')
        parts.append(
            f'<text class="head" x="{x}" y="{bottom + 18}" text-anchor="middle">'
            f"{say_number(value)}</text>"
        )
    return parts


def _whisker(seen: Overview, one: AssessorSeverity, y: float, reach: float) -> list[str]:
    name = seen.name_of(one.assessor)
    kind = "flagged" if one.flagged else "usual"
    value = one.levels.value or 0.0
    x = _x(value, reach)
    said = escape(say_severity(one, name, origin_of(seen, one)))
    parts = [_label(name, y, bold=one.flagged), f'<g class="{kind}"><title>{said}</title>']
    if one.levels.low is not None and one.levels.high is not None:
        low, high = _x(one.levels.low, reach), _x(one.levels.high, reach)
        parts.append(f'<line x1="{low}" y1="{y}" x2="{high}" y2="{y}"/>')
    if one.flagged:
        parts.append(f'<path d="M{x} {y - 7}l7 7l-7 7l-7 -7z"/></g>')
    else:
        parts.append(f'<circle cx="{x}" cy="{y}" r="5"/></g>')
    return parts


def draw_network(seen: Overview) -> str:
    """Who shares work with whom: assessors on a circle, thicker lines for more shared attempts."""
    names = [code for one in seen.network.sets for code in one.assessors]
    radius = 130.0
    centre = (300.0, radius + 40)
    place = {
        code: (
            centre[0] + radius * cos(2 * pi * n / len(names) - pi / 2),
            centre[1] + radius * sin(2 * pi * n / len(names) - pi / 2),
        )
        for n, code in enumerate(names)
    }
    most = max((pair.n_attempts for pair in seen.network.shared), default=1)
    parts = []
    for pair in seen.network.shared:
        (x1, y1), (x2, y2) = place[pair.assessor], place[pair.other]
        width = 1 + 6 * pair.n_attempts / most
        said = f"{seen.name_of(pair.assessor)} and {seen.name_of(pair.other)}: {pair.n_attempts}"
        parts.append(
            f'<line class="edge" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke-width="{width:.1f}"><title>{escape(said)}</title></line>'
        )
    for code, (x, y) in place.items():
        side = "start" if x > centre[0] + 1 else "end" if x < centre[0] - 1 else "middle"
        shift = {"start": 12, "end": -12, "middle": 0}[side]
        lift = 0 if side != "middle" else (-14 if y < centre[1] else 22)
        parts.append(f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
        parts.append(
            f'<text class="name" x="{x + shift:.1f}" y="{y + lift + 4:.1f}" text-anchor="{side}">'
            f"{_cut(seen.name_of(code), 24)}</text>"
        )
    return _svg("Who shares work with whom", 600, 2 * radius + 90, parts)


def _label(name: str, y: float, *, bold: bool = False) -> str:
    kind = "name strong" if bold else "name"
    return (
        f'<text class="{kind}" x="{_NAME_WIDTH - 12}" y="{y + 4}" text-anchor="end">'
        f"{_cut(name, 22)}<title>{escape(name)}</title></text>"
    )


def _cut(name: str, most: int) -> str:
    return escape(name if len(name) <= most else name[: most - 1] + "\u2026")


def _svg(label: str, width: float, height: float, parts: list[str]) -> str:
    size = f"max-width:{width:.0f}px;min-width:{min(width, _LEGIBLE):.0f}px"
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' style="{size}">{"".join(parts)}</svg>'
    )
