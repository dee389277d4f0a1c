"""The text of a Markdown answer without its signs."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\s*(```|~~~)")
_RULE_SIGNS = frozenset("-*_= \t")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_ITEM = re.compile(r"\s*[-*+]\s+(.*)")
_NUMBERED = re.compile(r"\s*\d{1,4}[.)]\s+.*")
_QUOTE = re.compile(r"\s*>\s?")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*\)|\[[^\[\]]*\])")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,300}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"(`{1,3})([^`\n]+)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_PRIVATE = 0xE000
_UNESCAPED = {_PRIVATE + ord(sign): sign for sign in "\\`*_{}[]()#+-.!>~|"}


def read_markdown(text: str) -> str:
    """The text, with an empty line between paragraphs; list items begin with a bullet."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        words = _QUOTE.sub("", line, count=1)
        if not words.strip() or _FENCE.match(words) or _RULE_SIGNS.issuperset(words):
            paragraphs.append([])
        elif heading := _HEADING.match(words):
            paragraphs += [[words[heading.end() :].rstrip().rstrip("#")], []]
        elif item := _ITEM.fullmatch(words):
            paragraphs.append([f"• {item[1]}"])
        elif _NUMBERED.fullmatch(words):
            paragraphs.append([words])
        else:
            paragraphs[-1].append(words)
    joined = [" ".join(" ".join(lines).split()) for lines in paragraphs]
    return "\n\n".join(_strip_signs(paragraph) for paragraph in joined if paragraph)


def _strip_signs(text: str) -> str:
    # an escaped sign waits as a private character, where no rule sees it
    text = _ESCAPE.sub(lambda found: chr(_PRIVATE + ord(found[1])), text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", text)
    return text.translate(_UNESCAPED)
