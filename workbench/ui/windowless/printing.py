"""A printer of this computer, found by its name."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from workbench.errors import WorkbenchError


class PrinterError(WorkbenchError):
    """A printer that this computer does not have."""

    def __init__(self, name: str, known: list[str]) -> None:
        there = f"There are: {', '.join(known)}." if known else "There is none at all."
        super().__init__(f"This computer has no printer named “{name}”. {there}")


def find_printer(name: str) -> QPrinter:
    """The printer of that name. Raises `PrinterError`."""
    found = QPrinterInfo.printerInfo(name)
    if found.isNull():
        raise PrinterError(name, QPrinterInfo.availablePrinterNames())
    return QPrinter(found, QPrinter.PrinterMode.HighResolution)
