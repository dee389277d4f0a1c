"""A colour profile as files carry it, written by ourselves (ICC.1:2001-04)."""

from __future__ import annotations

import struct

_RED, _GREEN, _BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
"""The primary colours of sRGB in the profile connection space."""
_WHITE = (0.9642, 1.0, 0.8249)


def write_swapped_profile() -> bytes:
    """Of a screen whose red is the blue of any other, and the other way round."""
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 6) + b"Swap\0\0" + bytes(78),
        b"wtpt": _write_colour(_WHITE),
        b"rXYZ": _write_colour(_BLUE),
        b"gXYZ": _write_colour(_GREEN),
        b"bXYZ": _write_colour(_RED),
    }
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.2 * 256)) + bytes(2)
    tags |= dict.fromkeys([b"rTRC", b"gTRC", b"bTRC"], curve)
    table, body = struct.pack(">I", len(tags)), b""
    first = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", first + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(
        ">I4xI4s4s4s12x4s28x3I48x",
        128 + len(table) + len(body),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"acsp",
        *(round(value * 65536) for value in _WHITE),
    )
    return head + table + body


def _write_colour(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in colour))
