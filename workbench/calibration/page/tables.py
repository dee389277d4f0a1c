"""The tables behind the pictures of the calibration page, folded until asked for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from workbench.calibration.figure import Figure
from workbench.calibration.page.sentences import say_interval, say_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.calibration.page.overview import Overview

_COEFFICIENTS = (
    ("exact", "Same level"),
    ("expected", "Same level expected from the mix"),
    ("adjacent", "Within one level"),
    ("ac1", "Gwet's AC1"),
    ("ac2", "Gwet's AC2"),
    ("cohen", "Cohen's kappa"),
    ("cohen_linear", "Weighted kappa, linear"),
    ("cohen_quadratic", "Weighted kappa, quadratic"),
    ("fleiss", "Fleiss' kappa"),
    ("fleiss_weighted", "Fleiss' kappa, weighted"),
    ("conger", "Conger's kappa"),
    ("conger_weighted", "Conger's kappa, weighted"),
    ("brennan_prediger", "Brennan and Prediger"),
    ("brennan_prediger_weighted", "Brennan and Prediger, weighted"),
    ("alpha_nominal", "Krippendorff's alpha, nominal"),
    ("alpha_ordinal", "Krippendorff's alpha, ordinal"),
    ("alpha_interval", "Krippendorff's alpha, interval"),
    ("alpha_ratio", "Krippendorff's alpha, ratio"),
)


def draw_details(seen: Overview) -> str:
    """Agreement by detail."""
    rows = [
        (seen.title_of(name), panel.exact, panel.adjacent, panel.ac2, panel.alpha_ordinal)
        for name, panel in seen.by_detail.items()
    ]
    heads = ("Detail", "Same level", "Within one", "AC2", "Ordinal alpha")
    return _fold("As a table, by detail", heads, rows)


def draw_assessors(seen: Overview) -> str:
    """Severity, fit and agreement by assessor."""
    measured = {one.assessor: one for one in (seen.facets.assessors if seen.facets else ())}
    rest = {one.assessor: one for one in seen.with_rest}
    rows = []
    for one in seen.severity.assessors:
        rasch, others = measured.get(one.assessor), rest[one.assessor]
        rows.append(
            (
                seen.name_of(one.assessor),
                one.levels,
                one.logits,
                rasch.measure if rasch else "",
                rasch.fit.word if rasch else "",
                f"{rasch.fair_average:.2f}" if rasch else "",
                others.exact,
                others.ac2,
                others.kappa_weighted,
            )
        )
    heads = (
        "Assessor", "Levels less", "Logits, by pairs", "Logits, Rasch", "Fit", "Fair average",
        "Same level as others", "AC2", "Weighted kappa",
    )  # fmt: skip
    return _fold("As a table, by assessor", heads, rows)


def draw_pairs(seen: Overview) -> str:
    """Every two assessors."""
    rows = [
        (
            f"{seen.name_of(pair.assessor)} and {seen.name_of(pair.other or '')}",
            pair.exact,
            pair.ac2,
            pair.kappa_weighted,
            pair.higher,
        )
        for pair in seen.pairs
    ]
    heads = ("Assessors", "Same level", "AC2", "Weighted kappa", "First gives more, in levels")
    return _fold("As a table, by pair", heads, rows)


def draw_coefficients(seen: Overview) -> str:
    """All coefficients of the panel, with error and n."""
    rows: list[tuple[str | Figure, ...]] = []
    for field, name in _COEFFICIENTS:
        figure: Figure = getattr(seen.panel, field)
        error = "" if figure.error is None else say_number(figure.error, 3)
        rows.append((name, figure, error, figure.undefined or figure.no_interval or ""))
    for form in seen.panel.icc:
        value = "" if form.value is None else say_number(form.value)
        rows.append((f"{form.form}, sums over details", value, "", form.undefined or ""))
    if seen.panel.icc_undefined:
        rows.append(("Intraclass correlation", "", "", seen.panel.icc_undefined))
    return _fold("All coefficients", ("Coefficient", "Value", "Error", "Remark"), rows)


def _fold(title: str, heads: Sequence[str], rows: Iterable[Sequence[str | Figure]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<details><summary>{escape(title)}</summary><div class="scroll">{table}</div></details>'


def _cell(cell: str | Figure) -> str:
    if isinstance(cell, str):
        return f"<td>{escape(cell)}</td>"
    if cell.value is None:
        return f'<td title="{escape(cell.undefined or "")}">\u2013</td>'
    text = f"{say_number(cell.value)}{say_interval(cell)}"
    return f'<td title="{cell.n} details of {cell.clusters} attempts">{escape(text)}</td>'
