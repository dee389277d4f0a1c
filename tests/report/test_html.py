from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.builders import build_artifact, build_submission
from tests.report.builders import (
    build_feedback,
    build_judgment,
    build_place,
    build_scorecard,
    draw_page,
    draw_still,
)
from tests.report.samples import build_pictures, build_samples
from workbench.assessment.scorecard import Scorecard
from workbench.assessment.submission import Practitioner
from workbench.report.content import Audience
from workbench.report.html import format_html, write_html
from workbench.report.pictures import Pictures
from workbench.report.template import Template
from workbench.report.wording import compose

MARKUP = '</dd><script>alert(1)</script><img src=x onerror="alert(1)">&amp;\'"'
VOID = frozenset({"meta", "img", "br"})


class Outline(HTMLParser):
    """Elements of a page, and whether each one that opens is closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.opened: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def show(
    scorecard: Scorecard, pictures: Pictures | None = None, audience: Audience = "file"
) -> str:
    return format_html(compose(scorecard, audience), pictures or {})


@pytest.mark.parametrize("name", build_samples())
def test_every_decision_makes_a_well_formed_page(name: str) -> None:
    scorecard = build_samples()[name]
    outline = Outline(show(scorecard, build_pictures(scorecard)))
    assert outline.opened == []
    assert [len(outline.named(tag)) for tag in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    assert outline.named("html") == [{"lang": "en"}]


def test_headings_leave_no_level_out() -> None:
    outline = Outline(show(build_samples()["not-yet"]))
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_markup_in_every_strangers_text_is_shown_and_not_run() -> None:
    feedback = build_feedback(looked_at=MARKUP, unmet=MARKUP, next_step=MARKUP, praise=MARKUP)
    scorecard = build_scorecard(
        submission=build_submission(artifacts=(build_artifact(title=MARKUP),)),
        judgments={"1a": build_judgment(feedback=feedback, rationale=MARKUP)},
        places={"1a": [build_place(artifact_title=MARKUP, as_written=MARKUP)]},
        explanation=MARKUP,
        bundle_name=MARKUP,
        assessor_name=MARKUP,
    )
    outline = Outline(show(scorecard, {("A1", "page=6"): draw_page()}))
    assert not outline.named("script")
    assert all("onerror" not in attributes for attributes in outline.named("img"))
    assert "".join(outline.text).count("<script>alert(1)</script>") >= 8


def test_words_that_try_to_turn_the_page_around_do_not() -> None:
    words = "no\u202et earned\u2066 \u2069\x07"
    scorecard = build_scorecard(
        submission=build_submission(practitioner=Practitioner(key=words)),
        judgments={"1a": build_judgment(feedback=build_feedback(unmet=words), rationale=words)},
        assessor_name=words,
    )
    page = show(scorecard)
    assert page.count("not earned") >= 4
    assert not set(page) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07")


def test_nothing_comes_from_elsewhere() -> None:
    scorecard = build_samples()["not-yet"]
    page = show(scorecard, build_pictures(scorecard))
    assert not re.search(r"(?i)(?:src|href)=(?![\"']data:image/(?:png|jpeg);base64,)", page)
    assert not re.search(r"url\(|@import|https?://", page)
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page


def test_every_picture_has_an_alternative_text() -> None:
    places = {"1a": [build_place(6)], "1b": [], "2a": []}
    outline = Outline(show(build_scorecard(places=places), {("A1", "page=6"): draw_still()}))
    (picture,) = outline.named("img")
    assert picture["alt"] == "Picture of Implementation plan, page 6"
    assert (picture["src"] or "").startswith("data:image/jpeg;base64,")


def test_a_place_without_a_picture_is_still_named() -> None:
    page = show(build_scorecard(), {("A1", "page=6"): b"no picture"})
    assert "<img" not in page
    assert "p. 6, second paragraph" in page


def test_bars_say_in_words_what_they_show() -> None:
    outline = Outline(show(build_scorecard(judgments={"1a": build_judgment()})))
    spoken = [a["aria-label"] for a in outline.named("span") if a.get("role") == "img"]
    assert spoken[0] == "Details in order: below passing, passing"


def test_words_of_strangers_choose_their_own_direction() -> None:
    judgment = build_judgment(feedback=build_feedback(praise="שלום, עדי"))
    page = show(build_scorecard(judgments={"1a": judgment}))
    assert '<dd class="words" dir="auto">שלום, עדי</dd>' in page


def test_a_part_that_is_not_accepted_has_a_card() -> None:
    page = show(build_scorecard(judgments={"P3": build_judgment("P3", "not_accepted")}))
    assert "<bdi>Part 3 · Reflection</bdi>" in page
    assert '<span class="verdict below">Not accepted</span>' in page


def test_the_file_is_utf_8(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    write_html(build_samples()["not-yet"], {}, target, audience="practitioner")
    assert "Łukasz, Ñandú, Μαρία, Дмитрий, 明美, עדי" in target.read_text("utf-8")


def test_ten_megabytes_of_feedback_are_all_there() -> None:
    words = "The families were heard. " * 420_000
    judgment = build_judgment(feedback=build_feedback(unmet=words))
    assert words.strip() in show(build_scorecard(judgments={"1a": judgment}))


def test_the_programs_colour_is_for_white_ground_alone() -> None:
    content = compose(build_scorecard(), "file", template=Template(accent="#24527a"))
    page = format_html(content, {})
    assert ":root{--accent:#24527a}" in page
    assert "prefers-color-scheme:dark){:root{--title:var(--ink);" in page.replace("\n", "")


def test_the_title_of_the_window_is_short_and_begins_with_the_decision() -> None:
    page = show(build_samples()["not-yet"])
    (title,) = re.findall("<title>(.*)</title>", page)
    assert title.startswith("Not yet earned · 4F7K · attempt 1 · Leading")
    assert len(title) <= 70
