"""The viewer of pictures: photos and scans, zoomed, turned, with the cited region lit."""

from __future__ import annotations

from typing import ClassVar

from workbench.ui.viewers.pdf import PdfViewer
from workbench.ui.viewers.pdf_pieces import Kind


class ImageViewer(PdfViewer):
    """Shows an image file as a document of one page, of several where it is a TIFF of several."""

    kind: ClassVar[Kind] = "image"
