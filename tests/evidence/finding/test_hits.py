"""Words are found wherever they stand, whatever typing and typesetting did to them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.evidence.finding.folding import fold_text, fold_with_places
from workbench.evidence.finding.hits import Hit, count_hits, find_hits, make_needle

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])
AROUND = st.text("abc \n-éß中の,ﬁ", max_size=40)
"""Words, white space, hyphens, and letters that fold to several."""


def find(text: str, words: str) -> list[str]:
    """The stretches of the text that are found."""
    return [text[hit.start : hit.end] for hit in find_hits(text, make_needle(words))]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The NORMS were read", "norms", "NORMS"),
        ("Straße", "STRASSE", "Straße"),
        ("a café and a cafe\u0301", "cafe", "café"),
        ("the cafe", "café", "cafe"),
        ("smørrebrød, Łódź", "smorrebrod, lodz", "smørrebrød, Łódź"),
        ("said \u201cwe\u2019re part\u201d", '"we\'re part"', "\u201cwe\u2019re part\u201d"),
        ("2010\u20132014", "2010-2014", "2010\u20132014"),
        ("the \ufb01nance sta\ufb00", "finance staff", "\ufb01nance sta\ufb00"),
        ("part of\n   the\u00a0whole", "of the whole", "of\n   the\u00a0whole"),
        ("a mem-\nber of", "member", "mem-\nber"),
        ("a mem\u00ad\nber of", "member", "mem\u00ad\nber"),
        ("a mem\u00adber of", "member", "mem\u00adber"),
        ("well-\nknown", "well-known", "well-\nknown"),
        ("well-\nknown", "wellknown", "well-\nknown"),
        ("in 2015-\n16", "2015-16", "2015-\n16"),
        ("私たちは三つの\n約束を決めた", "三つの約束", "三つの\n約束"),
        ("\uff21\uff22\uff23 and ①", "abc and 1", "\uff21\uff22\uff23 and ①"),
        ("ที่ประชุม\nตกลง", "ประชุมตกลง", "ประชุม\nตกลง"),
        ("학교에서", "학교", "학교"),
        ("שָׁלוֹם", "שלום", "שָׁלוֹם"),
        ("ΟΔΟΣ", "οδος", "ΟΔΟΣ"),
        ("Istanbul, İzmir", "izmir", "İzmir"),
    ],
)
def test_words_are_found_as_people_mean_them(text: str, words: str, found: str) -> None:
    assert found in find(text, words)
    assert count_hits(text, make_needle(words)) == len(find(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wellknown", "well-known"),
        ("a list -\nitem", "listitem"),
        ("ガラス", "カ"),
        ("한", "하"),
        ("three words", "three  words too"),
        ("anything", "   "),
        ("anything", ""),
    ],
)
def test_what_is_not_meant_is_not_found(text: str, words: str) -> None:
    assert find(text, words) == []
    assert count_hits(text, make_needle(words)) == 0


def test_every_hit_is_found_and_none_twice() -> None:
    assert len(find("na na nana", "na")) == 4
    assert find("aaaa", "aa") == ["aa", "aa"]


def test_an_accent_of_its_own_belongs_to_the_hit() -> None:
    assert find("the cafe\u0301s", "cafe") == ["cafe\u0301"]


@settings(max_examples=300, deadline=None)
@given(before=AROUND, words=st.text("abcßéü中のﬁ -", min_size=1, max_size=12), after=AROUND)
@example(before="x-\n", words="a", after="")
def test_what_was_planted_is_found_at_its_place(before: str, words: str, after: str) -> None:
    needle = make_needle(words)
    planted = words.strip()
    if not needle or not planted:
        return
    text = f"{before} {planted} {after}"
    start = len(before) + 1
    hits = find_hits(text, needle)
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    # another hit may begin earlier and overlap this one; the words are lit all the same
    if not any(hit.start < start < hit.end for hit in hits):
        assert any(hit.start == start for hit in hits)
    assert start in covered


@settings(max_examples=200, deadline=None)
@given(text=st.text(LETTERS, max_size=60), words=st.text(LETTERS, min_size=1, max_size=6))
def test_counting_and_finding_agree_on_any_text(text: str, words: str) -> None:
    needle = make_needle(words)
    hits = find_hits(text, needle)
    assert len(hits) == count_hits(text, needle)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


@settings(max_examples=200, deadline=None)
@given(text=st.text(LETTERS, max_size=60), keeps_hyphens=st.booleans())
def test_folding_with_places_is_the_same_folding(text: str, keeps_hyphens: bool) -> None:  # noqa: FBT001 - from hypothesis
    folded, owners = fold_with_places(text, keeps_hyphens=keeps_hyphens)
    assert folded == fold_text(text, keeps_hyphens=keeps_hyphens)
    assert len(owners) == len(folded)
    assert owners == sorted(owners)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo"]), max_size=20))
def test_letters_in_one_piece_and_in_several_are_the_same(text: str) -> None:
    whole = unicodedata.normalize("NFC", text)
    assert fold_text(unicodedata.normalize("NFD", whole)) == fold_text(whole)


@settings(max_examples=100, deadline=None)
@given(st.text(LETTERS, max_size=40))
def test_every_text_is_found_in_itself(text: str) -> None:
    needle = make_needle(text)
    if needle and count_hits(text, needle) == 0:
        # only where it ends in the middle of a letter, as with a lone mark
        assert not text[-1:].isascii()


def test_a_hit_is_a_value() -> None:
    assert Hit(1, 2) == Hit(1, 2)


def test_every_kind_of_white_space_is_one_space() -> None:
    every = "".join(filter(str.isspace, map(chr, range(0x110000))))
    assert fold_text(f"a{every}b") == "a b"
    assert all(fold_text(f"a{space}b") == "a b" for space in every)
