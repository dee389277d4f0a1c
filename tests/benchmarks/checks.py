"""All checks of a large submission: 30 details, 20 artifacts, 1,000 pages, two hours of video.

The floor is what no check can do without: hashing every entry of the zip, and taking the text
from every page, in one process without a window. Then the same bundle is opened in the window:
how long until it can be used, until everything is checked, and the longest the window was stuck.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tempfile
import time
import zipfile
from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from tests.builders import (
    build_artifact,
    build_claim,
    build_payload,
    build_rubric,
    build_submission,
)
from tests.ui.video.media_files import Recording, write_recording
from workbench.assessment.self_analysis import Citation
from workbench.assessment.submission import Practitioner
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Texts
from workbench.intake.bag import write_bag
from workbench.intake.checking import check_bundle

DOCUMENTS, PAGES = 10, 100
FILMS, FILM_SECONDS = 8, 900
NOTES = 2
LINES = 40
WORDS = "we listened to everybody and wrote down what was said in page {page} of plan {number}"
TICK_MS = 5


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WORKBENCH_HOME"] = str(folder / "home")
        path = write_large_bundle(folder)
        size = path.stat().st_size / 1e6
        say(f"{DOCUMENTS + FILMS + NOTES} artifacts, {DOCUMENTS * PAGES:,} pages, {size:.0f} MB")
        floor = time_floor(path, folder)
        began = time.perf_counter()
        found = check_bundle(path)
        whole = time.perf_counter() - began
        say(f"all checks    {whole:6.2f} s  floor {floor:6.2f} s  ratio {whole / floor:.2f}")
        say(f"              {len(found)} findings")
        measure_window(path)


def say(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_large_bundle(folder: Path) -> Path:
    """The bundle; each detail cites four places, and quotes words from one of them."""
    outcomes = {str(o): [f"{o}{letter}" for letter in "abcdef"] for o in range(1, 6)}
    rubric = build_rubric(outcomes=outcomes)
    names = [
        *(f"plan{n}.pdf" for n in range(DOCUMENTS)),
        *(f"film{n}.mp4" for n in range(FILMS)),
        *(f"notes{n}.txt" for n in range(NOTES)),
    ]
    artifacts = tuple(build_artifact(f"A{n}", name) for n, name in enumerate(names, 1))
    claims = []
    for number, detail in enumerate(rubric.details):
        page = number % PAGES + 1
        plan, film = number % DOCUMENTS + 1, number % FILMS + DOCUMENTS + 1
        citations = (
            Citation(artifact=f"A{plan}", where=f"p. {page}, second paragraph"),
            Citation(artifact=f"A{plan}", where=f"pp. {page}-{page + 3}"),
            Citation(artifact=f"A{film}", where="2:15–3:10"),
            Citation(artifact=f"A{DOCUMENTS + FILMS + 1}", where="line 3"),
        )
        quoted = WORDS.format(page=page + number % 3, number=plan - 1)
        said = f"In {detail.id} they say “{quoted}”."
        claims.append(build_claim(detail.id, citations=citations, explanation=said))
    submission = build_submission(
        rubric=rubric,
        artifacts=artifacts,
        claims=claims,
        practitioner=Practitioner(key="4F7K", name="Ada Field"),
    )
    payload: dict[str, Path | bytes] = dict(build_payload(rubric=rubric, submission=submission))
    recording = Recording(frames=FILM_SECONDS, fps=1, gop=30, sound=True)
    film_path = write_recording(folder, recording)
    for number, artifact in enumerate(artifacts):
        if artifact.file.endswith(".pdf"):
            payload[artifact.file] = make_document(number)
        elif artifact.file.endswith(".mp4"):
            payload[artifact.file] = film_path
    target = folder / "large.zip"
    write_bag(payload, target, info={}, name="large")
    return target


def make_document(number: int) -> bytes:
    """A hundred pages of forty lines."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A5)
    for page in range(1, PAGES + 1):
        text = canvas.beginText(40, 560)
        text.setFont("Helvetica", 9)
        for line in range(LINES):
            text.textLine(WORDS.format(page=page, number=number) + f" line {line}")
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def time_floor(path: Path, folder: Path) -> float:
    """Seconds for the hashes and the pages' texts alone."""
    client = PdfClient()
    client.start()
    began = time.perf_counter()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            content = archive.read(info)
            hashlib.sha256(content).hexdigest()
            if info.filename.endswith(".pdf"):
                copy = folder / "floor.pdf"
                copy.write_bytes(content)
                for first in range(0, PAGES, 25):
                    client.ask(Texts(path=str(copy), first_index=first, count=25))
    seconds = time.perf_counter() - began
    client.close()
    return seconds


def measure_window(path: Path) -> None:
    """Open the bundle in the window and print how it went."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - the floor is measured without Qt

    from workbench.app import make_application, open_session  # noqa: PLC0415 - as above
    from workbench.ui.look import Look  # noqa: PLC0415 - as above
    from workbench.ui.main_window import MainWindow  # noqa: PLC0415 - as above
    from workbench.ui.windowless.waiting import wait_until  # noqa: PLC0415 - as above

    app = make_application()
    with open_session("Benchmark") as session:
        window = MainWindow(session, Look(app, session.store, "light"))
        window.show()
        ticks: list[float] = []
        timer = QTimer(interval=TICK_MS)
        timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
        timer.start()
        began = time.perf_counter()
        window.open_bundle(path)
        wait_until(lambda: session.is_open, "the bundle", 60)
        usable = time.perf_counter() - began
        desk, verification = session.desk, session.verification
        wait_until(lambda: desk.is_done and verification.is_done, "the checks", 600)
        count = len(session.findings)
        done = time.perf_counter() - began
        gaps = [after - before for before, after in pairwise(ticks)]
        timer.stop()
        window.close()
    say(f"window usable {usable:6.2f} s  all checked {done:6.2f} s  {count} findings")
    say(f"window stuck  {max(gaps) * 1000:6.0f} ms at most, {_share(gaps):.1%} of the time > 50 ms")


def _share(gaps: list[float]) -> float:
    slow = 0.05
    return sum(gap for gap in gaps if gap > slow) / sum(gaps)


if __name__ == "__main__":
    main()
