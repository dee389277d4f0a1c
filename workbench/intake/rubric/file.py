"""Rubrics read from TOML and JSON, checked, and written as canonical JSON (`mcw-rubric/1`)."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from pathlib import Path
from typing import TypeAlias, cast

from workbench.assessment.canonical import canonicalise
from workbench.assessment.credential import Descriptor, Rubric
from workbench.assessment.event import Json
from workbench.errors import WorkbenchError
from workbench.intake.file_shape import ShapeError, convert_or_say, decode_json, say_place
from workbench.intake.rubric.rules import find_contradiction
from workbench.paths import find_shipped

RUBRIC_FORMAT = "mcw-rubric/1"

_Table: TypeAlias = dict[str, object]


class RubricError(WorkbenchError):
    """A rubric cannot be read."""


class RubricUnreadableError(RubricError):
    """The file cannot be opened or is no TOML."""

    def __init__(self, source: str, fault: str) -> None:
        super().__init__(
            f"The rubric {source} cannot be read: {fault}. "
            "Please check the file, or put back an earlier copy."
        )


class RubricFormatError(RubricError):
    """The file lacks something, or holds something of the wrong kind."""

    def __init__(self, source: str, fault: str) -> None:
        super().__init__(
            f"The rubric cannot be read. {source}: {fault}. "
            "Please mend that place in the file; rubrics/README.md describes the format."
        )


class RubricContradictionError(RubricError):
    """The file has the right shape, and contradicts itself."""

    def __init__(self, source: str, fault: str) -> None:
        super().__init__(
            f"The rubric contradicts itself. {source}: {fault}. "
            "Please mend that place in the file; rubrics/README.md describes the format."
        )


class RubricVersionError(RubricError):
    """The file is in a format that this program does not know."""

    def __init__(self, source: str, found: str) -> None:
        super().__init__(
            f"The rubric {source} is in the format “{found}”. This program reads {RUBRIC_FORMAT}; "
            "a newer version of the program is needed. Please update it, and open the file again."
        )


def read_rubric(path: Path) -> Rubric:
    """The rubric in a TOML file, with the digest of its canonical JSON.

    Raises:
        RubricError: One of its family; the sentence names the file and the key.
    """
    source = f"{path.parent.name}/{path.name}"
    text = _read_text(path, source)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RubricUnreadableError(source, f"it is not valid TOML ({error})") from error
    except RecursionError as error:
        raise RubricUnreadableError(source, "it is nested too deeply") from error
    return _read_table(table, source)


def parse_rubric_json(raw: bytes, source: str) -> Rubric:
    """The rubric in JSON of the same layout; fields that are not known are passed over.

    Raises:
        RubricError: One of its family; the sentence names the source and the key.
    """
    try:
        return _read_table(decode_json(raw), source)
    except ShapeError as error:
        raise RubricFormatError(source, str(error)) from error


def format_rubric_json(rubric: Rubric) -> bytes:
    """The canonical JSON (RFC 8785), whose SHA-256 is part of the rubric's identity.

    What has its default value is left out, so that a field added to the format later changes no
    rubric that does not use it.
    """
    table = {"format": RUBRIC_FORMAT, **_format_value(replace(rubric, sha256=""))}
    return canonicalise(table)


def find_shipped_rubrics() -> tuple[Rubric, ...]:
    """The rubrics that come with the program, by file name."""
    return tuple(read_rubric(path) for path in sorted(find_shipped("rubrics").glob("*.toml")))


def find_rubric(rubric_id: str, version: str) -> Rubric | None:
    """The shipped rubric of that id and version, or None."""
    for path in sorted(find_shipped("rubrics").glob("*.toml")):
        # parsing takes milliseconds, and opening a bundle waits for it
        if rubric_id in _read_text(path, path.name):
            rubric = read_rubric(path)
            if (rubric.id, rubric.version) == (rubric_id, version):
                return rubric
    return None


def _read_text(path: Path, source: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RubricUnreadableError(source, error.strerror or "it cannot be opened") from error
    except UnicodeDecodeError as error:
        raise RubricUnreadableError(source, "its text is not UTF-8") from error


def _read_table(table: object, source: str) -> Rubric:
    found = table.get("format") if isinstance(table, dict) else None
    if isinstance(found, str) and found != RUBRIC_FORMAT:
        raise RubricVersionError(source, found)
    if isinstance(table, dict) and not isinstance(found, str):
        raise RubricFormatError(source, "'format' is missing or no text")
    try:
        rubric = convert_or_say(_translate(table), Rubric)
    except ShapeError as error:
        raise RubricFormatError(source, str(error)) from error
    fault = find_contradiction(rubric)
    if fault is not None:
        raise RubricContradictionError(source, fault)
    rubric = _sort_descriptors(rubric)
    return replace(rubric, sha256=hashlib.sha256(format_rubric_json(rubric)).hexdigest())


def _translate(value: object, *steps: str | int) -> object:
    """The file's layout as that of the vocabulary: `is` and the table of descriptors differ."""
    if isinstance(value, list):
        return [_translate(item, *steps, index) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    table = {key: _translate(item, *steps, key) for key, item in value.items() if key != "is_"}
    if "is" in table:
        table["is_"] = table.pop("is")
    if "details" in steps[-2:] and "descriptors" in table:
        table["descriptors"] = _read_descriptors(table["descriptors"], *steps)
    if not steps:
        table.pop("sha256", None)
    return table


def _read_descriptors(table: object, *steps: str | int) -> list[Json]:
    if not isinstance(table, dict):
        raise ShapeError(
            place=say_place(*steps), fault="'descriptors' should be a group of named values"
        )
    for text in table.values():
        if not isinstance(text, str):
            raise ShapeError(
                place=say_place(*steps, "descriptors"), fault="each value should be text"
            )
    return [{"level": level, "text": text} for level, text in table.items()]


def _sort_descriptors(rubric: Rubric) -> Rubric:
    """The same rubric with each detail's descriptors in the order of the levels."""
    order = {level.id: level.order for level in rubric.levels}
    parts = []
    for part in rubric.parts:
        outcomes = []
        for outcome in part.outcomes:
            details = tuple(
                replace(d, descriptors=tuple(sorted(d.descriptors, key=lambda x: order[x.level])))
                for d in outcome.details
            )
            outcomes.append(replace(outcome, details=details))
        parts.append(replace(part, outcomes=tuple(outcomes)))
    return replace(rubric, parts=tuple(parts))


def _format_value(value: object) -> _Table:
    """The fields of a value of the vocabulary that differ from their defaults."""
    table: _Table = {}
    for field in fields(cast("Rubric", value)):
        item = getattr(value, field.name)
        if item != _default_of(field):
            table[field.name.rstrip("_")] = _format_item(item)
    return table


def _format_item(item: object) -> object:
    if isinstance(item, tuple):
        if item and isinstance(item[0], Descriptor):
            return {descriptor.level: descriptor.text for descriptor in item}
        return [_format_item(inner) for inner in item]
    return _format_value(item) if is_dataclass(item) else item


def _default_of(field: Field[object]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default
