"""Every benchmark, each in a process of its own: `python -m tests.benchmarks [NAME …]`.

Each prints ours beside the floor and, where there is one, a peer, measured in one run. Read the
ratios; the absolute times are of the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys

NAMES = (
    "startup",
    "opening",
    "pdf",
    "pages",
    "video",
    "film",
    "store",
    "judging",
    "journey",
    "stalls",
    "report",
    "calibration",
)


def main() -> int:
    """Run those named, or all; 1 when one of them broke."""
    broken = 0
    for name in sys.argv[1:] or NAMES:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        broken |= subprocess.run(command, env=environment, check=False).returncode
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
