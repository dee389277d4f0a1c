"""Figures as sentences that a lead assessor can read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.calibration.agreeing.anchors import AnchorAgreement
    from workbench.calibration.agreeing.decisions import Decisions
    from workbench.calibration.agreeing.panel import AgreementPanel
    from workbench.calibration.figure import Figure
    from workbench.calibration.severities.severity import AssessorSeverity

Light = Literal["good", "watch", "act", "unknown"]

EXACT_LIMITS = (0.60, 0.50)
BEYOND_CHANCE_LIMITS = (0.60, 0.40)
ADJACENT_LIMITS = (0.90, 0.80)
DECISION_LIMITS = (0.80, 0.70)


def light_of(figure: Figure, limits: tuple[float, float]) -> Light:
    """Good, watch or act, by the lower end of the interval against (watch, act) limits.

    Where what was seen is itself good, too few attempts to be sure are a reason to watch, not
    to act.
    """
    if figure.value is None or figure.standing == "counts only":
        return "unknown"
    lowest = figure.value if figure.low is None else figure.low
    watch, act = limits
    if lowest < act and figure.value < watch:
        return "act"
    return "watch" if lowest < watch else "good"


def say_number(value: float, decimals: int = 2) -> str:
    """A number with a real minus sign."""
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "\u2212")


def say_interval(figure: Figure, decimals: int = 2) -> str:
    """The interval in brackets, or nothing where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (say_number(end, decimals) for end in (figure.low, figure.high))
    return f" ({low} to {high})" if figure.low < 0 else f" ({low}\u2013{high})"


def say_hundred(figure: Figure) -> str:
    """A share as so many in 100, with its interval."""
    if figure.value is None:
        return figure.undefined or ""
    text = f"{_hundredths(figure.value)} in 100"
    if figure.low is None or figure.high is None:
        return text
    return f"{text} ({_hundredths(figure.low)}\u2013{_hundredths(figure.high)})"


def say_decision(found: Decisions) -> str:
    """Would another assessor have decided the same?"""
    same = found.same
    if same.value is None:
        return "No attempt has been decided by two assessors yet."
    if same.standing == "counts only":
        right = round(same.value * same.n)
        attempts = "attempt" if same.n == 1 else "attempts"
        return (
            f"The same decision in {right} of {same.n} {attempts} judged twice; "
            "too few for more than counts."
        )
    beyond = "" if found.ac1.value is None else f"; beyond chance, AC1 {_value(found.ac1)}"
    hint = " Indicative only." if same.standing == "indicative" else ""
    return (
        f"{say_hundred(same)} got the same decision from another assessor{beyond}. "
        f"{same.n} attempts were judged twice.{hint}"
    )


def say_decision_briefly(found: Decisions) -> str:
    """The interval, AC1 and n, to stand beside the figure itself."""
    beyond = "" if found.ac1.value is None else f" \u00b7 AC1 {_value(found.ac1)}"
    same = found.same
    interval = ""
    if same.low is not None and same.high is not None:
        interval = f"{_hundredths(same.low)}\u2013{_hundredths(same.high)}"
    return f"{interval}{beyond} \u00b7 {same.n} attempts judged twice"


def say_exact(panel: AgreementPanel) -> str:
    """Same level, against what the mix of levels alone would give."""
    exact, expected = panel.exact, panel.expected
    if exact.value is None:
        return exact.undefined or ""
    if exact.standing == "counts only":
        same = round(exact.value * exact.n)
        return f"Same level on {same} of {exact.n} details judged twice."
    by_chance = (
        ""
        if expected.value is None
        else f"; the mix of levels alone would give {_hundredths(expected.value)}"
    )
    return f"Same level {say_hundred(exact)}{by_chance}. {_count(exact)}"


def say_adjacent(panel: AgreementPanel) -> str:
    """Within one level."""
    adjacent = panel.adjacent
    if adjacent.value is None:
        return adjacent.undefined or ""
    if adjacent.standing == "counts only":
        near = round(adjacent.value * adjacent.n)
        return f"Within one level on {near} of {adjacent.n} details judged twice."
    return f"Within one level {say_hundred(adjacent)}. {_count(adjacent)}"


def say_beyond_chance(panel: AgreementPanel) -> str:
    """AC2, or AC1 on a nominal scale."""
    figure = panel.ac1 if panel.scale.nominal else panel.ac2
    name = "AC1" if panel.scale.nominal else f"AC2, {panel.weights} weights"
    return _coefficient("Agreement beyond chance", name, figure)


def say_comparable(panel: AgreementPanel) -> str:
    """Ordinal alpha, or weighted kappa for two people."""
    said, kappa = "Comparable with other programs", panel.cohen_weighted
    if kappa.value is not None:
        return _coefficient(said, "weighted kappa", kappa)
    alpha = panel.alpha_nominal if panel.scale.nominal else panel.alpha_ordinal
    return _coefficient(said, "nominal alpha" if panel.scale.nominal else "ordinal alpha", alpha)


def say_prevalence(panel: AgreementPanel) -> str | None:
    """Why kappa and alpha are low when one level holds nearly everything."""
    found = panel.prevalent_level
    if found is None:
        return None
    level, share = found
    return (
        f"{level} holds {_hundredths(share)} of 100 ratings. Kappa and alpha come out low then "
        "even where assessors agree: little is left beyond chance."
    )


def say_severity(one: AssessorSeverity, name: str, origin: str = "the team") -> str:
    """How much less, or more, one assessor gives."""
    levels = one.levels
    if levels.value is None:
        return f"{name}: {levels.undefined}"
    if levels.standing == "counts only":
        return f"{name} shares only {levels.n} details with others; too few for a measure."
    way = "less" if levels.value > 0 else "more"
    size = say_number(abs(levels.value))
    return f"{name} gives {size} level {way} per detail than {origin}{_size_interval(levels)}"


def say_anchor(one: AnchorAgreement, name: str) -> str:
    """How one assessor compares with the definitive judgments."""
    total = one.exact + one.low + one.high
    if not total:
        return f"{name}: {one.share.undefined}"
    return (
        f"{name}: {one.exact} of {total} exact; {one.low} too low, {one.high} too high. "
        f"{one.decisions_right} of {one.decisions} decisions right."
    )


def _size_interval(figure: Figure) -> str:
    """The interval of the size, in the direction that the sentence says."""
    if figure.low is None or figure.high is None or figure.value is None:
        return ""
    ends = (figure.low, figure.high) if figure.value > 0 else (-figure.high, -figure.low)
    low, high = (say_number(end) for end in ends)
    return f" ({low} to {high})" if ends[0] < 0 else f" ({low}\u2013{high})"


def _coefficient(said: str, name: str, figure: Figure) -> str:
    if figure.value is None:
        return f"{said} ({name}): not defined. {figure.undefined}"
    if figure.standing == "counts only":
        return f"{said} ({name}): {figure.n} shared details are too few for a figure."
    return f"{said} {_value(figure)}, {name}. {_count(figure)}"


def _value(figure: Figure) -> str:
    return "" if figure.value is None else f"{say_number(figure.value)}{say_interval(figure)}"


def _count(figure: Figure) -> str:
    hint = " Indicative only." if figure.standing == "indicative" else ""
    return f"{figure.n:,} shared details of {figure.clusters:,} attempts.{hint}"


def _hundredths(share: float) -> str:
    return f"{100 * share:.0f}"
