from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from tests.evidence.pdf.documents import write_many_curves, write_pages
from tests.evidence.pdf.fakes import FakeWorld
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import ClosedError, PdfError, WorkerStoppedError
from workbench.evidence.pdf.messages import Describe, Render
from workbench.evidence.pdf.queue import Priority


def test_a_picture_is_raw_rgb_of_the_page(client: PdfClient, tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["Norms"]], size=(200, 300))
    picture = client.ask_picture(Render(path=str(path), page_index=0, scale=1))
    assert (picture.width, picture.height) == (200, 300)
    assert len(picture.pixels) == 200 * 300 * 3
    assert bytes(picture.pixels[:3]) == b"\xff\xff\xff"
    assert min(picture.pixels) < 100


def test_a_large_picture_in_shared_memory_is_the_small_one_scaled(
    client: PdfClient, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["Norms"] * 20])
    large = client.ask_picture(Render(path=str(path), page_index=0, scale=2))
    clip = (100, 150, 500, 450)
    piece = client.ask_picture(Render(path=str(path), page_index=0, scale=2, clip=clip))
    assert large.size_bytes > 1_000_000 > piece.size_bytes
    row = large.pixels[(200 * large.width + 100) * 3 :][: 400 * 3]
    assert bytes(row) == bytes(piece.pixels[50 * 400 * 3 :][: 400 * 3])
    assert min(row) < 250


def test_shared_memory_is_lent_again_only_after_the_picture_is_gone(
    client: PdfClient, tmp_path: Path
) -> None:
    path = str(write_pages(tmp_path / "two.pdf", [["first"] * 30, ["second page"] * 30]))
    first = client.ask_picture(Render(path=path, page_index=0, scale=2))
    before = bytes(first.pixels)
    for _ in range(3):
        client.ask_picture(Render(path=path, page_index=1, scale=2))
        gc.collect()
    assert bytes(first.pixels) == before


def test_all_shared_memory_comes_back(client: PdfClient, tmp_path: Path) -> None:
    path = str(write_pages(tmp_path / "plan.pdf", [["Norms"] * 30] * 4))
    pictures = [
        client.ask_picture(Render(path=path, page_index=index, scale=2)) for index in range(4)
    ]
    assert all(picture.size_bytes > 1_000_000 for picture in pictures)
    pictures.clear()
    client.ask(Describe(path=path))
    gc.collect()
    assert client._arena._free == [(0, client._arena.size)]


def test_the_most_urgent_request_is_answered_first(fake: FakeWorld) -> None:
    answers: Queue[object] = Queue()
    fake.client.wait_ready(20)
    fake.client.request(Describe(path="hang"), priority=0, done=answers.put)
    for name, priority in (("text", 3), ("near1", 1), ("seen", 0), ("near2", 1)):
        fake.client.request(Describe(path=name), priority=priority, done=answers.put)
    for _ in range(5):
        answers.get(timeout=20)
    assert fake.asked == ["hang", "seen", "near1", "near2", "text"]


def test_a_request_that_became_urgent_passes_the_others(fake: FakeWorld) -> None:
    answers: Queue[object] = Queue()
    fake.client.wait_ready(20)
    fake.client.request(Describe(path="hang"), priority=0, done=answers.put)
    tickets = {
        name: fake.client.request(Describe(path=name), priority=priority, done=answers.put)
        for name, priority in (("left", 0), ("stays", 0), ("near", 1), ("comes", 1))
    }
    tickets["comes"].move(0)
    tickets["left"].move(1)
    tickets["stays"].move(0)
    for _ in range(5):
        answers.get(timeout=20)
    assert fake.asked == ["hang", "stays", "comes", "near", "left"]


def test_a_cancelled_request_is_neither_done_nor_answered(fake: FakeWorld) -> None:
    answers: Queue[object] = Queue()
    fake.client.request(Describe(path="hang"), priority=0, done=answers.put)
    unwanted = fake.client.request(Describe(path="unwanted"), priority=0, done=answers.put)
    fake.client.request(Describe(path="wanted"), priority=1, done=answers.put)
    unwanted.cancel()
    assert isinstance(answers.get(timeout=20), PdfError)
    answers.get(timeout=20)
    assert answers.empty()
    assert fake.asked == ["hang", "wanted"]


def test_a_job_without_end_is_stopped_and_named(fake: FakeWorld) -> None:
    with pytest.raises(WorkerStoppedError, match="took too long"):
        fake.client.ask(Describe(path="hang.pdf"))
    assert fake.client.ask(Describe(path="other.pdf")).pages == 7


def test_a_worker_that_died_is_started_again_and_asked_again(fake: FakeWorld) -> None:
    assert fake.client.ask(Describe(path="flaky.pdf")).pages == 7
    assert fake.asked == ["flaky", "flaky"]


