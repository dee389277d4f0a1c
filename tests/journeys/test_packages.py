"""A review travels from its assessor to the lead: sealed, trusted, brought in, verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.builders import build_bundle
from workbench.app import open_session
from workbench.assessment.judgment import ACCEPTED, Feedback, Judgment
from workbench.cli.package import package_command
from workbench.cli.verify import verify_command
from workbench.exchange.trust import list_known_keys
from workbench.store.keys import create_identity
from workbench.ui.exchanging import bringing
from workbench.ui.exchanging.bringing import LEAVE, TRUST
from workbench.ui.exchanging.known_keys import KnownKeysPage
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.reporting.finish_dialog import FinishDialog
from workbench.ui.session import Session
from workbench.ui.settings.data import DataPage
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.windowless.headless import open_and_inspect, wait_saved

WORDS = Feedback(looked_at="Page 1", unmet="together", next_step="Show it")


@contextmanager
def window_of(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("WORKBENCH_HOME", str(home))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with open_session(name) as session:
        window = MainWindow(session, Look(app, session.store, "light"))
        window.show()
        QApplication.processEvents()
        yield window
        window.close()
        delete(window)


def judge_all(session: Session, bundle: Path, level: str) -> None:
    open_and_inspect(session, bundle)
    session.confirm_scorable()
    for target in session.rubric.targets:
        is_part = session.rubric.find_part(target) is not None
        made = ACCEPTED if is_part else level
        session.record(Judgment(target=target, level=made, feedback=WORDS))
    session.journal.write("note", target="1a", body={"text": "ZZPRIVATE"})
    session.finish()
    wait_saved(session)


def write_package(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The package of the finished review, written through the window; what was said of it."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    window.show_finish()
    dialog = window.findChild(FinishDialog)
    assert dialog is not None
    button = dialog.findChild(QPushButton, "writePackage")
    assert button is not None
    assert button.isVisible()
    button.click()
    dialog.close()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    said = box.text()
    box.close()
    return said


def answer_trust(answer: str, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_parent: object, _title: str, sentence: str, *_more: object) -> str:
        asked.append(sentence)
        return answer

    monkeypatch.setattr(bringing, "ask_ways", ask)


def drop(window: MainWindow, path: Path, qtbot: QtBot) -> str:
    """What is said above the queue once that file, dropped there, was dealt with."""
    window.queue.say("")
    window.queue.dropped.emit([path])
    label = window.queue.findChild(QLabel, "queueNotice")
    assert label is not None
    qtbot.waitUntil(lambda: bool(label.text()))
    return label.text()


def verify(path: Path) -> tuple[int, str]:
    result = CliRunner().invoke(verify_command, [str(path)])
    return result.exit_code, result.output


def test_the_command_writes_what_the_window_writes_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle, package = build_bundle(tmp_path), tmp_path / "by-hand.mcreview"
    with window_of(tmp_path / "assessor", "Ines", monkeypatch) as window:
        judge_all(window.session, bundle, "proficient")
        write_package(window, package, monkeypatch)
    result = CliRunner().invoke(package_command, [str(bundle), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    digest, path = result.output.strip().split("  ")
    assert Path(path) == tmp_path / "out" / "4F7K-attempt-1-review.mcreview"
    assert Path(path).read_bytes() == package.read_bytes()
    assert digest == hashlib.sha256(package.read_bytes()).hexdigest()


def test_a_review_goes_to_the_lead_sealed_and_is_trusted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bundle = build_bundle(tmp_path)
    package = tmp_path / "4F7K-attempt-1-review.mcreview"
    with window_of(tmp_path / "assessor", "Ines", monkeypatch) as window:
        judge_all(window.session, bundle, "proficient")
        said = write_package(window, package, monkeypatch)
        own_words = " ".join(window.session.identity.words)
        assert verify(package)[0] == 0
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    assert digest in said
    assert b"ZZPRIVATE" not in package.read_bytes()

    asked: list[str] = []
    with window_of(tmp_path / "lead", "Lead", monkeypatch) as window:
        code, told = verify(package)
        assert (code, "NOT known here" in told, digest in told) == (3, True, True)
        answer_trust(LEAVE, asked, monkeypatch)
        assert "was not brought in" in drop(window, package, qtbot)
        assert window.session.store.read_events() == ()
        answer_trust(TRUST, asked, monkeypatch)
        assert "new entries were brought in, of one submission" in drop(window, package, qtbot)
        assert all(own_words in sentence for sentence in asked)
        assert "0 new entries" in drop(window, package, qtbot)
        assert len(asked) == 2, "a trusted key is not asked about again"
        assert verify(package)[0] == 0

        open_and_inspect(window.session, bundle)
        assert window.session.review.judgments == {}, (
            "another assessor's judgments are out of sight"
        )
        judge_all(window.session, bundle, "not-yet")
        assert window.session.review.judgment("1a").level == "not-yet"
        assert window.session.review.clashes == ()


def test_a_changed_package_is_told_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    package = tmp_path / "review.mcreview"
    with window_of(tmp_path / "assessor", "Ines", monkeypatch) as window:
        judge_all(window.session, build_bundle(tmp_path), "proficient")
        write_package(window, package, monkeypatch)
    package.write_bytes(package.read_bytes().replace(b"proficient", b"not-yet   ", 1))
    with window_of(tmp_path / "lead", "Lead", monkeypatch) as window:
        assert "not as it was signed" in drop(window, package, qtbot)
        assert window.session.store.read_events() == ()
        code, told = verify(package)
        assert (code, "line " in told, "of events.jsonl" in told) == (1, True, True)


def test_the_settings_bring_in_what_the_queue_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    package = tmp_path / "review.mcreview"
    with window_of(tmp_path / "assessor", "Ines", monkeypatch) as window:
        judge_all(window.session, build_bundle(tmp_path), "proficient")
        write_package(window, package, monkeypatch)
    answer_trust(TRUST, [], monkeypatch)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(package), ""))
    with window_of(tmp_path / "lead", "Lead", monkeypatch) as window:
        page = window.show_settings().findChild(DataPage)
        assert page is not None
        button = page.findChild(QPushButton, "bringIn")
        said = page.findChild(QLabel, "dataSaid")
        assert button is not None
        assert said is not None
        button.click()
        qtbot.waitUntil(lambda: "new entries were brought in" in said.text())


def show_keys(window: MainWindow) -> KnownKeysPage:
    page = window.show_settings().findChild(KnownKeysPage)
    assert page is not None
    return page


def choose(page: KnownKeysPage, name: str) -> None:
    names = [key.name for key in list_known_keys(page.folder)]
    page.list.setCurrentRow(names.index(name))


def test_a_new_key_that_the_lead_links_goes_on_with_the_old_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bundle, home, lead = build_bundle(tmp_path), tmp_path / "assessor", tmp_path / "lead"
    packages = [tmp_path / "old.mcreview", tmp_path / "new.mcreview"]
    answer_trust(TRUST, [], monkeypatch)
    with window_of(home, "Ines", monkeypatch) as window:
        judge_all(window.session, bundle, "proficient")
        write_package(window, packages[0], monkeypatch)
        window.show_queue()
    create_identity(home, "Ines again")  # the passphrase of the first key is lost
    with window_of(home, "Ines again", monkeypatch) as window:
        open_and_inspect(window.session, bundle)
        assert window.session.review.judgments == {}
        judge_all(window.session, bundle, "proficient")
        write_package(window, packages[1], monkeypatch)
    keys = tmp_path / "keys.json"
    with window_of(lead, "Lead", monkeypatch) as window:
        for package in packages:
            drop(window, package, qtbot)
        page = show_keys(window)
        choose(page, "Ines again")
        page.link(next(key for key in list_known_keys(lead) if key.name == "Ines"))
        assert "follows the key" in page.list.currentItem().text()
        page.save(keys)
    with window_of(home, "Ines again", monkeypatch) as window:
        page = show_keys(window)
        page.bring(keys)
        said = page.findChild(QLabel, "keysSaid")
        assert said is not None
        assert said.text().startswith("The keys that Lead trusts are trusted here now.")
        open_and_inspect(window.session, bundle)
        both = window.session.review
        assert len({event.actor for event in window.session.journal.events}) == 2
        assert both.clashes, "what both keys judged is one assessor's, and to be settled"
        window.session.reopen("to settle")
        window.session.record(Judgment(target="1a", level="not-yet", feedback=WORDS))
        assert "1a" not in window.session.review.clashes
        wait_saved(window.session)


def test_a_key_that_is_forgotten_is_asked_about_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    package, asked = tmp_path / "review.mcreview", list[str]()
    with window_of(tmp_path / "assessor", "Ines", monkeypatch) as window:
        judge_all(window.session, build_bundle(tmp_path), "proficient")
        write_package(window, package, monkeypatch)
    answer_trust(TRUST, asked, monkeypatch)
    with window_of(tmp_path / "lead", "Lead", monkeypatch) as window:
        drop(window, package, qtbot)
        page = show_keys(window)
        choose(page, "Lead")
        page.forget()
        assert len(list_known_keys(page.folder)) == 2, "a key of this computer stays"
        choose(page, "Ines")
        page.forget()
        assert len(list_known_keys(page.folder)) == 1
        drop(window, package, qtbot)
        assert len(asked) == 2


def test_every_key_page_verb_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_of(tmp_path / "lead", "Lead", monkeypatch) as window:
        verbs = WindowVerbs(
            session=window.session, start_again=window.start_again, tell_player=lambda: None
        )
        page = KnownKeysPage(verbs)
        said = page.findChild(QLabel, "keysSaid")
        button = page.findChild(QPushButton, "linkKey")
        assert said is not None
        assert button is not None
        button.click()
        assert said.text() == "There is no other key that it could follow."
        page.bring(tmp_path / "missing.json")
        assert "cannot be used" in said.text()
        page.deleteLater()
