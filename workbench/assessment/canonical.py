"""Canonical JSON (RFC 8785): the same bytes for the same content, to be hashed and signed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import cast

import rfc8785

_LARGEST_INTEGER = (1 << 53) - 1
"""Beyond it RFC 8785 refuses: not every reader of JSON could keep it."""


def canonicalise(fields: Mapping[str, object]) -> bytes:
    """The RFC 8785 bytes of an object.

    Without floats and odd keys the standard library's are the same ones, at a fifth of the time,
    and every judgment waits for them.

    Raises:
        ValueError: the standard has no form for what is in it, such as half a surrogate pair.
    """
    if _is_plain(fields):
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        with suppress(UnicodeEncodeError):  # half of a surrogate pair; rfc8785 has the words
            return text.encode()
    return rfc8785.dumps(cast("dict[str, str]", fields))


def _is_plain(value: object) -> bool:
    """Whether nothing is in it that RFC 8785 writes or orders in another way than Python does."""
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return abs(value) <= _LARGEST_INTEGER
    if isinstance(value, list):
        return all(map(_is_plain, value))
    # Keys are ordered by UTF-16 units there and by code points here: the same for ASCII.
    return isinstance(value, dict) and all(
        key.isascii() and _is_plain(inner) for key, inner in value.items()
    )
