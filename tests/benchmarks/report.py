"""Reports of sixty details with two hundred stills, and of ten megabytes of feedback."""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.report.builders import build_feedback, build_judgment, build_scorecard
from tests.report.samples import STILLS, build_large, build_pictures
from workbench.report.html import write_html
from workbench.report.json_file import write_json
from workbench.report.pdf.report import write_pdf


def measure_reports() -> list[str]:
    """A line for each measurement: seconds, size, memory; then the bare library's seconds."""
    scorecard = build_large()
    pictures = build_pictures(scorecard)
    words = "The families were heard, and they wrote down what they wished for. " * 156_000
    judgment = build_judgment(feedback=build_feedback(unmet=words))
    endless = build_scorecard(judgments={"1a": judgment})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf, html, json = (folder / f"report.{suffix}" for suffix in ("pdf", "html", "json"))
        lines = []
        for target, write in (
            (pdf, lambda: write_pdf(scorecard, pictures, pdf, audience="file")),
            (html, lambda: write_html(scorecard, pictures, html, audience="file")),
            (json, lambda: write_json(scorecard, json, audience="file")),
        ):
            seconds = measure(write)
            size = target.stat().st_size / 1e6
            lines.append(
                f"{target.suffix[1:]}, 60 details, {STILLS} pictures: {seconds:.2f} s, "
                f"{size:.1f} MB, peak {read_peak():.0f} MB"
            )
        seconds = measure(lambda: write_pdf(endless, {}, pdf, audience="file"))
        lines.append(
            f"pdf, 10 MB of feedback: {seconds:.2f} s, {pdf.stat().st_size / 1e6:.1f} MB, "
            f"peak {read_peak():.0f} MB"
        )
    bare = measure(lambda: draw_bare(list(pictures.values())))
    return [*lines, f"beside it: reportlab with the {STILLS} pictures as they are, {bare:.2f} s"]


def draw_bare(pictures: list[bytes]) -> None:
    """The same pictures put on pages by reportlab alone."""
    canvas = Canvas(io.BytesIO())
    for picture in pictures:
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 50, 50, 200, 200)
        canvas.showPage()
    canvas.save()


def measure(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_peak() -> float:
    """The most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.stdout.write("\n".join([*measure_reports(), ""]))
