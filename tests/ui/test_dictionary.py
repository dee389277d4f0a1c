"""The dictionary is loaded in pieces, and answers as if it were whole."""

from __future__ import annotations

from workbench.ui.judging.dictionary import load_dictionary


def test_a_dictionary_in_pieces_knows_what_the_whole_one_does() -> None:
    import hunspell  # noqa: PLC0415 - an extension that nothing else here needs

    whole, pieces = hunspell.Hunspell("en_US"), load_dictionary("en")
    assert pieces is not None
    words = "stakeholders unlawfully café mice zygotes norms’ Mondays recieve alot theyre Lincon"
    for word in words.replace("’", "'").split():
        assert pieces.spell(word) == whole.spell(word), word
    assert pieces.suggest("recieve")[0] == whole.suggest("recieve")[0]


def test_there_is_none_of_a_language_that_nobody_has_installed() -> None:
    assert load_dictionary("tlh") is None
