"""R18: links to the outside, which a review without a network can't follow."""

from __future__ import annotations

import re
from typing import Final

_STARTS: Final = re.compile(r"\bwww\.\w|\bmailto:|\bdoi:\s?\S|\w@\w[\w-]*\.\w", re.IGNORECASE)
_DOMAIN: Final = re.compile(
    r"[a-z0-9]\.(?:com|org|net|edu|gov|info|biz|app|dev|io|tv|co|uk|eu|us)(?![\w-])", re.IGNORECASE
)
_SHORT_DOMAIN_WITH_PATH: Final = re.compile(
    r"\b(?!\d+\.)[\w-]{2,63}\.[a-z]{2,12}/\w", re.IGNORECASE
)


def has_scheme(text: str) -> bool:
    """Whether something like 'https://' stands anywhere in the text."""
    return "://" in text


def has_link(text: str) -> bool:
    """Whether the text holds a URL, with or without its scheme, or an address."""
    return has_scheme(text) or any(
        pattern.search(text) for pattern in (_STARTS, _DOMAIN, _SHORT_DOMAIN_WITH_PATH)
    )
