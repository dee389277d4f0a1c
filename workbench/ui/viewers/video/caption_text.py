"""All captions of a recording as one text, and which caption a letter of it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from workbench.evidence.captions import Caption
from workbench.ui.viewers.video.words import say_caption


def join_captions(captions: Sequence[Caption]) -> str:
    """All captions as one text, each on its line as the list has it."""
    return "\n".join(map(_say, captions))


def list_offsets(captions: Sequence[Caption]) -> list[int]:
    """Where in that text each caption begins."""
    lengths = (len(_say(caption)) + 1 for caption in captions)
    return list(accumulate(lengths, initial=0))[:-1] if captions else []


def find_line(captions: Sequence[Caption], letter: int) -> int:
    """The number of the caption in which that letter of the text stands."""
    return max(bisect_right(list_offsets(captions), letter) - 1, 0)


def _say(caption: Caption) -> str:
    return say_caption(caption).replace("\n", " ")
