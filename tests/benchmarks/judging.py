"""Judging: keys and seconds of a scripted whole review, and a queue of 2,000 rows.

The review is done by key presses in the real window: every citation walked, every target judged,
three places of feedback on two details, finished. Words typed are counted apart from keys.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from tests.keyboard import press, type_words
from workbench.app import make_application, open_session
from workbench.paths import find_resource
from workbench.store.store import open_store
from workbench.store.submissions import SubmissionRow
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.queue.page import QueuePage
from workbench.ui.reporting import finish_dialog
from workbench.ui.windowless.waiting import wait_until

ROWS = 2_000
BELOW = ("2b", "3c")
WORDS = ("Meeting 2:15 and plan page 6", "with stakeholders", "Add the adopted text")


class Hand:
    """Presses keys and counts them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.keys = 0
        self.letters = 0

    def press(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier | None = None) -> None:
        """One key."""
        self.keys += 1
        press(self.window, key, modifier or Qt.KeyboardModifier.NoModifier)

    def write(self, words: str) -> None:
        """Words."""
        self.letters += len(words)
        type_words(words)


def main() -> None:
    """Print both tables."""
    app = make_application()
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = home
        with open_session("Benchmark") as session:
            window = MainWindow(session, Look(app, session.store, "light"))
            window.show()
            window.open_bundle(find_resource("demo", "4F7K-attempt-1.zip"))
            wait_until(lambda: session.is_open, "the demo")
            wait_until(lambda: session.desk.is_done and session.verification.is_done, "it", 120)
            _tell(*review(Hand(window)))
            window.close()
    with tempfile.TemporaryDirectory() as home:
        _tell(*fill_queue(app, Path(home)))


def review(hand: Hand) -> list[str]:
    """Judge the whole demo by keys alone; the lines of the table."""
    session = hand.window.session
    session.confirm_scorable()
    began = time.perf_counter()
    hand.press("u")
    for _ in session.rubric.targets:
        judge(hand)
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: hand.window.findChild(finish_dialog.FinishDialog) is not None, "the card")
    session.finish()
    wait_until(lambda: session.journal.is_saved, "the store")
    seconds = time.perf_counter() - began
    details = len(session.rubric.targets)
    assert session.review.finished_at is not None
    citations = sum(len(c.citations) for c in session.submission.self_analysis.claims)
    walked = hand.keys - citations
    return [
        f"a whole review, {details} judgments, {citations} citations walked, {len(BELOW)} below",
        f"  keys beside words               {hand.keys:6d}   {hand.keys / details:.2f} a judgment",
        f"  keys without walking citations  {walked:6d}   {walked / details:.2f} a judgment",
        f"  letters of feedback             {hand.letters:6d}",
        f"  seconds, nobody thinking        {seconds:6.1f}",
    ]


def judge(hand: Hand) -> None:
    """Walk the citations of the present target, judge it, and go on."""
    session = hand.window.session
    target = session.target
    for _ in session.steps[1:]:
        hand.press("n")
    is_part = session.rubric.find_part(target) is not None
    hand.press("1" if is_part else "2" if target in BELOW else "3")
    if target in BELOW:
        hand.press("f")
        for words in WORDS:
            hand.write(words)
            hand.press(Qt.Key.Key_Tab)
        hand.press(Qt.Key.Key_Escape)
    hand.press("u")


def fill_queue(app: QApplication, home: Path) -> list[str]:
    """Show, scroll and filter a queue of many rows; the lines of the table."""
    with closing(open_store(home)) as store:
        for number in range(ROWS):
            store.note_submission(_make_row(number))
        store.read_submissions()
        pages: list[QueuePage] = []

        def show() -> None:
            page = QueuePage(store, "someone")
            page.resize(1400, 860)
            page.show()
            app.processEvents()
            pages.append(page)

        first = _time(show)
        page = pages[0]
        table, field = page.findChild(QTableView, "queue"), page.findChild(QLineEdit, "queueFilter")
        assert isinstance(table, QTableView)
        assert isinstance(field, QLineEdit)
        scroll = max(_time(lambda n=n: _scroll(app, table, n)) for n in range(0, ROWS, 40))  # type: ignore[misc] # bound at once
        typed = max(_time(lambda c=c: _type(app, field, c)) for c in "K1Z")  # type: ignore[misc] # ditto
        page.close()
    return [
        f"a queue of {ROWS:,} rows, milliseconds",
        f"  first paint, reading included    {first * 1000:7.1f}",
        f"  longest of fifty scrolls         {scroll * 1000:7.1f}",
        f"  longest of three filter letters  {typed * 1000:7.1f}",
    ]


def _make_row(number: int) -> SubmissionRow:
    return SubmissionRow(
        id=f"urn:uuid:{number}",
        actor="someone",
        attempt=1 + number % 2,
        practitioner_key=f"K{number:04X}",
        credential_title="Leading and Promoting Mutual Respect",
        rubric="r",
        bundle_path=f"{number}.zip",
        manifest="f" * 64,
        opened_at=f"2026-11-{1 + number % 28:02}T10:40:{number % 60:02}Z",
        judged=number % 15,
        total=14,
        state="in_progress",
    )


def _scroll(app: QApplication, table: QTableView, row: int) -> None:
    table.scrollTo(table.model().index(row, 0))
    app.processEvents()


def _type(app: QApplication, field: QLineEdit, letter: str) -> None:
    field.setText(field.text() + letter)
    app.processEvents()


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _tell(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
