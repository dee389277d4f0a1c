"""BagIt 1.0 bags (RFC 8493): all that others need to read, verify and write them."""

from __future__ import annotations

from workbench.intake.bag.reading import Bag, find_bag_root, read_bag
from workbench.intake.bag.verifying import CHECKSUM_MISMATCH, FILE_MISSING, FileOwner, verify_bag
from workbench.intake.bag.writing import BagWriteError, write_bag

__all__ = [
    "CHECKSUM_MISMATCH",
    "FILE_MISSING",
    "Bag",
    "BagWriteError",
    "FileOwner",
    "find_bag_root",
    "read_bag",
    "verify_bag",
    "write_bag",
]
