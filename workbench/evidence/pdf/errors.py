"""Why a document cannot be shown, as sentences for the assessor."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.evidence.pdf.messages import Failed, Reason

_OUTSIDE = "Try to open it in another program."
_AGAIN = "Ask the practitioner for the file again, or try to open it in another program."
_SENTENCES: dict[Reason, str] = {
    "missing": "{name} is no longer where it was. Open the submission again.",
    "not_pdf": "{name} is called a PDF but is something else inside. " + _AGAIN,
    "locked": "{name} is protected by a password. Type it if you were given it, or ask the "
    "practitioner for a copy without one.",
    "wrong_password": "That is not the password of {name}. Try it once more.",
    "sealed": "{name} is locked so that only certain people can open it, by a certificate and not "
    "by a password. Ask the practitioner for a copy without this protection.",
    "empty": "{name} has no pages. " + _AGAIN,
    "damaged": "{name} is damaged and cannot be read. " + _AGAIN,
    "no_such_page": "{name} has no page {page}.",
    "page_failed": "Page {page} of {name} is damaged and cannot be drawn. " + _OUTSIDE,
    "too_much_memory": "{name} needs more memory than one document may have. " + _OUTSIDE,
    "not_picture": "{name} is damaged, or of a kind of picture that is not known here. " + _AGAIN,
    "no_size": "{name} is a drawing without width or height, so there is nothing to show. "
    + _AGAIN,
    "picture_too_large": "{name} is too large to be shown here. " + _OUTSIDE,
    "attachment_too_large": "The file inside {name} is too large to be saved from here. "
    + _OUTSIDE,
    "died": "{name} brought the page reader to a stop. The reader runs again; the file was left.",
    "too_slow": "{name} took too long to draw and was stopped. " + _OUTSIDE,
    "given_up": "{name} stopped the page reader twice and is not tried again unasked. " + _OUTSIDE,
    "closed": "{name} was not read, because the program is closing.",
}


class PdfError(WorkbenchError):
    """A document, or a page of it, cannot be shown."""

    def __init__(self, path: str, reason: Reason, page: int | None = None) -> None:
        self.path = path
        self.reason: Reason = reason
        self.page = page
        super().__init__(self.say(Path(path).name))

    def say(self, name: str) -> str:
        """The sentence, with the file called by the name that the assessor knows it by."""
        return _SENTENCES[self.reason].format(name=f"“{name}”", page=self.page)


class LockedError(PdfError):
    """The document wants a password, or another one."""


class UnreadableError(PdfError):
    """The file isn't what it says, is damaged, or has nothing to show."""


class PageError(PdfError):
    """One page can't be shown; the others may."""


class WorkerStoppedError(PdfError):
    """The file stopped the worker, or kept it busy for too long."""


class ClosedError(PdfError):
    """The client was closed before it could answer."""


_CLASSES: dict[Reason, type[PdfError]] = {
    "locked": LockedError,
    "wrong_password": LockedError,
    "no_such_page": PageError,
    "page_failed": PageError,
    "died": WorkerStoppedError,
    "too_slow": WorkerStoppedError,
    "given_up": WorkerStoppedError,
    "closed": ClosedError,
}


def make_error(path: str, failed: Failed) -> PdfError:
    """The error that says that failure."""
    return _CLASSES.get(failed.reason, UnreadableError)(path, failed.reason, failed.page)
