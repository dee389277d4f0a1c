"""The pieces that reports are made of: progress, numbered steps, and cards with their places."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.report.content import Card, Field, Mend, OutcomeShown, PartLine, PlaceShown
from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Stack, Text
from workbench.report.pdf.boxes import Box, Column, Columns
from workbench.report.pdf.direction import find_base
from workbench.report.pdf.images import Image, embed
from workbench.report.pdf.lines import Look, Words
from workbench.report.pdf.marks import Bar, Disc, Picture
from workbench.report.pdf.structure import Tag
from workbench.report.pictures import Pictures

LABEL_WIDTH = 75.0
"""The column of labels in a card."""
BAR_LEFT = 186.0
"""Where bars begin on the first page."""
COUNT_WIDTH = 42.0
PICTURE_WIDTH = 96.0
TALLEST_PICTURE = 118.0
SMALL_WIDTH = 78.0
SMALL_TALLEST = 70.0
ACROSS = 3
GAP = 14.0
PADDING = 12.0
TALLEST_WHOLE = 150.0
"""A card up to this height moves to the next page rather than being cut."""
TALLEST_BESIDE = 420.0
"""Beside words higher than that a picture would leave its column empty for pages."""
SIDE_BY_SIDE = 2
"""So many pictures stand beside the words; more of them get rows of their own."""


def set_text(
    text: str,
    look: Look = sheet.BODY,
    leading: float = sheet.BODY_LEADING,
    *,
    before: float = 0,
    keeps_next: bool = False,
    anchor: tuple[str, int] | None = None,
    tag: Tag | None = None,
) -> Text:
    """A block of text in one look."""
    return Text([Words(text, look)], leading, before, keeps_next, anchor=anchor, tag=tag)


def set_progress(outcome: OutcomeShown, width: float, table: Tag) -> Columns:
    """`1 Model and build`, its bar, `2 of 3`."""
    bar_width = width - BAR_LEFT - COUNT_WIDTH
    count = f"{outcome.passing} of {len(outcome.tones)}"
    row = table.inside("TR")
    name = set_text(f"{outcome.id} {outcome.title}", tag=row.inside("TH"))
    bar = Bar(outcome.tones)
    bar.tag = row.inside("TD").inside("Figure", alternative=outcome.spoken)
    return Columns(
        [
            Column(0, BAR_LEFT - GAP, name),
            Column(BAR_LEFT, bar_width, bar),
            Column(
                width - COUNT_WIDTH + 10, COUNT_WIDTH - 10, set_text(count, tag=row.inside("TD"))
            ),
        ],
        before=5.2,
    )


def set_part_line(part: PartLine, width: float, table: Tag) -> Columns:
    """`Part 1 · overview`, and what became of it."""
    row = table.inside("TR")
    cell = Tag("TD", row, columns=2)
    verdict = set_text(part.verdict, sheet.tinted(sheet.BODY, part.tone), tag=cell)
    return Columns(
        [
            Column(0, BAR_LEFT - GAP, set_text(part.label, sheet.QUIET, tag=row.inside("TH"))),
            Column(BAR_LEFT, width - BAR_LEFT, verdict),
        ],
        before=5.2,
    )


def set_mend(number: int, mend: Mend, width: float, steps: Tag) -> Columns:
    """One numbered step."""
    # a step that runs from right to left begins a paragraph, so that it keeps its direction
    end = "\n" if find_base(mend.step) else " "
    title = f"{mend.title.rstrip('.')}.{end}" if mend.title else ""
    words = [Words(title, sheet.STRONG), Words(mend.step, sheet.BODY)]
    indent = 27.0
    step = steps.inside("LI")
    disc = Disc(number)
    disc.tag = step.inside("Lbl")
    return Columns(
        [
            Column(0, indent, disc),
            Column(
                indent,
                width - indent,
                Text(words, sheet.BODY_LEADING, tag=step.inside("LBody")),
            ),
        ],
        before=6.5,
    )


def _set_card_heading(card: Card, tag: Tag, *, before: float = 20) -> Text:
    """`2b · Norms are made together  Not yet`."""
    name = _name_card(card)
    words = [Words(name, sheet.HEADING), Words("   ", sheet.HEADING)]
    verdict = Words(card.verdict.replace(" ", "\u00a0"), sheet.tinted(sheet.HEADING, card.tone))
    heading = tag.inside("H3")
    return Text([*words, verdict], 15.5, before, keeps_next=True, anchor=(name, 1), tag=heading)


def _name_card(card: Card) -> str:
    return f"{card.id} · {card.title}" if card.id else card.title


def set_card(
    card: Card, pictures: Pictures, width: float, *, tag: Tag, before: float = 20
) -> list[Block]:
    """The blocks for one judged thing, from its heading to its box."""
    blocks: list[Block] = [_set_card_heading(card, tag, before=before)]
    if card.statement:
        blocks.append(
            set_text(card.statement, sheet.BODY, before=3, keeps_next=True, tag=tag.inside("P"))
        )
    blocks += [
        _set_level_line(level, tag, before=2 if index else 4)
        for index, level in enumerate(card.levels)
    ]
    box = _set_box(card, pictures, width, tag)
    if box is None:
        blocks[-1].keeps_next = False
        return blocks
    for block in blocks:
        block.keeps_next = True
    return [*blocks, box]


def _set_level_line(field: Field, tag: Tag, *, before: float) -> Text:
    """The level and its descriptor: `Not yet: norms are announced; others hear of them`."""
    words = f"{field.label}: {field.text}"
    return set_text(words, sheet.QUIET, before=before, tag=tag.inside("P"))


def _set_box(card: Card, pictures: Pictures, width: float, tag: Tag) -> Box | None:
    shown = [(place, embed(pictures, place.key)) for place in card.places]
    pictured = [(place, image) for place, image in shown if image is not None]
    unpictured = [place for place, image in shown if image is None]
    inner = width - 2 * PADDING
    narrow = inner - PICTURE_WIDTH - GAP
    table, gallery = tag.inside("Table"), tag.inside("L")
    side = Stack([_set_pictured(place, image, gallery) for place, image in pictured])
    rows = _set_rows(card, unpictured, narrow, table, has_pictures=bool(pictured))
    if rows.blocks and pictured and _fits_beside(rows.height(narrow), side, len(pictured)):
        words = Column(0, narrow, rows)
        column = Column(inner - PICTURE_WIDTH, PICTURE_WIDTH, side)
        content: list[Block] = [Columns([words, column])]
    else:
        rows = _set_rows(card, unpictured, inner, table, has_pictures=bool(pictured))
        content = [*rows.blocks, *_set_picture_rows(pictured, inner, gallery)]
    if not content:
        return None
    words_and_places = Stack(content)
    words_and_places.stays_whole = words_and_places.height(inner) <= TALLEST_WHOLE
    return Box(
        words_and_places,
        padding=(PADDING, PADDING - 1),
        outline=sheet.HAIRLINE,
        radius=5,
        before=8,
        reminder=set_text(f"{_name_card(card)}, continued", sheet.SMALL, sheet.SMALL_LEADING),
    )


def _fits_beside(words_height: float, side: Stack, count: int) -> bool:
    """Whether a picture or two stand well beside the words: enough of them, and not pages."""
    least = side.height(PICTURE_WIDTH) / 2
    return count <= SIDE_BY_SIDE and least <= words_height <= TALLEST_BESIDE


def _set_rows(
    card: Card, unpictured: Sequence[PlaceShown], width: float, table: Tag, *, has_pictures: bool
) -> Stack:
    rows: list[Columns] = []
    for field in card.fields:
        row = table.inside("TR")
        text = set_text(field.text, tag=row.inside("TD"))
        rows.append(_set_row(field.label, [text], width, row))
    if unpictured:
        label = "Other places" if has_pictures else "Places"
        row = table.inside("TR")
        cell = row.inside("TD")
        lines = [_set_place_line(place, cell.inside("P")) for place in unpictured]
        rows.append(_set_row(label, lines, width, row))
    return Stack(rows)


def _set_row(label: str, blocks: Sequence[Block], width: float, row: Tag) -> Columns:
    return Columns(
        [
            Column(0, LABEL_WIDTH - 6, set_text(label, sheet.QUIET, tag=row.inside("TH"))),
            Column(LABEL_WIDTH, width - LABEL_WIDTH, Stack(blocks)),
        ],
        before=3,
    )


def _set_place_line(place: PlaceShown, tag: Tag) -> Text:
    words = [Words(f"{place.title}, {place.words}", sheet.BODY)]
    if place.as_written:
        words.append(Words(f"  “{place.as_written}”", sheet.QUIET))
    if place.note:
        words.append(Words(f" · {place.note}", sheet.QUIET))
    return Text(words, sheet.BODY_LEADING, tag=tag)


def _set_pictured(place: PlaceShown, image: Image, gallery: Tag) -> Stack:
    """A picture with its caption below."""
    width = min(PICTURE_WIDTH, TALLEST_PICTURE * image.width / image.height)
    item = gallery.inside("LI").inside("LBody")
    picture = _draw_picture(place, image, width, item)
    picture.keeps_next = True
    caption = _set_caption(place, item)
    caption[0].before = 4
    return Stack([picture, *caption], before=10, stays_whole=True)


def _set_picture_rows(
    pictured: Sequence[tuple[PlaceShown, Image]], width: float, gallery: Tag
) -> list[Columns]:
    """Small pictures with their captions at the right, several in a row."""
    step = (width + GAP) / ACROSS
    rows: list[Columns] = []
    for start in range(0, len(pictured), ACROSS):
        columns: list[Column] = []
        for index, (place, image) in enumerate(pictured[start : start + ACROSS]):
            thumb = min(SMALL_WIDTH, SMALL_TALLEST * image.width / image.height)
            left = index * step
            item = gallery.inside("LI").inside("LBody")
            caption = Stack(_set_caption(place, item), stays_whole=True)
            columns += [
                Column(left, thumb, _draw_picture(place, image, thumb, item)),
                Column(left + thumb + 8, step - GAP - thumb - 8, caption),
            ]
        rows.append(Columns(columns, before=10))
    for row in rows[-2:-1]:
        row.keeps_next = True  # the last pictures don't go on to the next page alone
    return rows


def _draw_picture(place: PlaceShown, image: Image, width: float, item: Tag) -> Picture:
    picture = Picture(image, width)
    picture.tag = item.inside("Figure", alternative=place.alternative)
    return picture


def _set_caption(place: PlaceShown, item: Tag) -> list[Text]:
    """The artifact and the place, then the practitioner's words for it."""
    lines = [(place.title, sheet.SMALL_INK), (place.words, sheet.SMALL)]
    if place.as_written:
        lines.append((f"“{place.as_written}”", sheet.SMALL_ITALIC))
    if place.note:
        lines.append((place.note, sheet.SMALL))
    return [
        set_text(text, look, sheet.SMALL_LEADING, tag=item.inside("P"))
        for text, look in lines
        if text
    ]
