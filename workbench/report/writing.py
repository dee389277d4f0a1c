"""The report's three files in one go."""

from __future__ import annotations

from pathlib import Path

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience
from workbench.report.html import write_html
from workbench.report.json_file import write_json
from workbench.report.names import suggest_file_name
from workbench.report.pdf.report import write_pdf
from workbench.report.pictures import Pictures
from workbench.report.saving import make_folder


def write_reports(
    scorecard: Scorecard,
    pictures: Pictures,
    folder: Path,
    *,
    audience: Audience,
    stem: str | None = None,
) -> tuple[Path, ...]:
    """Write PDF, HTML and JSON into the folder, made if it is not there; the files, PDF first.

    `stem` names them; without it they are named after submission and audience.

    Raises:
        WorkbenchError: a file cannot be written; the sentence says which.
    """

    def name(suffix: str) -> Path:
        own = f"{stem}.{suffix}" if stem else suggest_file_name(scorecard, audience, suffix)
        return folder / own

    pdf, html, json = name("pdf"), name("html"), name("json")
    make_folder(folder, for_file=pdf.name)
    write_pdf(scorecard, pictures, pdf, audience=audience)
    write_html(scorecard, pictures, html, audience=audience)
    write_json(scorecard, json, audience=audience)
    return (pdf, html, json)
