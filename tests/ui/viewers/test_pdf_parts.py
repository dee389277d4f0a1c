from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from workbench.assessment.locator import Place, Region, Span
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import MAX_PIXELS, FindQuote, Paragraph, TextLine
from workbench.ui.viewers.pdf.layout import DOTS_PER_POINT, MARGIN, Layout, Rotation, Spot
from workbench.ui.viewers.pdf.lit import close_gaps, outline
from workbench.ui.viewers.pdf.pieces import (
    NEIGHBOURS,
    WHOLE_PIXELS,
    lay_grid,
    list_shown,
    list_wanted,
)
from workbench.ui.viewers.pdf.seen import SeenPages
from workbench.ui.viewers.pdf.side import PdfSide
from workbench.ui.viewers.pdf.target import (
    find_page,
    find_region,
    find_search,
    find_target,
    say_not_found,
)

A4 = (595.0, 842.0)
LABELS = ("i", "ii", "1", "2", "3")


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        (Place(page=Span(3, 3)), 2, 2),
        (Place(page=Span(2, 4)), 1, 3),
        (Place(page=Span(4, None)), 3, 4),
        (Place(page=Span(4, 9)), 3, 4),
        (Place(page="last"), 4, 4),
        (Place(slide=Span(2, 2)), 1, 1),
        (Place(pagelabel="ii"), 1, 1),
    ],
)
def test_a_place_is_found_among_the_pages(place: Place, first: int, last: int) -> None:
    target = find_target(place, LABELS, 5)
    assert target is not None
    assert (target.first, target.last, target.is_cited) == (first, last, True)


@pytest.mark.parametrize(
    "place", [Place(page=Span(6, 6)), Place(pagelabel="xx"), Place(page=Span(0, 0))]
)
def test_a_page_that_is_not_there_is_no_place(place: Place) -> None:
    assert find_target(place, LABELS, 5) is None


def test_the_whole_document_is_not_lit() -> None:
    target = find_target(Place(whole=True), (), 5)
    assert target is not None
    assert not target.is_cited


def test_regions_come_in_points() -> None:
    place = Place(page=Span(1, 1), xywh=Region("percent", 10, 20, 30, 40))
    assert find_region(place, (200, 100)) == ((20, 20, 80, 60),)
    pixels = Place(xywh=Region("pixel", 96, 0, 96, 96))
    assert find_region(pixels, A4) == ((72, 0, 144, 72),)
    assert find_region(Place(page=Span(1, 1), pos="bottom"), (90, 90)) == ((0, 60, 90, 90),)
    assert find_region(Place(page=Span(1, 1)), A4) == ()


def test_quotes_come_before_paragraphs_and_items() -> None:
    searches = []
    for more in ({"quote": "x", "para": Span(2, 2)}, {"para": Span(2, 2)}, {"item": 3}, {}):
        target = find_target(Place(page=Span(2, 2), **more), (), 5)
        assert target is not None
        searches.append(find_search("p", target))
    assert searches == [
        FindQuote(path="p", page_index=1, text="x"),
        Paragraph(path="p", page_index=1, number=2),
        Paragraph(path="p", page_index=1, number=3, kind="item"),
        None,
    ]


@pytest.mark.parametrize(
    ("typed", "index"),
    [("3", 4), ("ii", 1), ("II ", 1), ("5", 4), ("#3", 2), ("6", None), ("0", None), ("", None)],
)
def test_a_typed_page_is_a_label_before_it_is_a_count(typed: str, index: int | None) -> None:
    assert find_page(typed, LABELS, 5) == index


def test_fit_width_fills_the_view_but_for_the_margins() -> None:
    layout = Layout([A4, (842, 595)], (700, 500))
    assert [page.width for page in layout.pages] == [700 - 2 * MARGIN] * 2
    assert layout.pages[1].y == layout.pages[0].y + layout.pages[0].height + MARGIN


def test_fit_page_shows_all_of_a_page() -> None:
    layout = Layout([A4], (700, 500), zoom="page")
    assert layout.pages[0].height == 500 - 2 * MARGIN


