"""Events: what is hashed, and what the id stands for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import FrozenInstanceError, replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.assessment.events import build_event
from workbench.assessment.event import (
    EventDraft,
    Json,
    canonical_bytes,
    compute_event_id,
    mend_text,
    seal,
)

DRAFT = EventDraft(
    kind="note",
    at="2026-11-14T10:42:07.125Z",
    actor="a",
    seq=3,
    submission="s",
    manifest="m",
    rubric="r",
    body={"words": "Łukasz", "b": 1.0, "a": [True, None]},
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def test_the_canonical_form_is_sorted_compact_utf8_without_id_and_signature() -> None:
    # RFC 8785: members sorted, no spaces, numbers as ECMAScript writes them
    assert canonical_bytes(DRAFT).decode() == (
        '{"actor":"a","at":"2026-11-14T10:42:07.125Z",'
        '"body":{"a":[true,null],"b":1,"words":"Łukasz"},"format":"mcw-event/1","kind":"note",'
        '"manifest":"m","resolves":[],"rubric":"r","seq":3,"submission":"s","supersedes":[],'
        '"target":null}'
    )


def test_the_id_is_the_digest_of_the_canonical_bytes() -> None:
    assert compute_event_id(DRAFT) == hashlib.sha256(canonical_bytes(DRAFT)).hexdigest()


def test_sealing_changes_nothing_that_is_hashed() -> None:
    event = seal(DRAFT, "ab")
    assert (event.id, event.sig) == (compute_event_id(DRAFT), "ab")
    assert canonical_bytes(event) == canonical_bytes(DRAFT)
    assert compute_event_id(event) == event.id


def test_an_event_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        seal(DRAFT, "ab").seq = 4  # type: ignore[misc] # that is the point


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "judgment"},
        {"at": "2026-11-14T10:42:07.126Z"},
        {"actor": "b"},
        {"seq": 4},
        {"submission": "t"},
        {"manifest": "n"},
        {"rubric": "q"},
        {"target": "1a"},
        {"supersedes": ("x",)},
        {"resolves": ("x",)},
        {"body": {}},
        {"format": "mcw-event/2"},
    ],
)
def test_every_field_is_part_of_what_the_id_stands_for(change: dict[str, object]) -> None:
    assert compute_event_id(replace(DRAFT, **change)) != compute_event_id(DRAFT)  # type: ignore[arg-type] # by name


@given(st.dictionaries(TEXTS, JSON, max_size=4))
def test_the_order_of_keys_in_a_body_makes_no_difference(body: dict[str, Json]) -> None:
    turned = dict(reversed(body.items()))
    assert build_event(body=body).id == build_event(body=turned).id


def test_half_a_character_from_a_paste_is_replaced_and_the_words_around_it_stay() -> None:
    typed: dict[str, Json] = {"rationale": "see \ud83d here", "deep": [{"words": "\ud83d\ude00"}]}
    mended = mend_text(replace(DRAFT, body=typed))
    assert mended.body == {"rationale": "see \ufffd here", "deep": [{"words": "😀"}]}
    assert canonical_bytes(mended)


@given(st.dictionaries(TEXTS, JSON, max_size=4))
def test_sound_text_is_left_as_it_is(body: dict[str, Json]) -> None:
    draft = replace(DRAFT, body=body)
    assert mend_text(draft) == draft


@given(st.dictionaries(TEXTS, JSON | st.floats(allow_nan=False, allow_infinity=False), max_size=4))
def test_the_fast_way_of_writing_canonical_json_is_that_of_the_standard(
    body: dict[str, Json],
) -> None:
    plain = json.loads(canonical_bytes(replace(DRAFT, body={})))
    expected = rfc8785.dumps({**plain, "body": body})
    assert canonical_bytes(replace(DRAFT, body=body)) == expected


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", ["\ud800"], {"\udfff": 1}])
def test_what_canonical_json_cannot_hold_is_refused(value: Json) -> None:
    with pytest.raises((rfc8785.CanonicalizationError, UnicodeEncodeError)):
        canonical_bytes(replace(DRAFT, body={"value": value}))
