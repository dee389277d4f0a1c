"""Hits as rows under the headings of their sources."""

from __future__ import annotations

from PySide6.QtCore import Qt

from workbench.evidence.finding.excerpt import Excerpt
from workbench.evidence.finding.hits import Hit
from workbench.evidence.finding.listing import ListedHit
from workbench.ui.finding.everything import Batch
from workbench.ui.finding.hit_model import ROW, Heading, HitModel, HitRow
from workbench.ui.finding.sources import Source

PLAN = Source(
    key="A1",
    kind="artifact",
    title="Plan",
    marks=((0, 0, "p. 1"), (1, 0, "p. 2"), (2, 0, "p. 3")),
)
FILM = Source(
    key="A2",
    kind="artifact",
    title="Film",
    marks=((0, 0, "0:01"), (0, 9, "0:04")),
    seconds=(1.5, 4),
)


def make_hits(count: int, passage: int = 0, start: int = 0) -> tuple[ListedHit, ...]:
    return tuple(
        ListedHit(
            passage=passage,
            number=number,
            hit=Hit(start, start + 4),
            excerpt=Excerpt("the ", "norm", " of"),
        )
        for number in range(count)
    )


def list_rows(model: HitModel) -> list[Heading | HitRow]:
    return [model.index(row).data(ROW) for row in range(model.rowCount())]


def test_the_first_nine_hits_have_a_key_over_all_sources() -> None:
    model = HitModel()
    model.add(Batch(source=PLAN, count=7, listed=make_hits(7)))
    model.add(Batch(source=FILM, count=7, listed=make_hits(7)))
    keys = [row.key for row in list_rows(model) if isinstance(row, HitRow)]
    assert keys == [*range(1, 10), *[0] * 5]
    assert model.find_hit(8).data(ROW).source is FILM
    assert not model.find_hit(15).isValid()
    assert not model.find_hit(0).isValid()


def test_more_of_one_source_goes_under_the_same_heading() -> None:
    model = HitModel()
    model.add(Batch(source=PLAN, count=2, listed=make_hits(2)))
    model.add(Batch(source=PLAN, count=300, listed=make_hits(3, passage=1)))
    headings = [str(row) for row in list_rows(model) if isinstance(row, Heading)]
    assert headings == ["Plan · 300 hits, the first 5 listed"]
    assert [row.place for row in list_rows(model) if isinstance(row, HitRow)] == [
        *["p. 1"] * 2,
        *["p. 2"] * 3,
    ]


def test_headings_cannot_be_chosen() -> None:
    model = HitModel()
    model.add(Batch(source=PLAN, count=1, listed=make_hits(1)))
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_a_hit_is_spoken_with_its_key_its_place_and_its_words() -> None:
    model = HitModel()
    model.add(Batch(source=PLAN, count=1, listed=make_hits(1, passage=2)))
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == ("1, Plan, p. 3, the norm of")


def test_a_hit_in_a_recording_leads_to_its_moment() -> None:
    (listed,) = make_hits(1, start=11)
    assert FILM.say_place(listed) == "0:04"
    assert FILM.find_place(listed).t == (4, None)
    assert PLAN.find_place(listed).whole
