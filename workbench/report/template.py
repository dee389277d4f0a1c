"""A program's own look and words for its reports: a TOML file, format `mcw-template/1`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from workbench.errors import WorkbenchError

TEMPLATE_FORMAT = "mcw-template/1"
LARGEST_LOGO = 2_000_000

Section = Literal[
    "progress", "mend", "statements", "descriptors", "feedback", "places", "pictures", "parts",
    "findings", "trail", "rationale", "claims",
]  # fmt: skip
INSIDE: frozenset[Section] = frozenset({"findings", "trail", "rationale", "claims"})
"""What only the program's file may hold, whatever a template asks for."""
OUTSIDE: frozenset[Section] = frozenset(
    {
        "progress", "mend", "statements", "descriptors", "feedback", "places", "pictures", "parts"
    }
)  # fmt: skip
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, for text on white."""
_PALEST = 230
"""Of 255, for the darkest spot of a logo."""
_DARK = 0.04045
"""Up to here a channel of sRGB is linear (IEC 61966-2-1)."""


class TemplateError(WorkbenchError):
    """A template that cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The report template “{path.name}” cannot be used: {why}. Nothing was written. "
            "Please mend the file, or write the report without a template."
        )
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a program decides about its reports; as it stands here, the default."""

    name: str = ""
    accent: str = "#1f2937"
    """The colour of the title and of the numbers, `#rrggbb`, legible on white."""
    logo: bytes = field(default=b"", repr=False)
    """PNG or JPEG, or nothing."""
    logo_words: str = ""
    """What the logo says, for those who can't see it."""
    page: Literal["A4", "Letter"] = "A4"
    opening: str = ""
    """Standing words after the decision; an empty line begins a paragraph."""
    closing: str = ""
    """Standing words before the last page."""
    practitioner: frozenset[Section] = OUTSIDE
    file: frozenset[Section] = OUTSIDE | INSIDE
    names_assessor: bool = False
    """True to let the practitioner read the assessor's name."""
    file_name: str = ""
    """A pattern for names of files, such as `{practitioner}-{attempt}-{decision}`."""

    def shows(self, section: Section, audience: Literal["practitioner", "file"]) -> bool:
        """Whether that audience gets that part of the report."""
        if audience == "practitioner":
            return section in self.practitioner - INSIDE
        return section in self.file


PLAIN = Template()


class _Look(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    accent: str = PLAIN.accent
    logo: str = ""
    logo_words: str = ""
    page: Literal["A4", "Letter"] = "A4"


class _Words(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    opening: str = ""
    closing: str = ""


class _Practitioner(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    show: list[str] = msgspec.field(default_factory=lambda: sorted(OUTSIDE))
    name_assessor: bool = False


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    show: list[str] = msgspec.field(default_factory=lambda: sorted(OUTSIDE | INSIDE))


class _TemplateFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    format: str
    name: str = ""
    file_name: str = ""
    look: _Look = msgspec.field(default_factory=_Look)
    words: _Words = msgspec.field(default_factory=_Words)
    practitioner: _Practitioner = msgspec.field(default_factory=_Practitioner)
    file: _File = msgspec.field(default_factory=_File)


def read_template(path: Path) -> Template:
    """The template in that TOML file; a logo is looked for beside it.

    Raises:
        TemplateError: it cannot be read or does not hold what a template holds.
    """
    stored = _read(path)
    if not _COLOUR.fullmatch(stored.look.accent):
        raise TemplateError(path, f"“{stored.look.accent}” is no colour such as #24527a")
    if measure_contrast(stored.look.accent) < _LEAST_CONTRAST:
        raise TemplateError(
            path, f"the colour {stored.look.accent} is too light to be read on white paper"
        )
    return Template(
        name=stored.name,
        accent=stored.look.accent.lower(),
        logo=_read_logo(path, stored.look),
        logo_words=stored.look.logo_words,
        page=stored.look.page,
        opening=stored.words.opening.strip(),
        closing=stored.words.closing.strip(),
        practitioner=_name_sections(path, stored.practitioner.show, OUTSIDE),
        file=_name_sections(path, stored.file.show, OUTSIDE | INSIDE),
        names_assessor=stored.practitioner.name_assessor,
        file_name=stored.file_name,
    )


def measure_contrast(colour: str) -> float:
    """The contrast of a colour `#rrggbb` with white, by WCAG 2.2: from 1 to 21."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= _DARK else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    luminance = sum(
        part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )
    return 1.05 / (luminance + 0.05)


def _read(path: Path) -> _TemplateFile:
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        stored = msgspec.convert(found, _TemplateFile)
    except OSError as error:
        raise TemplateError(path, (error.strerror or str(error)).lower()) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise TemplateError(path, str(error)) from error
    if stored.format != TEMPLATE_FORMAT:
        raise TemplateError(
            path, f"it is “{stored.format}”, and this program reads {TEMPLATE_FORMAT}"
        )
    return stored


def _read_logo(path: Path, look: _Look) -> bytes:
    if not look.logo:
        return b""
    if not look.logo_words.strip():
        raise TemplateError(path, "logo_words is missing: what does the logo say?")
    logo = path.parent / Path(look.logo).name
    try:
        content = logo.read_bytes()
    except OSError as error:
        raise TemplateError(path, f"its logo “{logo.name}” is not beside it") from error
    if len(content) > LARGEST_LOGO:
        raise TemplateError(path, f"its logo “{logo.name}” is larger than 2 MB")
    fault = _find_fault(content)
    if fault:
        raise TemplateError(path, f"its logo “{logo.name}” {fault}")
    return content


def _find_fault(logo: bytes) -> str:
    """Why the logo would not be seen, or nothing."""
    from workbench.report.pictures import find_darkest, shrink  # noqa: PLC0415 - loads Pillow

    small = shrink(logo)
    if small is None:
        return "can be read neither as PNG nor as JPEG"
    return "" if find_darkest(small) < _PALEST else "is too pale to be seen on white paper"


def _name_sections(path: Path, names: list[str], allowed: frozenset[Section]) -> frozenset[Section]:
    known: dict[str, Section] = {str(section): section for section in allowed}
    strange = [name for name in names if name not in known]
    if strange:
        raise TemplateError(
            path, f"“{strange[0]}” cannot be shown there; choose from {', '.join(sorted(known))}"
        )
    return frozenset(known[name] for name in names)
