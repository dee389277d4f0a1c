"""Spelling, marked offline: words that the dictionary of the rubric's language does not know."""

from __future__ import annotations

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from workbench.ui.judging.dictionary import Dictionary, load_dictionary

OWN_WORDS = "own_words"
"""Name of the setting that holds the words the assessor keeps."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'](?=[^\W\d_]))*")
MOST_SUGGESTIONS = 5


class Speller:
    """One dictionary; loaded ahead by `load`, else at the first word that is looked up."""

    def __init__(self, language: str, own_words: frozenset[str] = frozenset()) -> None:
        self._language = language.replace("-", "_")
        self.own_words = set(own_words)
        self._dictionary: Dictionary | None = None
        self._is_sought = False
        self._known: dict[str, bool] = {}

    def load(self) -> None:
        """Load the dictionary; takes a moment, and is for a task's thread."""
        self._dictionary = load_dictionary(self._language)
        self._is_sought = True

    def knows(self, word: str) -> bool:
        """Whether the word is spelled as the dictionary has it; True where there is none.

        Words in capitals and words with digits are names and codes, and pass.
        """
        plain = word.replace("’", "'")
        if plain.isupper() or plain in self.own_words:
            return True
        if plain not in self._known:
            self._known[plain] = self._look_up(plain)
        return self._known[plain]

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may be meant, the likeliest first."""
        dictionary = self._find()
        if dictionary is None:
            return ()
        try:
            found = dictionary.suggest(word.replace("’", "'"))
        except UnicodeError:
            return ()
        return tuple(str(other).replace("'", "’") for other in found[:MOST_SUGGESTIONS])

    def keep(self, word: str) -> None:
        """Know the word from now on."""
        self.own_words.add(word.replace("’", "'"))

    def _look_up(self, word: str) -> bool:
        dictionary = self._find()
        if dictionary is None:
            return True
        try:
            return bool(dictionary.spell(word))
        except UnicodeError:  # letters that the dictionary's alphabet does not have
            return True

    def _find(self) -> Dictionary | None:
        if not self._is_sought:
            self.load()
        return self._dictionary


class SpellingMarks(QSyntaxHighlighter):
    """Underlines words that the speller does not know."""

    def __init__(self, document: QTextDocument, colour: QColor) -> None:
        super().__init__(document)
        self._speller: Speller | None = None
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._format.setUnderlineColor(colour)

    def use(self, speller: Speller | None) -> None:
        """Mark by that speller; None marks nothing."""
        if speller is not self._speller:
            self._speller = speller
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: D102 - Qt's
        if self._speller is None:
            return
        for word in _WORD.finditer(text):
            if not self._speller.knows(word[0]):
                self.setFormat(word.start(), word.end() - word.start(), self._format)


def find_word(text: str, position: int) -> tuple[int, str] | None:
    """The word at that position with where it begins, or None."""
    return next(
        ((w.start(), w[0]) for w in _WORD.finditer(text) if w.start() <= position <= w.end()), None
    )
