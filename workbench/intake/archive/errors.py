"""The errors that say why a zip or a folder is refused, one class for each reason."""

from __future__ import annotations

import unicodedata

from workbench.intake.bundle_errors import BundleError

_PACK_AGAIN = "Please ask for the bundle to be packed and sent again."
_LONGEST_SHOWN = 80
_UNSHOWABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def show_name(name: str) -> str:
    """A stranger's file name, fit for a sentence, a terminal and a log."""
    cleaned = "".join("�" if unicodedata.category(c) in _UNSHOWABLE else c for c in name)
    return cleaned if len(cleaned) <= _LONGEST_SHOWN else f"{cleaned[: _LONGEST_SHOWN - 1]}…"


class ArchiveError(BundleError):
    """A zip or a folder is not safe to read, or cannot be read."""


class ArchiveUnreadableError(ArchiveError):
    """The file or folder itself cannot be opened or read."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(
            f"{name} cannot be read: {fault}. "
            "Please check that it is still there and that you may open it, and try again."
        )


class NotAZipError(ArchiveError):
    """The file is something else."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not a zip, so it is not a submission bundle. "
            "Please choose the bundle's zip file or its folder."
        )


class TruncatedZipError(ArchiveError):
    """The end of the zip is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is incomplete: its end is missing. The download or copy was probably broken "
            "off. Please download or copy it again."
        )


class TrailingBytesError(ArchiveError):
    """Something follows the end of the zip."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} goes on after its own end, which a sound zip never does. {_PACK_AGAIN}"
        )


class SeveralEndsError(ArchiveError):
    """The zip can be read in two ways."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has two ends, so two programs could see different files in it. {_PACK_AGAIN}"
        )


class SplitZipError(ArchiveError):
    """The zip is one of several pieces."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is one piece of a zip that was split over several files. "
            "Please ask for the bundle as one file."
        )


class DirectoryDamagedError(ArchiveError):
    """The zip's list of contents does not add up."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The list of contents inside {name} is damaged. {_PACK_AGAIN}")


class CountsDisagreeError(ArchiveError):
    """The zip's list holds more or fewer entries than it says."""

    def __init__(self, name: str, said: int) -> None:
        super().__init__(
            f"{name} says that it holds {said} files, and its list holds another number. "
            f"{_PACK_AGAIN}"
        )


class HeadersDisagreeError(ArchiveError):
    """The list of contents and the entry itself say different things."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, the list of contents says one thing of “{show_name(entry)}” and the file "
            f"itself another. {_PACK_AGAIN}"
        )


class OverlapError(ArchiveError):
    """Two entries share bytes, which is how a small zip hides a huge one."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” lies over another file. This can be an attempt to "
            f"harm the computer. Nothing was opened. {_PACK_AGAIN}"
        )


class HiddenEntryError(ArchiveError):
    """The zip holds a file that its list of contents does not name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} holds a file that its list of contents does not name, so two programs could "
            f"see different files in it. {_PACK_AGAIN}"
        )


class EncryptedZipError(ArchiveError):
    """An entry wants a password."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"{name} is locked with a password (“{show_name(entry)}”). "
            "Please ask for the bundle without one."
        )


class MethodUnknownError(ArchiveError):
    """An entry is packed in a way other than stored or deflated."""

    def __init__(self, name: str, entry: str, method: int) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” is packed by an unusual method (number {method}). "
            "Please ask for the bundle to be packed as an ordinary zip."
        )


class TooManyEntriesError(ArchiveError):
    """There are more files than any submission has."""

    def __init__(self, name: str, count: int, limit: int) -> None:
        super().__init__(
            f"{name} holds {count:,} files; at most {limit:,} are opened. "
            "Please check that it is the bundle of one submission."
        )


class EntryTooLargeError(ArchiveError):
    """One file is larger than is read."""

    def __init__(self, name: str, entry: str, limit: int) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” is larger than {_say_size(limit)}, the most that is "
            "opened. Please ask for a smaller copy of that file."
        )


class TooLargeError(ArchiveError):
    """All files together are larger than is read."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            f"The files in {name} take more than {_say_size(limit)} together, the most that is "
            "opened. Please check that it is the bundle of one submission."
        )


class RatioError(ArchiveError):
    """Something swells beyond belief when it is unpacked."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” would swell to a great many times its packed size. "
            "This can be an attempt to fill the disk. Nothing was opened. Please ask for the "
            "bundle to be packed again, and ask what that file is."
        )


class NameRefusedError(ArchiveError):
    """The name of an entry is not safe."""

    def __init__(self, name: str, entry: str, fault: str) -> None:
        super().__init__(
            f"{name} holds a file that is refused because its name {fault}: “{show_name(entry)}”. "
            "Please ask for the bundle to be packed again with that file renamed."
        )


class NameUnclearError(ArchiveError):
    """The name of an entry is in no encoding that can be told."""

    def __init__(self, name: str, entry: bytes) -> None:
        super().__init__(
            f"{name} holds a file whose name cannot be read for certain: "
            f"“{show_name(entry.decode('ascii', 'replace'))}”. Please ask for the bundle to be "
            "packed again, by a program that writes names in Unicode."
        )


class NamesCollideError(ArchiveError):
    """Two entries would be one file on some system."""

    def __init__(self, name: str, one: str, other: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(one)}” and “{show_name(other)}” would be the same file on "
            "some computers. Please ask for the bundle to be packed again with one renamed."
        )


class NotRegularError(ArchiveError):
    """An entry is a link or a device and no file."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” is no ordinary file, but a link or something of the "
            "kind. Please ask for the bundle to be packed again with the file itself."
        )


class LinkLeavesError(ArchiveError):
    """A link in a folder points outside of it."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In the folder {name}, “{show_name(entry)}” is a link that leads out of the folder. "
            "Please put the file itself in its place."
        )


class EntryDamagedError(ArchiveError):
    """The content of one entry cannot be unpacked."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” is damaged and cannot be read. "
            "Please ask for that file, or the bundle, again."
        )


class EntryLongerError(ArchiveError):
    """The content of one entry is longer than the zip says."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"In {name}, “{show_name(entry)}” is longer than the zip says it is. Reading was "
            f"stopped. {_PACK_AGAIN}"
        )


class EntryMissingError(ArchiveError):
    """There is no file of that name."""

    def __init__(self, name: str, entry: str) -> None:
        super().__init__(
            f"{name} holds no “{show_name(entry)}”. "
            "Please ask the practitioner or the program for that file."
        )


def _say_size(size_bytes: int) -> str:
    for unit, factor in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.0f} {unit}"
    return f"{size_bytes} bytes"
