"""Artifact 5: the deck of the staff afternoon, nine slides with notes."""

from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Cm, Emu, Pt

from resources.demo.settle import settle_zip
from resources.demo.words import Page, plain, read_pages

WIDE, TALL = Cm(33.867), Cm(19.05)
INK, ACCENT, PAPER = "1D232B", "24566B", "F6F1E7"
DOTS = (ACCENT, "D98B5F", "8FAE5D", "E0A63A")
TITLE_ONLY = 5
"""Place of the layout with nothing but a title in the template of python-pptx."""


def make_deck() -> bytes:
    """The .pptx file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, TALL
    deck.core_properties.title = "Staff afternoon, 16 April"
    deck.core_properties.author = "Principal, with drivers, cook and student council"
    for page in read_pages("deck.md"):
        _fill_slide(deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY]), page)
    target = BytesIO()
    deck.save(target)
    return settle_zip(target.getvalue())


def _fill_slide(slide: Slide, page: Page) -> None:
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _colour(PAPER)
    lines = {block.kind: [plain(line) for line in block.lines] for block in page.blocks}
    _set_title(slide, lines["heading"][0])
    _set_points(slide, lines["bullets"])
    _set_footer(slide, int(page.label))
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None  # noqa: S101 - the notes of a new slide always have a text frame
    notes.text = " ".join(lines["paragraph"])


def _set_title(slide: Slide, words: str) -> None:
    title = slide.shapes.title
    assert title is not None  # noqa: S101 - the layout has one
    title.left, title.top, title.width, title.height = Cm(2.4), Cm(1.6), Cm(29), Cm(2.6)
    title.text_frame.text = words
    run = title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold, run.font.color.rgb = Pt(38), True, _colour(INK)
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _set_points(slide: Slide, points: list[str]) -> None:
    for number, words in enumerate(points):
        top = Cm(5.6 + 2.7 * number)
        dot = slide.shapes.add_shape(MSO_SHAPE.OVAL, Cm(2.7), Emu(top + Cm(0.55)), Cm(0.8), Cm(0.8))
        dot.fill.solid()
        dot.fill.fore_color.rgb = _colour(DOTS[number % len(DOTS)])
        dot.line.fill.background()
        box = slide.shapes.add_textbox(Cm(4.4), top, Cm(27), Cm(2))
        box.text_frame.word_wrap = True
        box.text_frame.text = words
        run = box.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.color.rgb = Pt(28), _colour(INK)


def _set_footer(slide: Slide, number: int) -> None:
    box = slide.shapes.add_textbox(Cm(2.4), Cm(17.3), Cm(29), Cm(1))
    box.text_frame.text = f"Staff afternoon · 16 April · {number}"
    run = box.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(12), _colour(ACCENT)


def _colour(digits: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(digits)  # type: ignore[no-untyped-call] # python-pptx
    return colour
