"""Where and how a JSON or TOML file breaks its format, in words for people."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from workbench.assessment.event import Json

T = TypeVar("T")

_AT = re.compile(r" - at `(?:key in )?\$(?P<path>.*)`$")
_STEP = re.compile(r"\.(?P<name>[^.\[\]]+)|\[(?P<index>\d+)\]|\[\.\.\.\]")
_MISSING = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_ENUM = re.compile(r"Invalid enum value '?(?P<value>[^']*)'?")
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a group of named values",
    "null": "empty",
}


class ShapeError(Exception):
    """A place in a file and what is wrong there; a reader makes its own error of it."""

    def __init__(self, *, fault: str, place: str = "") -> None:
        super().__init__(f"{place}: {fault}" if place else fault)


def convert_or_say(value: object, wanted: type[T]) -> T:
    """The value as that type; `ShapeError` says the first place where it does not fit."""
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        raise _explain(str(error)) from error
    except RecursionError as error:
        raise ShapeError(fault="it is nested too deeply") from error


def decode_json(raw: bytes) -> Json:
    """The JSON value in the bytes; a byte-order mark is passed over.

    Raises:
        ShapeError: The bytes are no JSON.
    """
    try:
        value: Json = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except msgspec.DecodeError as error:
        raise ShapeError(fault=f"it is not valid JSON ({_say_byte(str(error))})") from error
    except UnicodeDecodeError as error:
        raise ShapeError(fault="it is not valid JSON (its text is not UTF-8)") from error
    except RecursionError as error:
        raise ShapeError(fault="it is nested too deeply") from error
    return value


def say_place(*steps: str | int) -> str:
    """Where in the file, as people count: `("evidence", 2)` gives `evidence, entry 3`."""
    return ", ".join(step if isinstance(step, str) else f"entry {step + 1}" for step in steps)


def _explain(message: str) -> ShapeError:
    found = _AT.search(message)
    steps = _split(found["path"]) if found else []
    text = message[: found.start()] if found else message
    if missing := _MISSING.match(text):
        return ShapeError(place=say_place(*steps), fault=f"'{missing['name']}' is missing")
    subject = "the file"
    if steps and isinstance(steps[-1], str):
        subject = f"'{steps.pop()}'"
    elif steps:
        subject = "this"
    return ShapeError(place=say_place(*steps), fault=f"{subject} {_say_fault(text)}")


def _say_fault(text: str) -> str:
    if expected := _EXPECTED.match(text):
        wanted = " or ".join(_KINDS.get(k, k) for k in expected["wanted"].split(" | "))
        return f"should be {wanted}, not {_KINDS.get(expected['got'], expected['got'])}"
    if enum := _ENUM.match(text):
        return f"has the value “{enum['value']}”, which is none of those allowed"
    return f"does not fit ({text})"


def _split(path: str) -> list[str | int]:
    steps: list[str | int] = []
    for match in _STEP.finditer(path):
        if match["name"] is not None:
            steps.append(match["name"])
        elif match["index"] is not None:
            steps.append(int(match["index"]))
        else:
            steps.append("one of its values")
    return steps


def _say_byte(message: str) -> str:
    found = re.search(r"\(byte (\d+)\)", message)
    return f"the fault is near byte {found[1]}" if found else "it breaks off"
