"""Tries the reader of pages on every file of some folders, by hand.

    python -m tests.corpus FOLDER … [--every N] [--window] [--table FILE] [--spoilt SECONDS]

Each PDF and picture is described; its first, middle and last page are drawn whole, as thumbnail,
turned, and as a tile of the largest zoom; its words, lines, links and files are read and a quote
is looked for, with the limits that the program uses. Other kinds are looked into as the program
does. Told are the files that end in a sentence, and every remark: more than two seconds, much
memory, an end of the worker. Ends with 1 when a file ended in neither a picture nor a sentence.

With --spoilt copies of them are tried that were flipped, cut and spliced at random, the same way at
each run. With --window the same files are shown in the real viewers instead,
without a display.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.reading import Reading
from tests.corpus.spoiling import read_spoilt
from tests.corpus.walking import list_files, say
from tests.corpus.window import show_files


def main() -> int:
    """Try all files, and tell what is worth telling."""
    wanted = _read_arguments()
    files = list(list_files([Path(name) for name in wanted.folders], wanted.every))
    if wanted.spoilt:
        return read_spoilt(files, wanted.spoilt, wanted.kept)
    return show_files(files) if wanted.window else _read_files(files, wanted.table)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--every", type=int, default=1, help="try every n-th file only")
    parser.add_argument("--window", action="store_true", help="show them in the real viewers")
    parser.add_argument("--spoilt", type=float, help="try spoilt copies for so many seconds")
    parser.add_argument("--kept", type=Path, help="keep spoilt files that surprise in this folder")
    parser.add_argument("--table", type=Path, help="write how each file ended, separated by tabs")
    return parser.parse_args()


def _read_files(files: Sequence[Path], table: Path | None) -> int:
    reading, rows = Reading(), []
    for path in files:
        end = reading.try_file(path)
        cost = f"{end.cpu_seconds:.2f}\t{end.wall_seconds:.2f}\t{end.peak_megabytes:.0f}"
        words = "\t".join([str(path), end.what, end.sentence, "; ".join(end.remarks)])
        rows.append(f"{words}\t{cost}\n")
    reading.close()
    if table is not None:
        table.write_text("".join(rows), encoding="utf-8")
    say(", ".join(f"{count} {what}" for what, count in sorted(reading.counts.items())))
    return 1 if reading.surprises else 0


if __name__ == "__main__":
    sys.exit(main())
