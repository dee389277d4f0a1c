"""The page before other people's judges: axe-core in a headless browser, and html-validate.

Both are programs for Node.js that this one does not need: where `WORKBENCH_NODE_MODULES` names no
folder that holds them, or no Chromium is installed, these tests are skipped and say so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.report.samples import build_pictures, build_samples
from workbench.report.content import Audience
from workbench.report.html import write_html

AUDIENCES: tuple[Audience, ...] = ("practitioner", "file")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PRESETS = {"root": True, "extends": ["html-validate:recommended", "html-validate:standard"]}
SCREENS = {
    "light and wide": ("--window-size=1100,900", "--blink-settings=preferredColorScheme=1"),
    "dark and narrow": ("--window-size=500,900", "--blink-settings=preferredColorScheme=0"),
}
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""It forbids scripts, the checker's too, and is taken out of the copy that is checked."""
ASK = """
axe.run(document, {runOnly: %s}).then(found => {
  const root = document.documentElement;
  const told = {
    violations: found.violations.map(v => v.id + " " + v.nodes[0].html),
    passes: found.passes.length,
    ground: getComputedStyle(document.body).backgroundColor,
    overflow: root.scrollWidth - root.clientWidth,
  };
  const place = document.createElement("pre");
  place.id = "told";
  place.textContent = JSON.stringify(told);
  document.body.replaceChildren(place);
});
"""


def find_module(name: str) -> Path:
    """The folder of that program, or a reason to skip."""
    named = os.environ.get("WORKBENCH_NODE_MODULES", "")
    folder = Path(named) / name
    if not named or not folder.is_dir():
        pytest.skip(f"WORKBENCH_NODE_MODULES names no folder that holds {name}")
    return folder


def find_program(*names: str) -> str:
    """The first of these programs that is installed, or a reason to skip."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or pytest.skip(f"{' or '.join(names)} is not installed")


def write_page(folder: Path, name: str, audience: Audience) -> Path:
    scorecard = build_samples()[name]
    target = folder / f"{name}-{audience}.html"
    pictures = {} if name == "large" else build_pictures(scorecard)
    write_html(scorecard, pictures, target, audience=audience)
    return target


def ask_axe(page: Path, screen: tuple[str, ...]) -> dict[str, Any]:
    """What axe-core finds on the page, on that screen."""
    axe = (find_module("axe-core") / "axe.min.js").read_text("utf-8")
    browser = find_program("chromium", "chromium-browser", "google-chrome")
    scripts = f"<script>{axe}</script><script>{ASK % json.dumps(RULES)}</script></body>"
    bare = POLICY.sub("", page.read_text("utf-8"))
    copy = page.with_suffix(".checked.html")
    copy.write_text(bare.replace("</body>", scripts), "utf-8")
    ways = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000")
    command = [browser, *ways, *screen, "--dump-dom", copy.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    told = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told is not None, done.stderr[-500:]
    found: dict[str, Any] = json.loads(unescape(told[1]))
    return found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", build_samples())
def test_axe_finds_nothing_against_the_page(
    tmp_path: Path, name: str, audience: Audience, screen: str
) -> None:
    find_module("axe-core")
    found = ask_axe(write_page(tmp_path, name, audience), SCREENS[screen])
    assert found["violations"] == []
    assert found["passes"] > 20
    assert found["overflow"] <= 0
    assert (found["ground"] == "rgb(255, 255, 255)") == screen.startswith("light")


def test_axe_finds_what_is_wrong_with_a_bad_page(tmp_path: Path) -> None:
    find_module("axe-core")
    page = tmp_path / "bad.html"
    page.write_text('<html><body><img src="x.png"><p style="color:#ccc">pale</p></body></html>')
    found = {entry.split()[0] for entry in ask_axe(page, SCREENS["light and wide"])["violations"]}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found


def test_html_validate_finds_nothing_against_any_page(tmp_path: Path) -> None:
    validate = find_module("html-validate") / "bin" / "html-validate.mjs"
    node = find_program("node")
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(PRESETS))
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><html><body><div><p></div></body></html>")
    pages = [write_page(tmp_path, name, whose) for name in build_samples() for whose in AUDIENCES]
    command = [node, str(validate), "--formatter", "json", str(bad), *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = {Path(file["filePath"]).name: file["messages"] for file in json.loads(done.stdout)}
    assert found.pop("bad.html")
    assert found == {}
