"""What holds for every citation there can be: an answer, in linear time, in one spelling."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.assessment.locator_cases import read_cases
from workbench.assessment.locating.context import MEDIA
from workbench.assessment.locating.tokens import MOST_TOKENS
from workbench.assessment.locator import (
    Locator,
    ParseResult,
    Place,
    Region,
    Span,
    format_locator,
    parse_locator,
    read_canonical,
)

LONG = 1_000_000
REASONS = {
    "empty",
    "not_specific",
    "relative_reference",
    "external_link",
    "clock_time",
    "invalid_value",
    "out_of_range",
    "needs_duration",
}
WORDS = sorted({word for case in read_cases() for word in case.text.split()})
SIGNS = ["%ff", "%20", "\u00ad", "\u200b", "\ud800", "9" * 20, "t=", "npt:", "¶", "\0"]

SPECIAL = st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS))
TEXTS = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(st.one_of(SPECIAL, st.text(max_size=3)), max_size=14).map(" ".join),
    st.lists(SPECIAL, max_size=14).map("".join),
)
CONTEXTS = st.fixed_dictionaries(
    {
        "media": st.sampled_from([None, *sorted(MEDIA)]),
        "pages": st.one_of(st.none(), st.integers(-1, 400)),
        "duration": st.one_of(st.none(), st.floats(), st.floats(0, 8000)),
    }
)

COUNTS = st.integers(1, 99_999)
SPANS = st.lists(COUNTS, min_size=2, max_size=2).map(lambda ends: Span(min(ends), max(ends)))
SECONDS = st.integers(0, 10**7).map(lambda thousandths: thousandths / 1000)
PLAIN = st.text(st.characters(), min_size=1, max_size=12)
LETTERS = st.from_regex("[A-Z]{1,3}", fullmatch=True)


@st.composite
def make_times(draw: st.DrawFn) -> tuple[float, float | None]:
    start, end = sorted((draw(SECONDS), draw(SECONDS)))
    return (start, None if start == end else end)


@st.composite
def make_region(draw: st.DrawFn) -> Region:
    x, y, width, height = (draw(st.integers(1, 50)) for _ in range(4))
    return Region(draw(st.sampled_from(["pixel", "percent"])), x, y, width, height)


@st.composite
def make_cells(draw: st.DrawFn) -> str:
    columns = sorted((draw(LETTERS), draw(LETTERS)), key=lambda text: (len(text), text))
    rows = sorted((draw(COUNTS), draw(COUNTS)))
    first, last = (f"{column}{row}" for column, row in zip(columns, rows, strict=True))
    return first if first == last else f"{first}:{last}"


VALUES: dict[str, st.SearchStrategy[object]] = {
    "sheet": PLAIN,
    "page": st.one_of(SPANS, COUNTS.map(lambda first: Span(first, None)), st.just("last")),
    "pagelabel": PLAIN,
    "slide": st.one_of(SPANS, st.just("last")),
    "section": st.lists(COUNTS, min_size=1, max_size=4).map(lambda n: ".".join(map(str, n))),
    "heading": PLAIN,
    "para": SPANS,
    "ln": SPANS,
    "item": COUNTS,
    "figure": COUNTS,
    "table": COUNTS,
    "row": SPANS,
    "col": LETTERS,
    "cell": make_cells(),
    "t": make_times(),
    "xywh": make_region(),
    "pos": st.sampled_from(["top", "middle", "bottom-left", "top-right"]),
    "layer": st.just("notes"),
    "quote": PLAIN,
}
ARTIFACTS = st.one_of(
    st.none(),
    st.builds("{}:{}".format, st.sampled_from(["clip", "artifact", "appendix", "file"]), PLAIN),
)


@st.composite
def make_place(draw: st.DrawFn) -> Place:
    artifact = draw(ARTIFACTS)
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4, unique=True))
    if not names:
        return Place(artifact=artifact, whole=True)
    values = {name: draw(VALUES[name]) for name in names}
    return replace(Place(artifact=artifact), **values)  # type: ignore[arg-type]  # by name


@st.composite
def make_locator(draw: st.DrawFn) -> Locator:
    """An artifact, once named, holds until the next: no place without one stands behind it."""
    places = draw(st.lists(make_place(), min_size=1, max_size=3))
    named = sorted(places, key=lambda place: place.artifact is not None)
    return Locator(tuple(named))


def check_shape(result: ParseResult) -> None:
    if result.status == "ok":
        assert result.canonical is not None
        assert result.locator is not None
        assert format_locator(result.locator) == result.canonical
        assert not result.candidates
        assert result.reason is None
        return
    assert result.canonical is None
    assert result.locator is None
    if result.status == "ambiguous":
        assert result.candidates
        assert len(set(result.candidates)) == len(result.candidates)
        assert result.reason is None
        return
    assert not result.candidates
    assert result.reason in REASONS


@settings(max_examples=300, deadline=None)
@given(TEXTS, CONTEXTS)
@example("\ud800 page \udfff 3", {"media": "pdf", "pages": None, "duration": None})
@example("page 3\0", {"media": "pdf", "pages": None, "duration": None})
@example("0-0:0PAGE", {"media": None, "pages": None, "duration": None})
@example("1:20-1:30 section", {"media": None, "pages": None, "duration": None})
@example("²⁵ ٣ ⅻ page Ⅻ", {"media": "pdf", "pages": None, "duration": None})
def test_any_text_has_an_answer_of_the_right_shape(
    text: str, context: dict[str, str | float | None]
) -> None:
    check_shape(parse_locator(text, **context))  # type: ignore[arg-type]  # as generated


@settings(max_examples=300, deadline=None)
@given(TEXTS, CONTEXTS)
def test_what_was_answered_reads_as_itself(
    text: str, context: dict[str, str | float | None]
) -> None:
    result = parse_locator(text, **context)  # type: ignore[arg-type]  # as generated
    for canonical in (*result.candidates, *([result.canonical] if result.canonical else [])):
        again = parse_locator(canonical, **context)  # type: ignore[arg-type]  # as generated
        assert again.canonical == canonical
        assert read_canonical(canonical) == again.locator


@settings(max_examples=300, deadline=None)
@given(make_locator())
def test_formatting_and_reading_undo_each_other(locator: Locator) -> None:
    text = format_locator(locator)
    assert read_canonical(text) == locator
    result = parse_locator(text)
    assert (result.canonical, result.locator) == (text, locator)


@pytest.mark.parametrize("canonical", ["page=03", "page=5-3", "T=1", "quote=a b", "t=1.50", "x"])
def test_what_is_not_canonical_is_not_read_as_canonical(canonical: str) -> None:
    assert read_canonical(canonical) is None


def test_the_answers_of_all_cases_read_as_themselves() -> None:
    found = {case.canonical for case in read_cases() if case.canonical}
    found |= {candidate for case in read_cases() for candidate in case.candidates}
    assert [text for text in found if parse_locator(text).canonical != text] == []


LONG_TEXTS: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "(" * size,
    "closed brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "pairs of brackets": lambda size: "(a)" * (size // 3),
    "digits": lambda size: "9" * size,
    "page digits": lambda size: "page " + "9" * size,
    "spaces": lambda size: " " * size,
    "quotes": lambda size: '"' * size,
    "single quotes": lambda size: "'a" * (size // 2),
    "colons": lambda size: "1:" * (size // 2),
    "points": lambda size: "1." * (size // 2),
    "dashes": lambda size: "1-" * (size // 2),
    "commas": lambda size: "page 3" + ",4" * (size // 2),
    "alternatives": lambda size: "page 3" + " or 4" * (size // 5),
    "bare numbers": lambda size: "5, " * (size // 3),
    "times": lambda size: "2:15, " * (size // 6),
    "minutes": lambda size: "minute 3, " * (size // 10),
    "words": lambda size: "page " * (size // 5),
    "one word": lambda size: "a" * size,
    "references": lambda size: "Clip 2 " * (size // 7),
    "files": lambda size: "a.pdf " * (size // 6),
    "long file name": lambda size: "a" * size + ".pdf",
    "file words": lambda size: "a " * (size // 2) + "b.pdf",
    "ordinals": lambda size: "2nd, " * (size // 5),
    "romans": lambda size: "p. " + "ii, " * (size // 4),
    "cells": lambda size: "cells A1" + ", B2" * (size // 4),
    "sheets": lambda size: "'" * size + "!A1",
    "percent": lambda size: "page=" + "%41" * (size // 3),
    "fragments": lambda size: "page=3;" * (size // 7),
    "fragment parts": lambda size: "page=3&" * (size // 7),
    "ands": lambda size: "page 3 " + "and " * (size // 4),
    "dots": lambda size: "a." * (size // 2) + "/",
    "ats": lambda size: "a@" * (size // 2),
    "combining marks": lambda size: "\u0301" * size,
    "nothing": lambda size: "\u200b" * size,
    "sections": lambda size: "section 3" + ".3" * (size // 2),
    "hours": lambda size: "1h " * (size // 3),
    "smaller units": lambda size: "hour 1" + ", minute 2" * (size // 10),
    "top": lambda size: "top " * (size // 4),
    "quoted words": lambda size: 'page 3 "' + "norms " * (size // 6) + '"',
}


def measure(make: Callable[[int], str], size: int) -> float:
    text = make(size)
    return min(measure_once(text) for _ in range(3))


def measure_once(text: str) -> float:
    start = time.process_time()
    check_shape(parse_locator(text, media="video"))
    return time.process_time() - start


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_time_grows_with_the_length_and_no_more(name: str) -> None:
    make = LONG_TEXTS[name]
    small, large = measure(make, MOST_TOKENS // 10), measure(make, MOST_TOKENS)
    assert large / max(small, 0.000_5) < 40


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_a_megabyte_has_an_answer(name: str) -> None:
    check_shape(parse_locator(LONG_TEXTS[name](LONG), media="pdf", pages=12))


@pytest.mark.parametrize("name", ["bare numbers", "times", "commas", "minutes", "romans"])
def test_a_megabyte_of_places_costs_no_more_than_a_few_thousand(name: str) -> None:
    make = LONG_TEXTS[name]
    assert len(make(LONG)) > 150 * len(make(MOST_TOKENS))
    assert measure_once(make(LONG)) < 50 * measure(make, MOST_TOKENS)


@pytest.mark.parametrize("join", [", ", ";"])
def test_more_places_than_anybody_looks_up_are_no_place(join: str) -> None:
    def cite(count: int) -> ParseResult:
        return parse_locator(join.join(["page=5" if join == ";" else "page 5"] * count))

    assert cite(1_000).status == "ok"
    assert cite(5_001).reason == "not_specific"
    assert read_canonical(";".join(["page=5"] * 5_001)) is None


def test_number_words_that_are_joined_hide_no_end_that_was_not_read() -> None:
    assert parse_locator("page " + "twenty one, " * 2_000).reason == "not_specific"


def test_a_text_of_a_quote_keeps_every_letter() -> None:
    words = "norms " + "and goals " * 5_000 + "end"
    result = parse_locator(f'page 3 "{words}"', media="pdf")
    assert result.canonical == f"page=3&quote={quote(words, safe='')}"
