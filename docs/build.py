"""Makes what the guide takes from the program: the list of keys and the pictures of the window.

    python docs/build.py

Pictures are taken off screen, by driving the real window over the demo bundle, and the viewer of
pages over documents that `pages_pictures.py` makes (the page read by a machine needs Tesseract).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from workbench.ui.keys import format_keys_table

DOCS = Path(__file__).resolve().parent
KEYS_PAGE = """# Keys

Letters act outside text fields; `Esc` leaves one. This list is generated from the program
(`python docs/build.py`).

"""


def main() -> None:
    """Write `guide/keys.md` and `images/`."""
    (DOCS / "guide" / "keys.md").write_text(KEYS_PAGE + format_keys_table(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "workbench", "demo", "--no-window", "--out", folder]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own program
        (DOCS / "images").mkdir(exist_ok=True)
        for picture in Path(folder).glob("*.png"):
            shutil.copy(picture, DOCS / "images" / picture.name)
        pages = [sys.executable, str(DOCS / "pages_pictures.py"), str(DOCS / "images")]
        subprocess.run(pages, check=True, env=environment)  # noqa: S603 - likewise


if __name__ == "__main__":
    main()
