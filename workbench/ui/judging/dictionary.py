"""Hunspell's dictionary of a language, loaded without holding up the window."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell"))
Dictionary: TypeAlias = Any
"""Of a library that ships no types."""
_PIECES = 10
_GIVE_WAY_SECONDS = 0.02
"""Between two pieces; else the window gets a word in only at each piece's end."""
_PROBES = 40


@lru_cache(maxsize=2)
def load_dictionary(language: str) -> Dictionary | None:
    """The dictionary of a language such as `en` or `de_AT`; None where there is none."""
    # WORKAROUND: the extension is loaded when it is first needed, not at start.
    try:
        import hunspell  # noqa: PLC0415
    except ImportError:
        return None
    if language.partition("_")[0] == "en":
        shipped = Path(hunspell.__file__).parent / "dictionaries"
        return _load(hunspell.Hunspell, shipped / "en_US.dic")
    for folder in SYSTEM_FOLDERS:
        found = sorted(folder.glob(f"{language}*.dic")) if folder.is_dir() else []
        if found:
            return _load(hunspell.Hunspell, found[0])
    return None


def _load(hunspell: Any, file: Path) -> Dictionary:  # noqa: ANN401 - a class of an untyped library
    """In pieces: no other thread runs while Hunspell reads a file, and this one is large."""
    pieces = list(_cut(file.read_bytes().splitlines()[1:]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(file.with_suffix(".aff"), folder / "0.aff")
        for number, words in enumerate(pieces):
            head = f"{len(words)}\n".encode()
            (folder / f"{number}.dic").write_bytes(head + b"\n".join(words) + b"\n")
        dictionary = hunspell("0", hunspell_data_dir=str(folder))
        for number in range(1, len(pieces)):
            time.sleep(_GIVE_WAY_SECONDS)
            dictionary.add_dic(str(folder / f"{number}.dic"))
    if all(_knows_any(dictionary, words) for words in pieces):
        return dictionary
    # it does not say when it could not read a piece, as may be with a folder's letters
    return hunspell(file.stem, hunspell_data_dir=str(file.parent))


def _cut(words: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The words in pieces of one size; entries of one word stay together."""
    size, start = max(len(words) // _PIECES, 1), 0
    while start < len(words):
        end = start + size
        while end < len(words) and _name(words[end]) == _name(words[end - 1]):
            end += 1
        yield words[start:end]
        start = end


def _knows_any(dictionary: Dictionary, words: Sequence[bytes]) -> bool:
    """Whether it knows one of these; some forms stand in a dictionary only to be refused."""
    for word in islice(words, _PROBES):
        try:
            if dictionary.spell(_name(word).decode()):
                return True
        except UnicodeError:
            continue
    return False


def _name(entry: bytes) -> bytes:
    return entry.partition(b"/")[0]