def test_a_factor_is_taken_at_the_scale_of_the_display() -> None:
    layout = Layout([A4], (700, 500), zoom=1.5, ratio=2.0)
    assert layout.pages[0].scale == pytest.approx(1.5 * DOTS_PER_POINT * 2)
    assert layout.zoom_of(0) == pytest.approx(1.5)
    assert layout.width > 700


def test_a_spot_survives_another_layout() -> None:
    before = Layout([A4] * 9, (700, 500))
    spot = Spot(4, 0.25, 0.5)
    after = Layout([A4] * 9, (900, 700), zoom=3.0, rotation=90)
    assert before.spot_at(*before.find_point(spot)).page == 4
    found = after.spot_at(*after.find_point(spot))
    assert (found.page, round(found.across, 2), round(found.down, 2)) == (4, 0.25, 0.5)


def test_visible_pages_are_those_between_two_heights() -> None:
    layout = Layout([A4] * 1000, (700, 900))
    page = layout.pages[500]
    assert layout.find_visible(page.y, page.y + 10) == range(500, 501)
    assert layout.find_visible(page.y - MARGIN, page.y + 10) == range(500, 501)
    assert layout.find_visible(page.y - MARGIN - 1, page.y + 10) == range(499, 501)
    assert layout.find_visible(0, MARGIN) == range(0)


@pytest.mark.parametrize(
    ("rotation", "corner"),
    [(0, (0.1, 0.2)), (90, (0.8, 0.1)), (180, (0.9, 0.8)), (270, (0.2, 0.9))],
)
def test_boxes_turn_with_the_page(rotation: Rotation, corner: tuple[float, float]) -> None:
    layout = Layout([(100, 200)], (1000, 1000), zoom=1.0, rotation=rotation)
    page = layout.pages[0]
    left, top, right, bottom = layout.place_box(0, (10, 40, 10, 40))
    assert (left, top) == (right, bottom)
    found = ((left - page.x) / page.width, (top - page.y) / page.height)
    assert found == pytest.approx(corner, abs=0.01)


def test_a_small_page_is_one_picture_and_its_neighbours_are_prepared() -> None:
    layout = Layout([A4] * 20, (700, 500))
    top = layout.pages[7].y
    pieces, nearby = list_wanted(layout, (0, top, 700, top + 500), 7, {})
    assert [piece.page for piece in pieces] == [7]
    assert [piece.page for piece in nearby] == [8, 6, 9, 5]
    assert len(nearby) == 2 * NEIGHBOURS


def lay_poster(x: int, y: int) -> tuple[Layout, tuple[int, int, int, int]]:
    """An A0 poster at 400 %, and a window of 1000 × 800 pixels at that point of it."""
    layout = Layout([(2384, 3370)], (1000, 800), zoom=4.0)
    poster = layout.pages[0]
    assert poster.width * poster.height > 10 * WHOLE_PIXELS
    return layout, (poster.x + x, poster.y + y, poster.x + x + 1000, poster.y + y + 800)


def test_where_a_reader_has_jumped_to_on_a_poster_no_more_is_drawn_than_shows() -> None:
    layout, window = lay_poster(2000, 2000)
    low, *pieces = list_shown(layout, 0, window, {})
    assert low.is_whole
    assert [piece.clip for piece in pieces] == [(2000, 2000, 3000, 2800)]


def test_a_reader_who_moves_on_keeps_the_pieces_that_are_drawn() -> None:
    layout, window = lay_poster(2000, 2000)
    grids = {0: lay_grid(layout.pages[0], window)}
    _, moved = lay_poster(2000, 2100)
    _, first, second = list_shown(layout, 0, moved, grids)
    assert first.clip == (2000, 2000, 3000, 2800)
    assert second.clip == (2000, 2800, 3000, 3600)
    _, back = lay_poster(1990, 1990)
    assert len(list_shown(layout, 0, back, grids)) == 5


