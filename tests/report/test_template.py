from __future__ import annotations

import io
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pymupdf
import pytest
from PIL import Image

from tests.builders import build_rubric
from tests.report.builders import build_judgment, build_scorecard, draw_page
from workbench.assessment.credential import Credential
from workbench.paths import find_resource
from workbench.report.html import format_html
from workbench.report.pdf.report import format_pdf, write_pdf
from workbench.report.pdf.sections import LOGO_HEIGHT, LOGO_WIDTH
from workbench.report.template import (
    INSIDE,
    PLAIN,
    Template,
    TemplateError,
    measure_contrast,
    read_template,
)
from workbench.report.wording import compose

FULL = """
format = "mcw-template/1"
name = "Program of the North"
file_name = "{credential}-{practitioner}"

[look]
accent = "#24527a"
logo = "logo.png"
logo_words = "Program of the North"
page = "Letter"

[words]
opening = "Thank you for your portfolio.\\n\\nYou may hand in again until June."
closing = "Questions? Write to the office."

[practitioner]
show = ["progress", "mend", "feedback"]
name_assessor = true

[file]
show = ["progress", "rationale", "trail"]
"""


def write(folder: Path, text: str = FULL) -> Path:
    (folder / "logo.png").write_bytes(draw_logo())
    path = folder / "north.toml"
    path.write_text(text, "utf-8")
    return path


def draw_logo(size: tuple[int, int] = (240, 80), colour: str = "#24527a") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def read_schema() -> dict[str, Any]:
    path = find_resource("schemas", "mcw-template-1.schema.json")
    return dict(json.loads(path.read_bytes()))


def test_a_template_says_look_words_and_parts(tmp_path: Path) -> None:
    template = read_template(write(tmp_path))
    assert (template.accent, template.page, template.names_assessor) == ("#24527a", "Letter", True)
    assert template.shows("mend", "practitioner")
    assert not template.shows("places", "practitioner")
    assert template.shows("trail", "file")
    assert not template.shows("findings", "file")


def test_what_is_read_keeps_to_the_schema() -> None:
    jsonschema.validate(tomllib.loads(FULL), read_schema())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("mcw-template/1", "mcw-template/2", "this program reads mcw-template/1"),
        ("#24527a", "blue", "no colour such as"),
        ("#24527a", "#ffff00", "too light to be read"),
        ('"mend"', '"rationale"', "cannot be shown there"),
        ('"mend"', '"everything"', "cannot be shown there"),
        ("logo.png", "gone.png", "is not beside it"),
        ('logo_words = "Program of the North"', "", "what does the logo say"),
        ("page =", "pages =", "unknown field `pages`"),
        ("[look]", "[look", "cannot be used"),
    ],
)
def test_what_is_wrong_with_a_template_is_told(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    with pytest.raises(TemplateError, match=why):
        read_template(write(tmp_path, FULL.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("logo", "why"),
    [
        (b"no picture", "neither as PNG nor as JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither as PNG nor as JPEG"),
        (draw_logo(colour="#ffffff"), "too pale to be seen"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_logo_that_would_not_be_seen_is_told(tmp_path: Path, logo: bytes, why: str) -> None:
    path = write(tmp_path)
    (tmp_path / "logo.png").write_bytes(logo)
    with pytest.raises(TemplateError, match=why):
        read_template(path)


@pytest.mark.parametrize("size", [(2400, 60), (40, 1600), (240, 80)])
def test_a_logo_of_any_shape_stays_in_its_corner_beside_the_title(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = write(tmp_path)
    (tmp_path / "logo.png").write_bytes(draw_logo(size))
    target = tmp_path / "report.pdf"
    title = "A credential with a name as long as names of credentials get where nobody minds"
    card = build_scorecard(rubric=build_rubric(credential=Credential(title=title)))
    write_pdf(card, {}, target, audience="file", template=read_template(path))
    page: Any = pymupdf.open(target)[0]  # type: ignore[no-untyped-call]  # it ships no types
    ((left, top, right, bottom),) = (found["bbox"] for found in page.get_image_info())
    assert right - left <= LOGO_WIDTH + 1
    assert bottom - top <= LOGO_HEIGHT + 1
    words = [word[:4] for word in page.get_text("words")]
    assert not [w for w in words if w[2] > left and w[1] < bottom and w[3] > top]


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such file"):
        read_template(tmp_path / "gone.toml")


@pytest.mark.parametrize("section", sorted(INSIDE))
def test_no_template_lets_a_practitioner_read_what_stays_inside(section: str) -> None:
    template = Template(practitioner=frozenset(PLAIN.file))
    assert not template.shows(section, "practitioner")  # type: ignore[arg-type]  # one of them


def test_the_colour_of_the_title_is_measured_as_wcag_does() -> None:
    assert measure_contrast("#ffffff") == pytest.approx(1)
    assert measure_contrast("#000000") == pytest.approx(21)
    assert measure_contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_report_follows_its_template(tmp_path: Path) -> None:
    template = read_template(write(tmp_path))
    scorecard = build_scorecard(judgments={"1a": build_judgment()})
    content = compose(scorecard, "practitioner", template=template)
    page = format_html(content, {("A1", "page=6"): draw_page()})
    assert "Thank you for your portfolio." in page
    assert "Questions? Write to the office." in page
    assert 'alt="Program of the North"' in page
    assert "#24527a" in page
    assert "Implementation plan" not in page
    assert "Proficient: What" not in page
    assert "Ada Sample" in page
    pdf = format_pdf(content, {}, b"{}", "2026-11-14T15:03:00Z", page_size=template.page)
    assert pdf.startswith(b"%PDF-1.7")


def test_words_of_a_template_are_no_markup(tmp_path: Path) -> None:
    text = FULL.replace("Thank you", "<b>Thank</b> you").replace("Questions", "<img src=x>")
    template = read_template(write(tmp_path, text))
    page = format_html(compose(build_scorecard(), "practitioner", template=template), {})
    assert "&lt;b&gt;Thank&lt;/b&gt;" in page
    assert "<img src=x>" not in page


def test_the_template_in_the_guide_can_be_used(tmp_path: Path) -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "reports.md"
    (block,) = re.findall(r"```toml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    jsonschema.validate(tomllib.loads(block), read_schema())
    assert read_template(write(tmp_path, block)).name == "Program of the North"
