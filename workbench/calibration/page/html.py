"""The calibration page: one self-contained HTML file for a lead assessor."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.calibration.figure import FEW_UNITS
from workbench.calibration.page.actions import list_actions, origin_of, say_drift
from workbench.calibration.page.pictures import draw_heat_map, draw_network, draw_severity
from workbench.calibration.page.sentences import (
    ADJACENT_LIMITS,
    BEYOND_CHANCE_LIMITS,
    DECISION_LIMITS,
    EXACT_LIMITS,
    Light,
    light_of,
    say_adjacent,
    say_anchor,
    say_beyond_chance,
    say_comparable,
    say_decision,
    say_decision_briefly,
    say_exact,
    say_prevalence,
    say_severity,
)
from workbench.calibration.page.style import STYLE
from workbench.calibration.page.tables import (
    draw_assessors,
    draw_coefficients,
    draw_details,
    draw_pairs,
)

if TYPE_CHECKING:
    from workbench.calibration.agreeing.disagreements import Disagreement
    from workbench.calibration.page.overview import Overview
    from workbench.calibration.ratings.file import Words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LIGHT_WORDS: dict[Light, str] = {
    "good": "good",
    "watch": "watch",
    "act": "act",
    "unknown": "too few",
}


def format_page(seen: Overview) -> str:
    """The whole page; all words from files are escaped, nothing is loaded from elsewhere."""
    title = f"Calibration \u00b7 {seen.source.title}" if seen.source.title else "Calibration"
    body = "".join(
        (
            '<div class="pair">',
            f"<div>{_decision(seen)}{_actions(seen)}{_risk(seen)}</div>",
            f"<div>{_six_figures(seen)}</div>",
            "</div>",
            _heat(seen),
            _severity(seen),
            _network(seen),
            _drift(seen),
            _second_reads(seen),
            _disagreements(seen),
            _more(seen),
        )
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<header><div><h1>{escape(title)}</h1>"
        f"<p>{_scope(seen)}</p></div></header><main>{body}</main></body></html>\n"
    )


def _scope(seen: Overview) -> str:
    panel = seen.panel
    missing = f"; {seen.ratings.left_out} without a level left out" if seen.ratings.left_out else ""
    return escape(
        f"{panel.n_assessors} assessors, {panel.n_attempts} attempts, {panel.n_ratings:,} levels "
        f"given, {panel.n_shared_units:,} details judged by two or more{missing}."
    )


def _section(title: str, content: str, small: str = "") -> str:
    hint = f" <small>{escape(small)}</small>" if small else ""
    return f"<section><h2>{escape(title)}{hint}</h2>{content}</section>"


def _p(text: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{escape(text)}</p>"


def _decision(seen: Overview) -> str:
    same = seen.decisions.same
    if same.value is None or same.standing == "counts only":
        said = _p(say_decision(seen.decisions))
    else:
        said = f'<p class="big">{100 * same.value:.0f} of 100</p>'
        said += _p(say_decision_briefly(seen.decisions), "quiet")
    opened = seen.decisions.n_open
    if opened:
        some = "reading is" if opened == 1 else "readings are"
        said += _p(f"{opened} {some} still open and not counted.", "quiet")
    return _section("Would another assessor have decided the same?", said)


def _risk(seen: Overview) -> str:
    if seen.risk is None or seen.panel.n_attempts < FEW_UNITS:
        return ""
    earn, not_yet = (_about(x) for x in (seen.risk.false_earn, seen.risk.false_not_yet))
    return _section(
        "What a single reading can miss",
        _p(
            f"Of 100 attempts read once, {earn} would earn that should not, and {not_yet} would "
            "not earn that should, if the Rasch model holds. Reading again the attempts listed "
            "below brings both down."
        ),
    )


def _about(share: float) -> str:
    return "fewer than 1" if share < 0.005 else f"about {100 * share:.0f}"  # noqa: PLR2004  rounds to 0


def _actions(seen: Overview) -> str:
    actions = list_actions(seen)
    if not actions:
        return _section("Act on first", _p("Nothing stands out in these ratings."))
    items = "".join(
        f"<li{' class=urgent' if one.urgent else ''}><strong>{escape(one.about)}</strong>"
        f"<span>{escape(one.why)}</span></li>"
        for one in actions
    )
    return _section("Act on first", f'<ol class="first">{items}</ol>')


def _six_figures(seen: Overview) -> str:
    panel = seen.panel
    beyond = panel.ac1 if panel.scale.nominal else panel.ac2
    rows = [
        (
            "Same decision",
            say_decision(seen.decisions),
            light_of(seen.decisions.same, DECISION_LIMITS),
        ),
        ("Same level", say_exact(panel), light_of(panel.exact, EXACT_LIMITS)),
        ("Within one level", say_adjacent(panel), light_of(panel.adjacent, ADJACENT_LIMITS)),
        ("Beyond chance", say_beyond_chance(panel), light_of(beyond, BEYOND_CHANCE_LIMITS)),
        ("Comparable figure", say_comparable(panel), None),
        ("Severity", _widest(seen), None),
        ("Definitive judgments", _anchor_summary(seen), None),
    ]
    cells = "".join(
        f"<div><h3>{escape(name)}{_light(light)}</h3>{_p(said)}</div>" for name, said, light in rows
    )
    note = say_prevalence(panel)
    return _section(
        "The figures",
        f'<div class="six">{cells}</div>{_p(note, "quiet") if note else ""}',
        "intervals are 95 %, clustered by submission; judged by their lower end",
    )


def _light(light: Light | None) -> str:
    return f'<span class="light {light}">{_LIGHT_WORDS[light]}</span>' if light else ""


def _widest(seen: Overview) -> str:
    measured = [
        one
        for one in seen.severity.assessors
        if one.levels.value is not None and one.levels.standing != "counts only"
    ]
    if not measured:
        return "No assessor shares enough details with others for a measure of severity."
    one = max(measured, key=lambda person: abs(person.shrunk_levels or 0.0))
    flagged = sum(person.flagged for person in measured)
    said = say_severity(one, seen.name_of(one.assessor), origin_of(seen, one))
    return f"Farthest off: {said}. {flagged} of {len(measured)} assessors are flagged."


def _anchor_summary(seen: Overview) -> str:
    if not seen.anchors:
        return "No definitive judgments among these ratings."
    return " ".join(say_anchor(one, seen.name_of(one.assessor)) for one in seen.anchors)


def _heat(seen: Overview) -> str:
    if not seen.panel.n_shared_units:
        return ""
    picture = f'<div class="scroll">{draw_heat_map(seen)}</div>'
    small = "in 100 details judged twice; below 20 only the count"
    return _section("Same level, by detail and assessor", picture + draw_details(seen), small)


def _severity(seen: Overview) -> str:
    small = "levels per detail, 95 % interval; right is stricter, \u25c6 is flagged"
    if all(one.levels.value is None for one in seen.severity.assessors):
        return _section("Severity", _p("No two assessors share a detail yet."))
    refused = _p(seen.no_facets) if seen.no_facets else ""
    picture = f'<div class="scroll">{draw_severity(seen)}</div>'
    return _section("Severity", refused + picture + draw_assessors(seen), small)


def _network(seen: Overview) -> str:
    if len(seen.ratings.assessors) < 2:  # noqa: PLR2004  one shares with nobody
        return ""
    link = seen.next_link
    said = ""
    if link is not None:
        reader, attempt = seen.name_of(link.assessor), seen.name_of(link.attempt)
        others = ", ".join(seen.name_of(code) for code in link.shares_with)
        said = (
            f"The next shared submission that would help most: {attempt} (judged by {others}), "
            f"read by {reader}."
        )
        if link.gain is not None:
            said += f" It would lower the uncertainty of severities by {100 * link.gain:.0f} %."
    content = (_p(said) if said else "") + f'<div class="scroll">{draw_network(seen)}</div>'
    return _section("Who shares work with whom", content + draw_pairs(seen))


def _drift(seen: Overview) -> str:
    if not seen.drift:
        return ""
    lines = [said for line in seen.drift if (said := say_drift(line, seen.name_of(line.assessor)))]
    if not lines:
        return _section("Drift", _p("Nobody's severity has moved plainly over these dates."))
    return _section("Drift", "".join(_p(line) for line in lines))


def _second_reads(seen: Overview) -> str:
    if not seen.second_reads:
        return ""
    rows = "".join(
        f"<tr><td>{escape(seen.name_of(one.attempt))}</td><td>{escape(one.reason)}</td>"
        f"<td>{escape(one.sentence)} {escape(', '.join(one.details))}</td></tr>"
        for one in seen.second_reads
    )
    head = "<thead><tr><th>Attempt</th><th>Reason</th><th></th></tr></thead>"
    return _section(
        "Read again",
        f'<div class="scroll"><table>{head}<tbody>{rows}</tbody></table></div>',
        "most pressing first",
    )


def _disagreements(seen: Overview) -> str:
    if not seen.disagreements:
        return _section("Disagreements", _p("No detail got different levels."))
    articles = "".join(_disagreement(seen, one) for one in seen.disagreements)
    small = f"the first {len(seen.disagreements)}, those across passing first"
    return _section("Disagreements", articles, small)


def _disagreement(seen: Overview, one: Disagreement) -> str:
    tag = '<span class="tag">across passing</span>' if one.decides else ""
    sides = "".join(
        f"<div><p><strong>{escape(seen.name_of(assessor))}: {escape(seen.label_of(level))}</strong>"
        f"</p>{_words(seen.source.words.get((one.attempt, one.detail, assessor)))}</div>"
        for assessor, level in one.levels
    )
    title = f"{seen.name_of(one.attempt)} \u00b7 {seen.title_of(one.detail)}"
    return f'<article><h3>{escape(title)}{tag}</h3><div class="sides">{sides}</div></article>'


def _words(words: Words | None) -> str:
    if words is None:
        return ""
    said = (
        ("", words.rationale),
        ("Looked at: ", words.looked_at),
        ("Unmet: ", words.unmet),
        ("Next step: ", words.next_step),
        ("Praise: ", words.praise),
    )
    return "".join(_p(f"{name}{text}") for name, text in said if text)


def _more(seen: Overview) -> str:
    remarks = "" if seen.facets is None else "".join(_p(line) for line in seen.facets.remarks)
    return _section("For those who compare with other programs", remarks + draw_coefficients(seen))