def test_pieces_end_where_the_page_ends() -> None:
    layout, window = lay_poster(-30, -30)
    _, piece = list_shown(layout, 0, window, {})
    assert piece.clip == (0, 0, 1000, 800)
    width, height = piece.size
    layout, window = lay_poster(width - 400, height - 300)
    _, piece = list_shown(layout, 0, window, {})
    assert piece.clip == (width - 400, height - 300, width, height)


def test_around_what_shows_of_a_poster_some_is_prepared() -> None:
    layout, window = lay_poster(2000, 2000)
    grids = {0: lay_grid(layout.pages[0], window)}
    _, nearby = list_wanted(layout, window, 0, grids)
    assert [piece.clip[:2] for piece in nearby] == [
        *[(2000, 1200), (2000, 2800), (1000, 2000), (3000, 2000)]
    ]


def test_a_view_of_a_very_large_screen_is_cut_into_pieces() -> None:
    layout = Layout([(2384, 3370)], (6000, 4000), zoom=4.0)
    _, *pieces = list_shown(layout, 0, (0, 0, 6000, 4000), {})
    assert len(pieces) == 3
    for piece in pieces:
        left, top, right, bottom = piece.clip
        assert (right - left) * (bottom - top) <= MAX_PIXELS


def test_a_page_of_a_million_points_is_cut_at_once() -> None:
    layout = Layout([(1_000_000, 1_000_000)], (1000, 800), zoom=4.0)
    _, *pieces = list_shown(layout, 0, (2_000_000, 2_000_000, 2_001_000, 2_000_800), {})
    assert len(pieces) == 1


def test_the_outline_joins_lines_that_follow_each_other() -> None:
    lines = [QRectF(0, 0, 100, 12), QRectF(0, 16, 60, 12)]
    first, second = close_gaps(lines)
    assert first.bottom() == second.top() == 14
    assert len(outline(lines, 1.0).toSubpathPolygons()) == 1
    apart = [QRectF(0, 0, 100, 12), QRectF(0, 80, 60, 12)]
    assert len(outline(apart, 1.0).toSubpathPolygons()) == 2


def test_a_page_is_seen_after_a_second_without_a_break_and_once() -> None:
    seen = SeenPages()
    assert seen.note([1, 2], 10.0) == []
    assert seen.note([1], 10.6) == []
    assert seen.note([1, 2], 11.1) == [1]
    assert seen.note([2], 11.9) == []
    assert seen.is_waiting
    assert seen.note([2], 12.2) == [2]
    assert seen.note([1, 2], 20.0) == []
    assert not seen.is_waiting


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(page=Span(1, 1), para=Span(9, 9)), "No paragraph 9 was found on this page."),
        (Place(page=Span(1, 1), item=4), "No item 4 of a list was found on this page."),
    ],
)
def test_a_paragraph_that_is_not_there_is_named(place: Place, said: str) -> None:
    assert say_not_found(place) == said


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_point_is_found_on_the_page_it_is_asked_for_in(rotation: Rotation) -> None:
    layout = Layout([A4, A4], (800, 600), rotation=rotation)
    left, top, right, bottom = layout.place_box(1, (100, 200, 300, 400))
    assert layout.find_on(1, (left + right) / 2, (top + bottom) / 2) == pytest.approx((200, 300))


@pytest.mark.parametrize(
    ("words", "side"),
    [("The norms", Qt.AlignmentFlag.AlignLeft), ("מה שהוסכם", Qt.AlignmentFlag.AlignRight)],
)
def test_the_text_beside_begins_where_its_script_begins(
    qtbot: QtBot, words: str, side: Qt.AlignmentFlag
) -> None:
    panel = PdfSide(PdfClient(), "pdf")
    qtbot.addWidget(panel)
    starts = tuple(float(n) for n in range(len(words)))
    line = TextLine(
        text=words, box=(0, 0, 90, 12), starts=starts, ends=starts, block=0, is_upright=False
    )
    panel.show_page(0, (line,), ())
    field = panel.findChild(QPlainTextEdit, "pdfPageText")
    assert field is not None
    assert field.document().defaultTextOption().alignment() & side
