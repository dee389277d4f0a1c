"""BagIt 1.0 bags (RFC 8493)."""

from __future__ import annotations

from workbench.intake.bag_writing import BagWriteError, write_bag

__all__ = ["BagWriteError", "write_bag"]
