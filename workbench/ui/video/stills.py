"""Exact frames for the screen, decoded on a thread of their own; the last request wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QTransform

from workbench.evidence.frames import Frame, FrameReader
from workbench.evidence.media_file import MediaError, MediaFacts, MediaStoppedError
from workbench.evidence.pictures import Picture, format_picture

_SECONDS_TO_END = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is wanted on screen."""

    ticket: int
    path: Path
    seconds: float | None = None
    """None keeps to the frame shown last."""
    steps: int = 0
    """Frames on from there; below zero, back."""
    width: int | None = None
    """Pixels across at most; None for all there are."""
    is_urgent: bool = False
    """True gives up what is being decoded; False lets it come on screen first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """A frame for the screen."""

    ticket: int
    path: Path
    image: QImage
    """Upright, in stored pixels."""
    aspect: float
    """Width by height at which it is meant to be seen."""
    start: float
    end: float
    """Seconds at which it appears and at which the next one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The facts of a recording that was just opened."""

    path: Path
    facts: MediaFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The sentence that says why the request of that ticket cannot be met."""

    ticket: int
    sentence: str


class Stills(QObject):
    """Answers requests in the background, one open recording at a time.

    Every request is answered by `shown`, `refused` or by a later request. A recording that had
    to be opened is told by `opened` first; without picture, that is the answer.
    """

    opened = Signal(object)
    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changed = threading.Condition()
        self._pending: Request | None = None
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def ask(self, request: Request) -> None:
        """Answer this next, in place of whatever still waits; steps add up."""
        with self._changed:
            waiting = self._pending
            if request.seconds is None and waiting is not None and waiting.path == request.path:
                steps = waiting.steps + request.steps
                request = replace(waiting, ticket=request.ticket, steps=steps)
            self._pending = request
            self._changed.notify()
        if self._thread is None:
            self._is_closing = False
            self._thread = threading.Thread(target=self._work, name="stills", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread and let go of the file; may be asked again afterwards."""
        with self._changed:
            self._is_closing = True
            self._pending = None
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_SECONDS_TO_END)
            self._thread = None

    def _work(self) -> None:
        desk = _Desk(self, self._is_called_off)
        while (request := self._take()) is not None:
            desk.answer(request)
        desk.clear()

    def _take(self) -> Request | None:
        with self._changed:
            while self._pending is None and not self._is_closing:
                self._changed.wait()
            request, self._pending = self._pending, None
            return None if self._is_closing else request

    def _is_called_off(self) -> bool:
        pending = self._pending
        return self._is_closing or (pending is not None and pending.is_urgent)


class _Desk:
    """What the thread has open: the recording and the frame shown last."""

    def __init__(self, stills: Stills, is_called_off: Callable[[], bool]) -> None:
        self._stills = stills
        self._is_called_off = is_called_off
        self._path: Path | None = None
        self._reader: FrameReader | None = None
        self._frame: Frame | None = None

    def answer(self, request: Request) -> None:
        try:
            reader = self._open(request)
            if reader.facts.has_picture:
                self._stills.shown.emit(self._decode(reader, request))
        except MediaStoppedError:
            return
        except MediaError as error:
            self.clear()
            self._stills.refused.emit(Refused(ticket=request.ticket, sentence=str(error)))

    def clear(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._path = self._reader = self._frame = None

    def _open(self, request: Request) -> FrameReader:
        if self._reader is None or self._path != request.path:
            self.clear()
            self._reader = FrameReader(request.path, self._is_called_off, at=request.seconds or 0.0)
            self._path = request.path
            self._stills.opened.emit(Opened(path=request.path, facts=self._reader.facts))
        return self._reader

    def _decode(self, reader: FrameReader, request: Request) -> Still:
        frame = self._frame
        if frame is None or request.seconds is not None:
            frame = reader.frame_at(request.seconds or 0.0)
        if request.steps:
            frame = reader.step(frame, request.steps)
        self._frame = frame
        return _make_still(
            request, frame, format_picture(frame.picture, frame.aspect, width=request.width)
        )


def make_image(picture: Picture) -> tuple[QImage, float]:
    """The picture upright, in stored pixels, and its width by height as it is meant to be seen."""
    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    )
    aspect = picture.width * picture.aspect / picture.height
    if picture.rotation:
        image = image.transformed(QTransform().rotate(picture.rotation))
    else:
        image = image.copy()  # the pixels belong to the decoder and end with it
    return image, 1 / aspect if picture.rotation % 180 else aspect


def _make_still(request: Request, frame: Frame, picture: Picture) -> Still:
    image, aspect = make_image(picture)
    return Still(
        ticket=request.ticket,
        path=request.path,
        image=image,
        aspect=aspect,
        start=frame.start,
        end=frame.end,
    )
