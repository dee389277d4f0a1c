"""Where the reading of a citation stands, and what it has found so far."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.context import Context
from workbench.assessment.locating.pieces import Join, Piece, Said
from workbench.assessment.locating.tokens import Token
from workbench.assessment.locating.words import APPROXIMATE

_END: Final = Token("end", "", "", glued=False, start=0, end=0)


class Cursor:
    """A position in the tokens; readers move it on and add pieces."""

    def __init__(self, text: str, tokens: list[Token], context: Context) -> None:
        self.text = text
        self.tokens = tokens
        self.context = context
        self.at = 0
        self.pieces: list[Piece] = []
        self.is_doubtful = False
        self.is_approximate = False
        self.is_between = False
        self.nounless = 0

    def token(self, offset: int = 0) -> Token:
        """The token so many further on (or back); one of kind 'end' outside the text."""
        index = self.at + offset
        return self.tokens[index] if 0 <= index < len(self.tokens) else _END

    def word(self, offset: int = 0) -> str:
        """The lower-case word or the sign so many tokens further on; empty past the last."""
        return self.token(offset).word

    def take(self, *words: str) -> bool:
        """Whether the next token is one of these words; if so it is read."""
        if self.word() not in words or self.token().kind not in {"word", "sign"}:
            return False
        self.at += 1
        return True

    def take_approximate(self) -> bool:
        """R14: whether the next word is an 'about'; if so it is read and remembered."""
        if self.word() not in APPROXIMATE:
            return False
        self.at += 1
        self.is_approximate = True
        return True

    def find_listed(self) -> Said | None:
        """The piece that a join has just tied the next one to, or None."""
        if not self.pieces or not isinstance(self.pieces[-1], Join):
            return None
        before = [piece for piece in self.pieces[-3:-1] if isinstance(piece, Said)]
        return before[-1] if before else None

    def find_listed_unit(self) -> str:
        """The unit of that piece; empty where there is none."""
        before = self.find_listed()
        return before.unit if before else ""

    def last_piece(self) -> Piece | None:
        """The latest piece, or None at the start."""
        return self.pieces[-1] if self.pieces else None
