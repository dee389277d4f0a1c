from __future__ import annotations

import mmap
import os
import sys

import pytest

from workbench.evidence.pdf.arena import GRAIN, Arena, attach

MEGABYTE = 1024 * 1024


def test_what_one_side_writes_the_other_reads() -> None:
    arena = Arena(4 * GRAIN)
    offset, length = arena.take(GRAIN + 1) or (0, 0)
    name = str(os.dup(int(arena.name))) if arena.inherited else arena.name
    with attach(name, arena.size) as other:
        other[offset : offset + 5] = b"norms"
        assert bytes(arena.view(offset, 5)) == b"norms"
    assert length == 2 * GRAIN
    arena.close()


def test_a_full_arena_lends_nothing_until_something_comes_back() -> None:
    arena = Arena(2 * GRAIN)
    piece = arena.take(2 * GRAIN)
    assert piece == (0, 2 * GRAIN)
    assert arena.take(1) is None
    arena.give_back(*piece)
    assert arena.take(2 * GRAIN) == piece
    arena.close()


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(mmap, "MADV_REMOVE"), reason="Linux returns memory"
)
def test_what_a_moment_needed_goes_back_to_the_system() -> None:
    arena = Arena(200 * MEGABYTE)
    offset, length = arena.take(200 * MEGABYTE) or (0, 0)
    arena.view(offset, length)[:] = b"x" * length
    held = os.fstat(int(arena.name)).st_blocks * 512
    arena.give_back(offset, length)
    assert held - os.fstat(int(arena.name)).st_blocks * 512 == 72 * MEGABYTE
    assert arena.take(length) == (offset, length)
    assert set(bytes(arena.view(199 * MEGABYTE, 10))) == {0}
    arena.close()
