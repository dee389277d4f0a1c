"""How the time line is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.ui.tones import Tones
from workbench.ui.video.darkroom import Film
from workbench.ui.viewers.video.seen import Stretch
from workbench.ui.viewers.video.strip_layout import PlacedMark, StripLayout

_ROUND = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that is to be seen on the time line."""

    layout: StripLayout
    position: float
    seen: tuple[Stretch, ...]
    film: Film | None
    wave: bytes
    bracket: tuple[float, float | None] | None
    """The stretch that is being marked; without an end yet."""
    hovered: float | None
    """The moment under the mouse."""
    chosen: int
    """Number of the mark that the keyboard is on, or -1."""


def paint_scene(painter: QPainter, tones: Tones, scene: Scene) -> None:
    """Paint all of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if not scene.layout.film.isEmpty():
        _paint_glance(painter, tones, scene)
    _paint_track(painter, tones, scene)
    for number, placed in enumerate(scene.layout.marks):
        _paint_mark(painter, tones, placed, is_chosen=number == scene.chosen)
    if scene.layout.duration > 0:
        _paint_bracket(painter, tones, scene)
        _paint_head(painter, tones, scene)


def _paint_glance(painter: QPainter, tones: Tones, scene: Scene) -> None:
    rect = scene.layout.film
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tones.evidence))
    painter.drawRoundedRect(rect, _ROUND, _ROUND)
    painter.setClipRect(rect)
    if scene.film is not None:
        _paint_film(painter, scene.film, _film_rect(scene))
    if scene.wave:
        _paint_wave(painter, tones, scene.wave, _wave_rect(scene))
    painter.restore()
    for placed in scene.layout.marks:
        if placed.mark.is_current:
            _outline_cited(painter, tones, scene.layout, placed)


def _film_rect(scene: Scene) -> QRectF:
    rect = scene.layout.film
    return (
        QRectF(rect.left(), rect.top(), rect.width(), rect.height() * 0.64) if scene.wave else rect
    )


def _wave_rect(scene: Scene) -> QRectF:
    rect = scene.layout.film
    top = _film_rect(scene).bottom() if scene.film is not None else rect.top()
    return QRectF(rect.left(), top, rect.width(), rect.bottom() - top)


def _paint_film(painter: QPainter, film: Film, room: QRectF) -> None:
    """As many stills side by side as there is room for, each of about its own moment."""
    count = max(1, round(room.width() / (room.height() * film.aspect)))
    each = room.width() / count
    width, height = film.sheet.width() / film.count, float(film.sheet.height())
    # a still keeps its shape: what is too wide or too high for its place is cut off
    shape = each / room.height()
    source_width = min(width, height * shape)
    source_height = source_width / shape
    for number in range(count):
        still = min(film.count - 1, int((number + 0.5) / count * film.count))
        if still >= film.done:
            return
        left = still * width + (width - source_width) / 2
        source = QRectF(left, (height - source_height) / 2, source_width, source_height)
        painter.drawImage(
            QRectF(room.left() + number * each, room.top(), each, room.height()), film.sheet, source
        )


def _paint_wave(painter: QPainter, tones: Tones, wave: bytes, room: QRectF) -> None:
    """One bar for every two pixels, as high as the loudest moment in it."""
    painter.setPen(QPen(QColor(tones.muted), 1.2))
    loudest = max(16, *wave)
    bars = max(1, int(room.width() / 2))
    middle, reach = room.center().y(), room.height() / 2 - 1.5
    for bar in range(bars):
        first = bar * len(wave) // bars
        peak = max(wave[first : max(first + 1, (bar + 1) * len(wave) // bars)])
        half = max(0.6, reach * peak / loudest)
        x = room.left() + 2 * bar + 1
        painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))


def _outline_cited(
    painter: QPainter, tones: Tones, layout: StripLayout, placed: PlacedMark
) -> None:
    start, end = placed.mark.place.t or (0.0, None)
    left = layout.x(start)
    width = max(3.0, layout.x(end) - left) if end is not None else 3.0
    rect = QRectF(left, layout.film.top(), width, layout.film.height())
    wash = QColor(tones.accent)
    wash.setAlphaF(0.16)
    painter.setPen(QPen(QColor(tones.accent), 2.0))
    painter.setBrush(wash)
    painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), _ROUND, _ROUND)


def _paint_track(painter: QPainter, tones: Tones, scene: Scene) -> None:
    layout, track = scene.layout, scene.layout.track
    half = track.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tones.strong_line))
    painter.drawRoundedRect(track, half, half)
    painter.setBrush(QColor(tones.green))
    for start, end in scene.seen if layout.duration > 0 else ():
        left = layout.x(start)
        width = max(3.0, layout.x(end) - left)
        painter.drawRoundedRect(QRectF(left, track.top(), width, track.height()), half, half)


def _paint_mark(painter: QPainter, tones: Tones, placed: PlacedMark, *, is_chosen: bool) -> None:
    is_lit = placed.mark.is_current
    painter.setPen(QPen(QColor(tones.accent), 1.0))
    painter.setBrush(QColor(tones.accent if is_lit else tones.accent_wash))
    painter.drawRoundedRect(placed.rect.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
    painter.setPen(QColor(tones.on_accent if is_lit else tones.text))
    painter.drawText(placed.rect, Qt.AlignmentFlag.AlignCenter, placed.words)
    if is_chosen:
        painter.setPen(QPen(QColor(tones.text), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(placed.rect.adjusted(-1.5, -1.5, 1.5, 1.5), _ROUND + 1, _ROUND + 1)


def _paint_bracket(painter: QPainter, tones: Tones, scene: Scene) -> None:
    if scene.bracket is None:
        return
    layout, (start, end) = scene.layout, scene.bracket
    top = layout.film.top() if not layout.film.isEmpty() else layout.track.top() - 6
    bottom = layout.track.bottom() + 5
    painter.setPen(QPen(QColor(tones.amber), 2.4))
    for seconds, way in ((start, 5.0), (end, -5.0)):
        if seconds is not None:
            x = layout.x(seconds)
            points = [
                QPointF(x + way, top),
                QPointF(x, top),
                QPointF(x, bottom),
                QPointF(x + way, bottom),
            ]
            painter.drawPolyline(points)


def _paint_head(painter: QPainter, tones: Tones, scene: Scene) -> None:
    layout = scene.layout
    top = (layout.film if not layout.film.isEmpty() else layout.track).top() - 3
    bottom = layout.track.bottom() + 4
    if scene.hovered is not None:
        x = layout.x(scene.hovered)
        painter.setPen(QPen(QColor(tones.accent), 1.0))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    x = layout.x(scene.position)
    for colour, width in ((tones.panel, 4.0), (tones.text, 1.8)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setBrush(QColor(tones.text))
    painter.setPen(QPen(QColor(tones.panel), 1.2))
    painter.drawEllipse(QPointF(x, layout.track.center().y()), 5.5, 5.5)
