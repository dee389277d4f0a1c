"""Asks the page worker for everything about a file that the program may ask."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.corpus.jobs import list_jobs, make_quote
from tests.corpus.walking import say
from tests.corpus.worker_facts import forget_peak, read_cpu_seconds, read_peak_megabytes
from workbench.assessment.evidence import Media
from workbench.assessment.submission import Artifact
from workbench.evidence.facts import gather_facts
from workbench.evidence.kinds import find_disagreement, find_media
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import PdfError
from workbench.evidence.pdf.messages import (
    Describe,
    Described,
    DescribePicture,
    Job,
    Listed,
    ReadAttachment,
    Worded,
)
from workbench.evidence.pdf.picture import Picture

LONG_SECONDS = 2.0
MUCH_MEGABYTES = 500
_PATIENCE_SECONDS = 90.0
"""Longer than any limit of a job: what is not answered by then never is."""


@dataclass(slots=True)
class End:
    """How a file ended, and what it took."""

    what: str = ""
    """`picture`, `text`, a reason of the worker, or `SURPRISE`."""
    sentence: str = ""
    remarks: list[str] = field(default_factory=list)
    deaths: int = 0
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_megabytes: float = 0.0


class Reading:
    """The client, and how all files ended so far."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.surprises = 0
        self.cpu_seconds = 0.0
        """What the worker has computed, but for its last job when that ended it."""
        self._client = PdfClient()
        self._client.start()
        self._client.wait_ready(60)

    def close(self) -> None:
        """Let go of the worker."""
        self._client.close()

    def try_file(self, path: Path) -> End:
        """Ask for everything; tells what is worth telling."""
        pid, end = self._client.worker_pid, End()
        forget_peak(pid)
        cpu, began = read_cpu_seconds(pid), time.monotonic()
        try:
            self._try(path, end)
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            end.what, end.sentence = "SURPRISE", repr(error)
        end.wall_seconds = time.monotonic() - began
        now = self._client.worker_pid
        if now == pid:
            end.cpu_seconds = read_cpu_seconds(pid) - cpu
        elif pid is not None:  # None: the one before ended, and was not started anew yet
            end.deaths = 1
        end.peak_megabytes = read_peak_megabytes(now)
        self.cpu_seconds += end.cpu_seconds or end.wall_seconds
        self._count(path, end)
        return end

    def _count(self, path: Path, end: End) -> None:
        self.counts[end.what] += 1
        self.surprises += end.what == "SURPRISE"
        if end.deaths:
            end.remarks.append("the worker ended")
        if end.cpu_seconds > LONG_SECONDS:
            end.remarks.append(f"took {end.cpu_seconds:.1f} s of the processor")
        if end.peak_megabytes > MUCH_MEGABYTES:
            end.remarks.append(f"took {end.peak_megabytes:.0f} MB")
        if end.sentence or end.remarks:
            say(f"{path}: {end.what}: {'; '.join([end.sentence, *end.remarks])}")

    def _try(self, path: Path, end: End) -> None:
        media = find_media(path, path.name)
        disagreement = find_disagreement(media, path.name)
        if disagreement:
            end.remarks.append(disagreement)
        if media in {"pdf", "image"}:
            self._try_pages(path, media, end)
            return
        artifact = Artifact(id="A", label="A", title=path.name, file=path.name)
        facts = gather_facts(path, artifact, self._client)
        end.what = f"sentence {media}" if facts.problem else f"told {media}"
        end.sentence = facts.problem or ""

    def _try_pages(self, path: Path, media: Media, end: End) -> None:
        ask = Describe if media == "pdf" else DescribePicture
        document = self._ask(ask(path=str(path)), "described", end)
        if not isinstance(document, Described):
            return
        end.what = "picture"
        is_first = True
        for name, job in list_jobs(path, media, document):
            answer = self._ask(job, name, end, is_first=is_first)
            is_first = False
            if isinstance(answer, Picture):
                _look_at(answer, job, name, end)
            if isinstance(answer, Worded):
                self._search(path, answer, job, end)
            if isinstance(answer, Listed):
                for index in range(min(len(answer.attachments), 3)):
                    self._ask(ReadAttachment(path=str(path), index=index), "attachment", end)

    def _search(self, path: Path, page: Worded, job: Any, end: End) -> None:  # noqa: ANN401 - a job about a page
        quote = make_quote(path, job.page_index, page.words)
        if quote is not None:
            found = self._ask(quote, "quote", end)
            if found is not None and not found.boxes:
                end.remarks.append(f"its own words are not found: {quote.text[:60]!r}")

    def _ask(self, job: Job[Any], name: str, end: End, *, is_first: bool = True) -> Any:  # noqa: ANN401 - an answer
        began = time.monotonic()
        try:
            answer = self._client.ask(job, _PATIENCE_SECONDS)
        except PdfError as error:
            if is_first and name in {"described", "page 1"}:
                end.what, end.sentence = error.reason, str(error)
            else:
                end.remarks.append(f"{name}: {error.reason}")
            return None
        if time.monotonic() - began > LONG_SECONDS:
            end.remarks.append(f"{name}: {time.monotonic() - began:.1f} s")
        return answer


def _look_at(picture: Picture, job: Any, name: str, end: End) -> None:  # noqa: ANN401 - a job with a picture
    """A picture without pixels, or of another size than was asked for, is a surprise."""
    if picture.width < 1 or picture.height < 1 or not picture.pixels.nbytes:
        raise AssertionError(name)
    if picture.pixels.nbytes < picture.width * picture.height * 3:
        raise AssertionError(name)
    if job.clip is not None and (
        picture.width > job.clip[2] - job.clip[0] or picture.height > job.clip[3] - job.clip[1]
    ):
        end.remarks.append(f"{name}: larger than asked for")
