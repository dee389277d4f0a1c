"""The viewer of pictures: photos and scans, zoomed, turned, with the cited region lit."""

from __future__ import annotations

from typing import ClassVar

from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.viewer import PdfViewer


class ImageViewer(PdfViewer):
    """Shows an image file as a document of one page, of several where it is a TIFF of several."""

    kind: ClassVar[Kind] = "image"
