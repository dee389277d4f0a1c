"""Everything a lead assessor looks at first, computed once from one set of ratings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.calibration.agreeing.agreement import agreement, agreement_by_detail
from workbench.calibration.agreeing.anchors import agreement_with_definitive
from workbench.calibration.agreeing.between_assessors import agreement_of_pairs, agreement_with_rest
from workbench.calibration.agreeing.bootstrap import bootstrap_agreement
from workbench.calibration.agreeing.decisions import EVERY_DETAIL, DecisionRule, decisions
from workbench.calibration.agreeing.disagreements import list_disagreements
from workbench.calibration.agreeing.heat import map_agreement
from workbench.calibration.rasch.decision_errors import DecisionErrors, decision_errors
from workbench.calibration.rasch.facets import FacetsError, facets
from workbench.calibration.reading.next_link import next_link
from workbench.calibration.reading.second_reads import second_reads
from workbench.calibration.severities.connectivity import connectivity
from workbench.calibration.severities.drift import AssessorDrift, DriftError, drift
from workbench.calibration.severities.severity import severity

if TYPE_CHECKING:
    from workbench.calibration.agreeing.anchors import AnchorAgreement
    from workbench.calibration.agreeing.between_assessors import Comparison
    from workbench.calibration.agreeing.decisions import Decisions
    from workbench.calibration.agreeing.disagreements import Disagreement
    from workbench.calibration.agreeing.heat import HeatMap
    from workbench.calibration.agreeing.panel import AgreementPanel
    from workbench.calibration.rasch.measures import Facets
    from workbench.calibration.ratings.file import RatingsFile
    from workbench.calibration.ratings.ratings import Ratings
    from workbench.calibration.ratings.scale import WeightName
    from workbench.calibration.reading.next_link import NextLink
    from workbench.calibration.reading.second_reads import SecondRead
    from workbench.calibration.severities.connectivity import Connectivity
    from workbench.calibration.severities.severity import Severity

SHOWN_DISAGREEMENTS = 60


@dataclass(frozen=True, eq=False)
class Overview:
    """The results of all questions; `no_facets` says why there are no Rasch measures."""

    source: RatingsFile
    panel: AgreementPanel
    by_detail: dict[str, AgreementPanel]
    with_rest: tuple[Comparison, ...]
    pairs: tuple[Comparison, ...]
    decisions: Decisions
    network: Connectivity
    severity: Severity
    facets: Facets | None
    no_facets: str | None
    risk: DecisionErrors | None
    anchors: tuple[AnchorAgreement, ...]
    drift: tuple[AssessorDrift, ...]
    second_reads: tuple[SecondRead, ...]
    next_link: NextLink | None
    heat: HeatMap
    disagreements: tuple[Disagreement, ...]

    @property
    def ratings(self) -> Ratings:
        """The ratings all this is about."""
        return self.source.ratings

    def name_of(self, code: str) -> str:
        """What people call an assessor or an attempt."""
        return self.source.names.get(code, code)

    def title_of(self, detail: str) -> str:
        """A detail's id with its title."""
        return f"{detail} {self.source.titles.get(detail, '')}".strip()

    def label_of(self, level: int) -> str:
        """What people call a level, by its position."""
        name = self.ratings.scale.levels[level]
        return self.source.labels.get(name, name)


def overview(
    source: RatingsFile,
    rule: DecisionRule = EVERY_DETAIL,
    weights: WeightName = "linear",
    *,
    seed: int = 0,
) -> Overview:
    """The whole calibration of these ratings.

    Agreement among assessors leaves the definitive judgments out; severity and the Rasch model
    take them in as an assessor of severity 0. For two assessors the intervals of weighted kappa
    are from the bootstrap with `seed`, which also draws the audit.
    """
    ratings = source.ratings
    own = ratings.without_definitive
    levels = severity(ratings)
    model, why_not = _facets(ratings)
    return Overview(
        source=source,
        panel=_panel(own, weights, seed),
        by_detail=agreement_by_detail(own, weights),
        with_rest=agreement_with_rest(own, weights),
        pairs=agreement_of_pairs(own, weights),
        decisions=decisions(own, rule, source.outcomes or None),
        network=connectivity(ratings),
        severity=levels,
        facets=model,
        no_facets=why_not,
        risk=None if model is None else decision_errors(model, ratings, rule),
        anchors=agreement_with_definitive(ratings, rule),
        drift=_drift(ratings, levels),
        second_reads=second_reads(ratings, rule, severities=levels, model=model, seed=seed),
        next_link=next_link(ratings),
        heat=map_agreement(own),
        disagreements=list_disagreements(own, SHOWN_DISAGREEMENTS),
    )


def _panel(ratings: Ratings, weights: WeightName, seed: int) -> AgreementPanel:
    panel = agreement(ratings, weights=weights)
    if panel.cohen_weighted.value is None:
        return panel
    drawn = bootstrap_agreement(ratings, weights, seed=seed)
    kappas = {
        name: replace(getattr(panel, name), low=drawn[name].low, high=drawn[name].high)
        for name in ("cohen_linear", "cohen_quadratic", "cohen_weighted")
        if name in drawn and getattr(panel, name).value is not None
    }
    return replace(panel, **kappas)


def _facets(ratings: Ratings) -> tuple[Facets | None, str | None]:
    try:
        return facets(ratings), None
    except FacetsError as error:
        return None, str(error)


def _drift(ratings: Ratings, levels: Severity) -> tuple[AssessorDrift, ...]:
    try:
        return drift(ratings, levels)
    except DriftError:
        return ()
