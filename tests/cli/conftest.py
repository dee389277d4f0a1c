"""The commands, run as a person runs them: in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def workbench() -> Run:
    """Runs `workbench ARGUMENTS` on this test's own data folder and gives what came of it."""

    def run(*arguments: object) -> CompletedProcess[str]:
        command = [sys.executable, "-m", "workbench", *map(str, arguments)]
        return subprocess.run(
            command, env={**os.environ}, capture_output=True, text=True, timeout=120, check=False
        )

    return run
