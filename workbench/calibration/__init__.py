"""How far assessors agree, how strict each of them is, and what a lead should act on first.

Everything that other code needs can be had from here, `from workbench.calibration import …`;
each name loads only its own part, and only when it is asked for.

Ratings: `Ratings`, made by `ratings_from_arrays`, `ratings_from_matrix` (units by assessors),
`ratings_from_counts` (units by levels), `ratings_from_crosstab` (two assessors),
`ratings_from_csv`, `ratings_from_events` or `read_ratings` (files), on a `Scale` from
`make_scale` or `scale_of_rubric`.

Agreement: `agreement`, `agreement_by_detail`, `agreement_of_pairs`, `agreement_with_rest`,
`agreement_with_definitive`, `bootstrap_agreement`, `intraclass`, `make_weights`; for tests that a
kappa is 0 `error_if_independent` and `fleiss_error_if_independent`.

Decisions: `decisions`, `decision_errors`, `chance_of_wrong_decision`.

Severity: `connectivity`, `severity`, `facets` (`joint_measures` only to compare with other
programs), `drift`.

Reading: `second_reads`, `next_link`, `policy`, `replay_policies`.

All of it at once: `overview`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.calibration.agreeing.agreement import agreement as agreement
    from workbench.calibration.agreeing.agreement import agreement_by_detail as agreement_by_detail
    from workbench.calibration.agreeing.anchors import (
        agreement_with_definitive as agreement_with_definitive,
    )
    from workbench.calibration.agreeing.between_assessors import (
        agreement_of_pairs as agreement_of_pairs,
    )
    from workbench.calibration.agreeing.between_assessors import (
        agreement_with_rest as agreement_with_rest,
    )
    from workbench.calibration.agreeing.bootstrap import bootstrap_agreement as bootstrap_agreement
    from workbench.calibration.agreeing.chance import (
        fleiss_error_if_independent as fleiss_error_if_independent,
    )
    from workbench.calibration.agreeing.cohen import error_if_independent as error_if_independent
    from workbench.calibration.agreeing.decisions import (
        DecisionRule as DecisionRule,
    )
    from workbench.calibration.agreeing.decisions import (
        chance_of_wrong_decision as chance_of_wrong_decision,
    )
    from workbench.calibration.agreeing.decisions import (
        decisions as decisions,
    )
    from workbench.calibration.agreeing.icc import intraclass as intraclass
    from workbench.calibration.agreeing.panel import AgreementPanel as AgreementPanel
    from workbench.calibration.figure import Figure as Figure
    from workbench.calibration.page.overview import overview as overview
    from workbench.calibration.rasch.decision_errors import decision_errors as decision_errors
    from workbench.calibration.rasch.facets import facets as facets
    from workbench.calibration.rasch.joint import joint_measures as joint_measures
    from workbench.calibration.ratings.columns import (
        ratings_from_arrays as ratings_from_arrays,
    )
    from workbench.calibration.ratings.columns import (
        ratings_from_counts as ratings_from_counts,
    )
    from workbench.calibration.ratings.columns import (
        ratings_from_crosstab as ratings_from_crosstab,
    )
    from workbench.calibration.ratings.columns import (
        ratings_from_matrix as ratings_from_matrix,
    )
    from workbench.calibration.ratings.events import ratings_from_events as ratings_from_events
    from workbench.calibration.ratings.file import ratings_from_csv as ratings_from_csv
    from workbench.calibration.ratings.file import read_ratings as read_ratings
    from workbench.calibration.ratings.ratings import Ratings as Ratings
    from workbench.calibration.ratings.ratings import RatingsError as RatingsError
    from workbench.calibration.ratings.scale import (
        Scale as Scale,
    )
    from workbench.calibration.ratings.scale import (
        make_scale as make_scale,
    )
    from workbench.calibration.ratings.scale import (
        make_weights as make_weights,
    )
    from workbench.calibration.ratings.scale import (
        scale_of_rubric as scale_of_rubric,
    )
    from workbench.calibration.reading.next_link import next_link as next_link
    from workbench.calibration.reading.policy import Policy as Policy
    from workbench.calibration.reading.policy import policy as policy
    from workbench.calibration.reading.policy import replay_policies as replay_policies
    from workbench.calibration.reading.second_reads import second_reads as second_reads
    from workbench.calibration.severities.connectivity import connectivity as connectivity
    from workbench.calibration.severities.drift import drift as drift
    from workbench.calibration.severities.severity import severity as severity

_HOME_OF = {
    "AgreementPanel": "agreeing.panel",
    "DecisionRule": "agreeing.decisions",
    "Figure": "figure",
    "Policy": "reading.policy",
    "Ratings": "ratings.ratings",
    "RatingsError": "ratings.ratings",
    "Scale": "ratings.scale",
    "agreement": "agreeing.agreement",
    "agreement_by_detail": "agreeing.agreement",
    "agreement_of_pairs": "agreeing.between_assessors",
    "agreement_with_definitive": "agreeing.anchors",
    "agreement_with_rest": "agreeing.between_assessors",
    "bootstrap_agreement": "agreeing.bootstrap",
    "chance_of_wrong_decision": "agreeing.decisions",
    "connectivity": "severities.connectivity",
    "decision_errors": "rasch.decision_errors",
    "decisions": "agreeing.decisions",
    "drift": "severities.drift",
    "error_if_independent": "agreeing.cohen",
    "facets": "rasch.facets",
    "fleiss_error_if_independent": "agreeing.chance",
    "intraclass": "agreeing.icc",
    "joint_measures": "rasch.joint",
    "make_scale": "ratings.scale",
    "make_weights": "ratings.scale",
    "next_link": "reading.next_link",
    "overview": "page.overview",
    "policy": "reading.policy",
    "ratings_from_arrays": "ratings.columns",
    "ratings_from_counts": "ratings.columns",
    "ratings_from_crosstab": "ratings.columns",
    "ratings_from_csv": "ratings.file",
    "ratings_from_events": "ratings.events",
    "ratings_from_matrix": "ratings.columns",
    "read_ratings": "ratings.file",
    "replay_policies": "reading.policy",
    "scale_of_rubric": "ratings.scale",
    "second_reads": "reading.second_reads",
    "severity": "severities.severity",
}


if not TYPE_CHECKING:  # or checkers would take any name for one of these

    def __getattr__(name: str) -> object:
        """The public name, from the part that holds it (PEP 562)."""
        home = _HOME_OF.get(name)
        if home is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted(_HOME_OF)
