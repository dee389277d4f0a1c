"""The kind of an artifact by its name, for as long as nobody has looked inside."""

from __future__ import annotations

from pathlib import PurePosixPath

from workbench.assessment.evidence import Media
from workbench.assessment.submission import Artifact

_BY_SUFFIX: dict[str, Media] = {
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "pptx": "pptx",
    "xlsx": "xlsx",
    **dict.fromkeys(("txt", "md", "csv", "vtt", "srt", "html"), "text"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "tif", "tiff", "webp", "heic"), "image"),
    **dict.fromkeys(("mp3", "m4a", "ogg", "opus", "flac", "wav"), "audio"),
    **dict.fromkeys(("mp4", "mov", "mkv", "webm", "avi", "m4v", "ts"), "video"),
}


def guess_media(artifact: Artifact) -> Media:
    """The kind that the file's suffix, or else the media type, names; `unknown` otherwise."""
    suffix = PurePosixPath(artifact.file).suffix.lstrip(".").casefold()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    major = artifact.media_type.partition("/")[0]
    return {"image": "image", "audio": "audio", "video": "video", "text": "text"}.get(
        major, "unknown"
    )  # type: ignore[return-value] # the values are kinds of media
