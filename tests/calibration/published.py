"""Published tables with the figures that their sources print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.columns import (
    ratings_from_counts,
    ratings_from_crosstab,
    ratings_from_matrix,
)
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale

if TYPE_CHECKING:
    import numpy.typing as npt

    from workbench.calibration.ratings.scale import WeightName

GWET = "Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, as printed by irrCAC 1.x"


@dataclass(frozen=True)
class Printed:
    """What a source prints of one field of the panel."""

    field: str
    value: float
    error: float | None = None
    decimals: int = 3


@dataclass(frozen=True)
class Case:
    """A table and what is printed about it."""

    name: str
    source: str
    ratings: Ratings
    printed: tuple[Printed, ...]
    weights: WeightName | npt.NDArray[np.float64] = "linear"


def _crosstab(*rows: list[int]) -> Ratings:
    return ratings_from_crosstab(rows, make_scale(len(rows)))


def _matrix(rows: str, levels: str) -> Ratings:
    """One word per unit, one letter per assessor; a dot is a gap."""
    table = [[None if mark == "." else mark for mark in row] for row in rows.split()]
    return ratings_from_matrix(np.array(table, dtype=object), make_scale(list(levels)))


def _numbers(rows: str, levels: list[int]) -> Ratings:
    table = [[None if mark == "." else int(mark) for mark in row] for row in rows.split()]
    return ratings_from_matrix(np.array(table, dtype=object), make_scale(levels))


def _counts(rows: str) -> npt.NDArray[np.int64]:
    """One word per unit, one digit per level."""
    return np.array([[int(mark) for mark in row] for row in rows.split()])


FOUR_RATERS = _numbers(
    "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3.", [1, 2, 3, 4, 5]
)
FLEISS_1971 = _counts(
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 "
    "02031 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 "
    "10500 00006"
)
WIKIPEDIA_FLEISS = np.array(
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
)  # fmt: skip
THREE_OBSERVERS = ".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4"
COHEN_1968 = _crosstab([88, 14, 18], [10, 40, 10], [2, 6, 12])
MAMMOGRAMS = _crosstab([21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1])
ANXIETY = np.array(
    [
        [int(mark) for mark in row]
        for row in ("33345523522615221243", "36462424332333221334", "21443216111233113322")
    ]
).T
DIST_4CAT = np.column_stack(
    [
        [3, 2, 2, 2, 3, 3, 0, 0, 0, 3, 0, 0, 0, 0, 3],
        [0, 1, 1, 0, 1, 1, 4, 3, 0, 1, 4, 3, 2, 0, 1],
        [1, 1, 1, 2, 0, 0, 0, 1, 4, 0, 0, 1, 2, 4, 0],
    ]
)

CASES = (
    Case(
        "12 units, 4 raters, missing",
        GWET,
        FOUR_RATERS,
        (
            Printed("exact", 0.81818, 0.12561, 5),
            Printed("ac1", 0.77544, 0.14295, 5),
            Printed("fleiss", 0.76117, 0.15302, 5),
            Printed("conger", 0.76282, 0.14917, 5),
            Printed("brennan_prediger", 0.77273, 0.14472, 5),
            Printed("alpha_nominal", 0.74342, 0.14548, 5),
        ),
    ),
    Case(
        "12 units, quadratic weights",
        GWET,
        FOUR_RATERS,
        (
            Printed("ac2", 0.914, 0.10396, 5),
            Printed("conger_weighted", 0.858, 0.144),
            Printed("alpha_interval", 0.849, 0.129),
        ),
        "quadratic",
    ),
    Case(
        "12 units, linear weights",
        GWET,
        FOUR_RATERS,
        (Printed("ac2", 0.859, 0.117), Printed("conger_weighted", 0.814, 0.145)),
    ),
    Case(
        "12 units, ordinal weights",
        GWET,
        FOUR_RATERS,
        (Printed("ac2", 0.899, 0.107), Printed("conger_weighted", 0.844, 0.144)),
        "ordinal",
    ),
    Case(
        "12 units, radical weights",
        GWET,
        FOUR_RATERS,
        (Printed("ac2", 0.820, 0.128), Printed("conger_weighted", 0.788, 0.146)),
        "radical",
    ),
    Case(
        "12 units, ratio weights",
        GWET,
        FOUR_RATERS,
        (
            Printed("ac2", 0.857, 0.122),
            Printed("conger_weighted", 0.812, 0.149),
            Printed("alpha_ratio", 0.797, 0.140),
        ),
        "ratio",
    ),
    Case(
        "12 units, circular weights",
        GWET,
        FOUR_RATERS,
        (
            Printed("ac2", 0.830, 0.133),
            Printed("conger_weighted", 0.805, 0.147),
            Printed("fleiss_weighted", 0.807, 0.149),
        ),
        "circular",
    ),
    Case(
        "12 units, bipolar weights",
        GWET,
        FOUR_RATERS,
        (
            Printed("ac2", 0.900, 0.106),
            Printed("conger_weighted", 0.845, 0.142),
            Printed("fleiss_weighted", 0.853, 0.145),
        ),
        "bipolar",
    ),
    Case(
        "14 units, 4 raters, two groups",
        GWET,
        _matrix("aa.a bbcb cccc cccc bbbb abcd dddd aaba bbbb .eee ..aa ..c. bbcb bacb", "abcde"),
        (
            Printed("ac1", 0.685, 0.134),
            Printed("conger", 0.659, 0.146),
            Printed("fleiss", 0.657, 0.150),
            Printed("brennan_prediger", 0.679, 0.136),
            Printed("alpha_nominal", 0.632, 0.150),
        ),
    ),
    Case(
        "15 units, 4 raters, by gender",
        GWET,
        _matrix(
            "aaac aabc aabc aacc abaa baaa bbbb bcbb cccc aaac aabc aabc aacc abaa baaa", "abc"
        ),
        (
            Printed("ac1", 0.208, 0.091),
            Printed("conger", 0.166, 0.121),
            Printed("fleiss", 0.129, 0.141),
            Printed("brennan_prediger", 0.183, 0.102),
            Printed("alpha_nominal", 0.143, 0.141),
        ),
    ),
    Case(
        "15 units, 5 observers, missing",
        GWET,
        _numbers(
            "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. "
            "33223 111.1",
            [0, 1, 2, 3],
        ),
        (
            Printed("ac1", 0.497, 0.122),
            Printed("conger", 0.469, 0.117),
            Printed("fleiss", 0.458, 0.120),
            Printed("brennan_prediger", 0.487, 0.121),
            Printed("alpha_nominal", 0.481, 0.114),
        ),
    ),
    Case(
        "Ben and Gerry",
        GWET,
        _matrix("ab aa bb bb db cc cc cc ee d. dd ad", "abcde"),
        (
            Printed("ac1", 0.661, 0.184),
            Printed("conger", 0.657, 0.179),
            Printed("fleiss", 0.649, 0.191),
            Printed("brennan_prediger", 0.659, 0.185),
            Printed("alpha_nominal", 0.665, 0.180),
        ),
    ),
    Case(
        "two observers, ten units, two values",
        "Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A",
        _numbers("01 11 01 00 00 01 00 00 10 00", [0, 1]),
        (Printed("alpha_nominal", 0.095),),
    ),
    Case(
        "two observers, twelve units, five values",
        "Krippendorff (2011), section B",
        _matrix("ab aa bb bb db cc cc cc ee dd dd ad", "abcde"),
        (Printed("alpha_nominal", 0.692),),
    ),
    Case(
        "15 patients, 6 psychiatrists",
        GWET,
        ratings_from_counts(FLEISS_1971[:15], make_scale(5)),
        (
            Printed("ac1", 0.4448007, 0.08418757, 7),
            Printed("fleiss", 0.4139265, 0.08119291, 7),
            Printed("brennan_prediger", 0.4388889, 0.08312142, 7),
            Printed("alpha_nominal", 0.4204384, None, 7),
        ),
    ),
    Case(
        "30 patients, 6 psychiatrists",
        "Fleiss, Psychological Bulletin 76 (1971); to seven places by R irr",
        ratings_from_counts(FLEISS_1971, make_scale(5)),
        (Printed("fleiss", 0.4302445, None, 7),),
    ),
    Case(
        "10 subjects, 14 raters",
        "Worked example in Wikipedia, Fleiss' kappa",
        ratings_from_counts(WIKIPEDIA_FLEISS, make_scale(5)),
        (Printed("fleiss", 0.210), Printed("exact", 0.378), Printed("expected", 0.213)),
    ),
    Case(
        "15 subjects, 4 raters, 3 categories, two rated by three",
        GWET,
        ratings_from_counts(DIST_4CAT, make_scale(3)),
        (Printed("ac1", 0.3518903, None, 7),),
    ),
    Case(
        "two raters, free and fixed margins",
        "Randolph, Online Kappa Calculator",
        ratings_from_counts([[7, 1], [3, 5]], make_scale(2)),
        (
            Printed("fleiss", 0.161905, None, 6),
            Printed("brennan_prediger", 0.214286, None, 6),
            Printed("exact", 0.607143, None, 6),
        ),
    ),
    Case(
        "pregnancies, two abstractors",
        GWET,
        _crosstab([13, 0, 0], [0, 20, 7], [0, 4, 56]),
        (
            Printed("cohen", 0.7964094, 0.05891072, 7),
            Printed("fleiss", 0.7962397, None, 7),
            Printed("ac1", 0.8493305, None, 7),
            Printed("brennan_prediger", 0.835, None, 7),
            Printed("alpha_nominal", 0.7972585, None, 7),
        ),
    ),
    Case(
        "SAS example of PROC FREQ with AGREE",
        "SAS/STAT documentation, as kept in the tests of statsmodels",
        _crosstab([0, 4, 1], [0, 8, 0], [0, 1, 5]),
        (Printed("cohen", 0.4842, 0.1380, 4), Printed("cohen_linear", 0.4701, 0.1457, 4)),
    ),
    Case(
        "sexual fun of couples",
        "Hout, Duncan and Sobel, Sociological Methodology 17 (1987); printed by R vcd::Kappa",
        _crosstab([7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]),
        (Printed("cohen", 0.1293, 0.0686, 4), Printed("cohen_linear", 0.2374, 0.0783, 4)),
    ),
    Case(
        "multiple sclerosis, Winnipeg",
        "Westlund and Kurland (1953); printed by R vcd::Kappa",
        _crosstab([38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]),
        (Printed("cohen", 0.2079, 0.0505, 4), Printed("cohen_linear", 0.3797, 0.0517, 4)),
    ),
    Case(
        "carcinoma of the cervix, two pathologists",
        "Agresti, Categorical Data Analysis, 2nd ed. 2002, table 10.8",
        _crosstab([22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]),
        (Printed("cohen", 0.493, 0.057), Printed("cohen_quadratic", 0.784, None, 3)),
    ),
    Case(
        "two psychiatrists, 200 patients",
        "Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969), table 1",
        _crosstab([106, 10, 4], [22, 28, 10], [2, 12, 6]),
        (Printed("cohen", 0.429, 0.054),),
    ),
    Case(
        "high agreement, balanced margins",
        "Feinstein and Cicchetti, J. of Clinical Epidemiology 43 (1990)",
        _crosstab([40, 9], [6, 45]),
        (Printed("cohen", 0.70, None, 2), Printed("exact", 0.85, None, 2)),
    ),
    Case(
        "high agreement, low kappa",
        "Feinstein and Cicchetti, J. of Clinical Epidemiology 43 (1990)",
        _crosstab([80, 10], [5, 5]),
        (Printed("cohen", 0.32, None, 2), Printed("exact", 0.85, None, 2)),
    ),
    Case(
        "two psychologists, 200 patients",
        "Cohen, Psychological Bulletin 70 (1968): kappa, and weighted by disagreements",
        COHEN_1968,
        (Printed("cohen", 0.492), Printed("cohen_weighted", 0.348)),
        np.array([[0.0, 1, 3], [1, 0, 6], [3, 6, 0]]),
    ),
    Case(
        "two psychologists, disagreements that depend on who said what",
        "Cohen (1968)",
        COHEN_1968,
        (Printed("cohen_weighted", 0.353),),
        np.array([[0.0, 1, 4], [1, 0, 6], [2, 2, 0]]),
    ),
    Case(
        "multiple sclerosis, New Orleans",
        "Westlund and Kurland (1953); Landis and Koch, Biometrics 33 (1977); by R vcd::Kappa",
        _crosstab([5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]),
        (Printed("cohen", 0.2965, 0.0785, 4), Printed("cohen_linear", 0.4773, 0.0730, 4)),
    ),
    Case(
        "xeromammograms, two radiologists",
        "Altman, Practical Statistics for Medical Research (1991); Stata manual, kappa, rate2",
        MAMMOGRAMS,
        (
            Printed("exact", 0.6353, None, 4),
            Printed("cohen", 0.4728, None, 4),
            Printed("cohen_linear", 0.5684, None, 4),
            Printed("cohen_quadratic", 0.6714, None, 4),
        ),
    ),
    Case(
        "100 patients, two diagnosticians",
        "Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), ch. 18",
        _crosstab([75, 1, 4], [5, 4, 1], [0, 0, 10]),
        (Printed("cohen", 0.68, None, 2), Printed("exact", 0.89, None, 2)),
    ),
    Case(
        "three observers, fifteen units, missing",
        "Worked example in Wikipedia, Krippendorff's alpha",
        _numbers(THREE_OBSERVERS, [1, 2, 3, 4]),
        (Printed("alpha_nominal", 0.691), Printed("alpha_interval", 0.811)),
    ),
    Case(
        "rare finding, two raters",
        "Gwet, Kappa Statistic is not Satisfactory (2002)",
        _crosstab([118, 5], [2, 0]),
        (Printed("cohen", -0.0234, None, 4), Printed("ac1", 0.9408, None, 4)),
    ),
    Case(
        "grants, two readers",
        "Worked examples in Wikipedia, Cohen's kappa",
        _crosstab([20, 5], [10, 15]),
        (Printed("cohen", 0.40, None, 2),),
    ),
    Case(
        "the same agreement, other margins",
        "Worked examples in Wikipedia, Cohen's kappa",
        _crosstab([45, 15], [25, 15]),
        (Printed("cohen", 0.1304, None, 4),),
    ),
    Case(
        "anxiety of 20 people, two raters",
        "R package irr, example of kappa2",
        ratings_from_matrix(ANXIETY[:, :2], make_scale(6)),
        (Printed("cohen", 0.119), Printed("cohen_quadratic", 0.297)),
    ),
)
