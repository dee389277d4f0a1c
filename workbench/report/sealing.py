"""Seals in the files of a report: where they stand, and which parts they speak of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from workbench.assessment.event import Json
from workbench.report.json_file import lay_out
from workbench.report.seal import BROKEN, SealCheck, SealedPart, check_seal, make_seal
from workbench.store.keys import Identity

_IN_ITEMS = ("parts", "details", "trail")
"""Members of a report that are sealed item by item."""
_COMMENT = re.compile(rb"<!-- mcw-seal (\{[^\n]*\}) -->\n\Z")
_BEGINS_PART = re.compile(r"<(?:header|main|section|article|footer)\b")
_HEADING = re.compile(r"<h[1-3][^>]*>(.*?)</h[1-3]>")
_TAGS = re.compile(r"<[^>]*>")


def seal_json(report: bytes, identity: Identity) -> bytes:
    """The report's JSON with a seal as its last member. Raises `KeyLockedError`."""
    said = dict(json.loads(report))
    said["seal"] = make_seal(identity, _split_json(said))
    return lay_out(said)


def check_json(content: bytes) -> SealCheck | None:
    """What became of the seal of a report's JSON; None where there is none.

    Raises:
        ValueError: this is no JSON object; the message says where.
    """
    said = json.loads(content)
    if not isinstance(said, dict):
        message = "it is no JSON object"
        raise ValueError(message)  # noqa: TRY004 - a fault of the file's content
    if "seal" not in said:
        return None
    seal = said.pop("seal")
    check = check_seal(seal, _split_json(said))
    laid_out = lay_out({**said, "seal": seal})
    if check.is_whole and laid_out != content:
        return SealCheck(key=check.key, changed=(_find_line(laid_out, content),))
    return check


def seal_html(page: bytes, identity: Identity) -> bytes:
    """The page with a seal in a comment at its end. Raises `KeyLockedError`."""
    return page + _format_comment(make_seal(identity, _split_html(page)))


def check_html(content: bytes) -> SealCheck | None:
    """What became of the seal of an HTML report; None where there is none."""
    found = _COMMENT.search(content)
    if found is None:
        return BROKEN if b"mcw-seal" in content else None
    try:
        seal: Json = json.loads(found[1])
    except ValueError:
        return BROKEN
    if _format_comment(seal) != found[0]:
        return BROKEN
    return check_seal(seal, _split_html(content[: found.start()]))


def _split_json(said: dict[str, Json]) -> list[SealedPart]:
    parts: list[SealedPart] = []
    for name, value in said.items():
        if name in _IN_ITEMS and isinstance(value, list):
            parts += [
                SealedPart(_name_item(name, item, number), _write(item))
                for number, item in enumerate(value, 1)
            ]
            parts.append(SealedPart(f"the number of {name}", _write(len(value))))
        else:
            parts.append(SealedPart(name, _write(value)))
    return parts


def _name_item(name: str, item: Json, number: int) -> str:
    own = item.get("id") if isinstance(item, dict) else None
    return f"{name.rstrip('s')} {own or number}"


def _write(value: Json) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _find_line(expected: bytes, found: bytes) -> str:
    pairs = zip(expected.split(b"\n"), found.split(b"\n"), strict=False)
    number = next((n for n, (was, now) in enumerate(pairs, 1) if was != now), 0)
    where = f"line {number}" if number else "its end"
    return f"{where}, in the layout alone: what it says is as it was sealed"


def _format_comment(seal: Json) -> bytes:
    # two hyphens would end the comment
    text = json.dumps(seal, separators=(",", ":")).replace("-", "\\u002d")
    return f"<!-- mcw-seal {text} -->\n".encode()


def _split_html(page: bytes) -> list[SealedPart]:
    return [
        SealedPart(_name_html(text, number), text.encode("utf-8", "surrogateescape"))
        for number, text in enumerate(_split_at_parts(page), 1)
    ]


def _split_at_parts(page: bytes) -> Iterator[str]:
    lines: list[str] = []
    for line in page.decode("utf-8", "surrogateescape").splitlines(keepends=True):
        if _BEGINS_PART.match(line) and lines:
            yield "".join(lines)
            lines = []
        lines.append(line)
    if lines:
        yield "".join(lines)


def _name_html(text: str, number: int) -> str:
    heading = _HEADING.search(text)
    if heading is None:
        return f"part {number}"
    return f"part {number}, “{_TAGS.sub('', heading[1]).encode('utf-8', 'replace').decode()}”"
