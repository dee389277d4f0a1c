"""Pictures of the viewer of pages in every state, on documents that are made for it.

python docs/pages_pictures.py FOLDER                                  the ones for the guide
python docs/pages_pictures.py FOLDER light dark contrast 100 200      every state in each of them
python docs/pages_pictures.py FOLDER dark 100 words scan              these states alone

With QT_SCALE_FACTOR=1.5 they are taken as on a display of that scale.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pages_states import STATES, Over, State
from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from workbench.app import make_application
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.style import dress
from workbench.ui.tones import STYLE_NAMES, StyleName
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer

FOR_THE_GUIDE = (
    "words", "outline", "attachments", "region", "read", "link", "picture", "damaged", "menu",
    "no-page",
)  # fmt: skip


def main() -> None:
    """Write the pictures into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    words = sys.argv[2:]
    styles = [name for name in words if name in STYLE_NAMES] or ["light"]
    percents = [int(name) for name in words if name.isdecimal()] or [100]
    named = [name for name in words if name not in STYLE_NAMES and not name.isdecimal()]
    if words:
        take_pictures(folder, styles, percents, named or [state.name for state in STATES])
    else:
        take_pictures(folder)


def take_pictures(
    folder: Path,
    styles: Sequence[str] = ("light",),
    percents: Sequence[int] = (100,),
    names: Sequence[str] = FOR_THE_GUIDE,
) -> None:
    """Pictures of the states of those names, in those styles and sizes of text."""
    app = make_application()
    client = PdfClient()
    client.start()
    is_guide = names is FOR_THE_GUIDE
    with tempfile.TemporaryDirectory() as made:
        os.environ["WORKBENCH_HOME"] = made
        for style in styles:
            for percent in percents:
                dress(app, cast("StyleName", style), percent=percent)
                suffix = "" if is_guide else f"-{style}-{percent}"
                for state in (state for state in STATES if state.name in names):
                    target = folder / f"pages-{state.name}{suffix}.png"
                    _take(client, state, Path(tempfile.mkdtemp(dir=made)), target)
    client.close()


def _take(client: PdfClient, state: State, made: Path, target: Path) -> None:
    viewer = (ImageViewer if state.is_picture else PdfViewer)(client)
    viewer.resize(*state.size)
    viewer.show()
    viewer.activateWindow()
    over = state.show(viewer, made)
    if state.name != "low":
        QApplication.processEvents()
    _grab(viewer, over).save(str(target))
    # few colours are enough for what is drawn, and keep the guide small
    Image.open(target).convert("RGB").quantize(192).save(target, optimize=True)
    if over is not None:
        over.widget.close()
    viewer.release()
    viewer.close()
    viewer.deleteLater()


def _grab(viewer: PdfViewer, over: Over | None) -> QImage:
    """The viewer with what opens over it, or that by itself."""
    if over is not None and over.point is None:
        return over.widget.grab().toImage()
    shot = viewer.grab().toImage()
    if over is not None and over.point is not None:
        painter = QPainter(shot)
        painter.drawPixmap(QPointF(over.point), over.widget.grab())
        painter.end()
    return shot


if __name__ == "__main__":
    main()
