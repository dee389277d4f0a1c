from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.captions import Caption
from workbench.evidence.transcript import make_transcript


def say(*lines: tuple[float, str, str]) -> list[Caption]:
    """Captions of a second each: start, speaker, words."""
    return [Caption(start=at, end=at + 1, speaker=who, text=words) for at, who, words in lines]


def read(captions: Sequence[Caption]) -> list[tuple[float, str, str]]:
    return [(part.start, part.speaker, part.text) for part in make_transcript(captions)]


def test_a_paragraph_ends_with_another_speaker_or_a_pause() -> None:
    lines = say(
        (0, "Ana", "Good evening."),
        (1, "Ana", "Shall we\nbegin?"),
        (2, "Ben", "Yes."),
        (8, "Ben", "Now."),
    )
    assert read(lines) == [
        (0, "Ana", "Good evening. Shall we begin?"),
        (2, "Ben", "Yes."),
        (8, "Ben", "Now."),
    ]


def test_a_long_paragraph_ends_with_a_sentence() -> None:
    lines = [(n, "Ana", "and so on" if n % 10 else "So it is.") for n in range(1, 61)]
    parts = read(say(*((float(at), who, words) for at, who, words in lines)))
    assert [at for at, _who, _words in parts] == [1.0, 51.0]
    assert parts[0][2].endswith("So it is.")


def test_lines_that_roll_up_are_said_once() -> None:
    lines = say(
        (0, "", "we read the norms"),
        (1, "", "we read the norms out loud"),
        (2, "", "out loud and changed them"),
    )
    assert read(lines) == [(0, "", "we read the norms out loud and changed them")]


def test_a_word_that_is_said_twice_stays_twice() -> None:
    assert read(say((0, "", "no"), (1, "", "no"))) == [(0, "", "no no")]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 500), st.sampled_from(["", "Ana", "Ben"]), st.text("ab .", min_size=1)
        ),
        max_size=30,
    )
)
def test_every_line_stands_in_some_paragraph_in_order(
    lines: list[tuple[float, str, str]],
) -> None:
    captions = say(*sorted(lines))
    parts = make_transcript(captions)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    for caption in captions:
        assert any(p.start <= caption.start and caption.end <= p.end for p in parts)
