"""SIGKILL between keystrokes: nothing acknowledged is lost, nor a word older than two seconds."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.builders import build_bundle, build_rubric
from workbench.app import open_session
from workbench.assessment.review import Review
from workbench.ui.windowless.headless import open_and_inspect

ROUNDS = int(os.environ.get("WORKBENCH_TYPIST_ROUNDS", "4"))
PATIENCE_SECONDS = 2.0
RANDOM = random.Random(20261124)  # noqa: S311 - moments to kill at, no secrets


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("seconds", [RANDOM.uniform(2.2, 6.0) for _ in range(ROUNDS)])
def test_what_was_acknowledged_and_what_is_older_than_two_seconds_is_there(
    tmp_path: Path, seconds: float, qapp: object
) -> None:
    del qapp
    outcomes = {"1": ["1a", "1b", "1c"], "2": ["2a", "2b", "2c"]}
    bundle = build_bundle(tmp_path, rubric=build_rubric(outcomes=outcomes))
    lines, killed_at = type_until_killed(bundle, seconds)
    review = read_review(bundle)
    acknowledged = [line["acknowledged"] for line in lines if "acknowledged" in line]
    assert acknowledged, "the typist was killed before anything was saved"
    for target, (level, looked_at) in acknowledged[-1].items():
        judgment = review.judgment(target)
        assert judgment.level == level
        assert judgment.feedback.looked_at.startswith(looked_at)
    old = [x for x in lines if "typed" in x and x["at"] < killed_at - PATIENCE_SECONDS]
    for line in old:
        stored = review.judgment(line["target"]).feedback.looked_at
        assert stored.startswith(line["typed"])


def type_until_killed(bundle: Path, seconds: float) -> tuple[list[dict[str, Any]], float]:
    """What the typist said until it was killed that long after its first key, and when."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(bundle)]
    typist = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ}
    )
    assert typist.stdout is not None
    with typist.stdout:
        assert json.loads(typist.stdout.readline())["start"]
        death = threading.Timer(seconds, typist.kill)
        death.start()
        said = typist.stdout.read()
        killed_at = time.monotonic()
        death.join()
    assert typist.wait() == -signal.SIGKILL
    whole_lines = said[: said.rfind("\n") + 1].splitlines()
    return [json.loads(line) for line in whole_lines], killed_at


def read_review(bundle: Path) -> Review:
    with open_session("Typist") as session:
        open_and_inspect(session, bundle)
        return session.review