def test_a_file_that_killed_the_worker_twice_is_not_tried_again_unasked(fake: FakeWorld) -> None:
    with pytest.raises(WorkerStoppedError):
        fake.client.ask(Describe(path="die.pdf"))
    assert fake.asked == ["die", "die"]
    with pytest.raises(WorkerStoppedError, match="not tried again unasked"):
        fake.client.ask(Describe(path="die.pdf"))
    assert fake.asked == ["die", "die"]
    fake.client.forgive("die.pdf")
    with pytest.raises(WorkerStoppedError):
        fake.client.ask(Describe(path="die.pdf"))
    assert len(fake.asked) == 4


def test_a_receiver_that_fails_does_not_stop_the_client(
    fake: FakeWorld, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_answer: object) -> None:
        raise RuntimeError

    fake.client.request(Describe(path="first"), priority=0, done=fail)
    assert fake.client.ask(Describe(path="second")).pages == 7
    assert "was not taken" in caplog.text


def test_a_job_that_finds_its_worker_stopped_is_asked_again_without_blame(fake: FakeWorld) -> None:
    assert fake.client.ask(Describe(path="first")).pages == 7
    for _ in range(3):
        worker = fake.client._worker
        assert worker is not None
        worker.stop("too_slow")
        assert fake.client.ask(Describe(path="second")).pages == 7


def test_a_worker_that_babbles_is_taken_for_dead(fake: FakeWorld) -> None:
    with pytest.raises(WorkerStoppedError):
        fake.client.ask(Describe(path="babble.pdf"))
    assert fake.client.ask(Describe(path="other.pdf")).pages == 7


@pytest.mark.parametrize("seconds", [0.2, 1.5], ids=["at once", "late"])
def test_a_long_job_that_nobody_wants_gives_way(tmp_path: Path, seconds: float) -> None:
    slow = write_many_curves(tmp_path / "slow.pdf", 25_000)
    quick = write_pages(tmp_path / "quick.pdf", [["Norms"]])
    answers: Queue[object] = Queue()
    client = PdfClient(patience=4)  # far more than the pause after which it gives way
    client.start()
    ticket = client.request(
        Render(path=str(slow), page_index=0, scale=4), priority=Priority.VISIBLE, done=answers.put
    )
    threading.Timer(seconds, ticket.cancel).start()
    picture = client.ask_picture(Render(path=str(quick), page_index=0, scale=1), 45)
    assert picture.width == 596
    assert answers.empty()
    client.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
def test_killing_the_worker_during_a_request_costs_only_time(tmp_path: Path) -> None:
    path = write_many_curves(tmp_path / "curves.pdf", 800)
    client = PdfClient()
    client.start()
    assert client.wait_ready(20)
    pid = client.worker_pid
    assert pid is not None
    answers: Queue[object] = Queue()
    client.request(Render(path=str(path), page_index=0, scale=3), priority=0, done=answers.put)
    os.kill(pid, signal.SIGKILL)
    answer = answers.get(timeout=30)
    assert not isinstance(answer, PdfError)
    assert client.worker_pid != pid
    client.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is not on Windows")
def test_a_worker_that_fell_silent_is_replaced(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["Norms"]])
    client = PdfClient(patience=0.05)
    client.start()
    assert client.wait_ready(20)
    os.kill(client.worker_pid or 0, signal.SIGSTOP)
    with pytest.raises(WorkerStoppedError):
        client.ask(Describe(path=str(path)))
    assert client.ask(Describe(path=str(path))).pages == 1
    client.close()


def test_closing_leaves_no_process_and_no_thread(tmp_path: Path) -> None:
    path = write_many_curves(tmp_path / "slow.pdf", 25_000)
    before = set(threading.enumerate())
    client = PdfClient()
    client.start()
    assert client.wait_ready(20)
    pid = client.worker_pid
    answers: Queue[object] = Queue()
    for priority in range(3):
        job = Render(path=str(path), page_index=0, scale=4)
        client.request(job, priority=priority, done=answers.put)
    client.close()
    assert set(threading.enumerate()) <= before
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert all(isinstance(answers.get(timeout=1), ClosedError) for _ in range(3))
    with pytest.raises(ClosedError):
        client.ask(Describe(path=str(path)))


def test_a_client_that_was_never_started_can_be_closed() -> None:
    PdfClient().close()


def test_the_worker_ends_with_its_parent() -> None:
    script = (
        "from workbench.evidence.pdf.client import PdfClient\n"
        "import os\n"
        "client = PdfClient(); client.start(); client.wait_ready(20)\n"
        "print(client.worker_pid, flush=True); os._exit(0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    pid = int(done.stdout)
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        threading.Event().wait(0.05)
    pytest.fail("the worker outlived its parent")


def test_the_worker_loads_neither_qt_nor_anything_else_that_is_heavy() -> None:
    script = (
        "import sys, workbench.evidence.pdf.worker.__main__\n"
        "heavy = {'PySide6', 'numpy', 'PIL', 'reportlab', 'docx', 'av'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
