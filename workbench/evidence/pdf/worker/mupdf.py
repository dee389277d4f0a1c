"""PyMuPDF, imported here and nowhere else in the program, and names for its types."""

from __future__ import annotations

from typing import Any, TypeAlias

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf
"""PyMuPDF says that it is typed, but none of its functions is."""
Document: TypeAlias = Any
Page: TypeAlias = Any
Drawing: TypeAlias = Any
Matrix: TypeAlias = Any
Pixmap: TypeAlias = Any
