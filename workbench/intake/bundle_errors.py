"""The errors that say why a bundle cannot be opened."""

from __future__ import annotations

from workbench.errors import WorkbenchError


class BundleError(WorkbenchError):
    """A bundle cannot be opened; nothing of it was changed."""


class NoSubmissionError(BundleError):
    """There is no `submission.json`."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds no submission.json, so it is not a submission bundle. "
            "If it is a download from a learning platform, it has to be packed as a bundle first; "
            "else please ask the program for the bundle again."
        )


class ZipInsideError(BundleError):
    """There is another zip inside in place of a submission."""

    def __init__(self, name: str, inner: str) -> None:
        super().__init__(
            f"{name} holds no submission, but another zip (“{inner}”). "
            "Please take that one out, and open it."
        )


class SeveralSubmissionsError(BundleError):
    """There is more than one submission inside."""

    def __init__(self, name: str, folders: tuple[str, ...]) -> None:
        super().__init__(
            f"{name} holds {len(folders)} submissions ({', '.join(folders[:3])}"
            f"{', …' if len(folders) > 3 else ''}). "  # noqa: PLR2004 - three names are enough
            "A bundle holds one. Please take them apart, and open each by itself."
        )


class SubmissionFormatError(BundleError):
    """`submission.json` lacks something, or holds something of the wrong kind."""

    def __init__(self, source: str, fault: str) -> None:
        super().__init__(
            f"The submission cannot be read. {source}: {fault}. "
            "Please ask the practitioner or the program for a new copy of the bundle."
        )


class SubmissionVersionError(BundleError):
    """`submission.json` is in a format that this program does not know."""

    def __init__(self, source: str, found: str, known: str) -> None:
        super().__init__(
            f"The submission is in the format “{found}” ({source}). This program reads {known}; "
            "a newer version of the program is needed. Please update it, and open the bundle again."
        )


class UnknownRubricError(BundleError):
    """The rubric is neither in the bundle nor among those that come with the program."""

    def __init__(self, name: str, rubric_id: str, version: str) -> None:
        super().__init__(
            f"{name} answers the rubric “{rubric_id}”, version {version}, which is neither in the "
            "bundle nor known to this program. Please ask the program's staff for the bundle with "
            "its rubric, or for the rubric's file."
        )


class BundleRubricError(BundleError):
    """The rubric inside the bundle cannot be read, and no other copy is known."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name} cannot be opened, for its own rubric cannot be read. {sentence}")


class CopyOutError(BundleError):
    """A file of the bundle could not be put where another program can open it."""

    def __init__(self, file: str, folder: str, fault: str) -> None:
        super().__init__(
            f"“{file}” could not be copied into the folder {folder}: {fault}. "
            "Please check that folder and the free space, and try again."
        )
