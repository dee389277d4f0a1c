from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.pdf.viewer import PdfViewer


@pytest.fixture
def viewer(qtbot: QtBot, client: PdfClient) -> Iterator[PdfViewer]:
    viewer = PdfViewer(client)
    viewer.setWindowFlag(viewer.windowFlags().FramelessWindowHint)
    viewer.resize(700, 800)
    qtbot.addWidget(viewer)
    viewer.show()
    yield viewer
    viewer.release()
