"""Which pages have been on screen for long enough to have been read."""

from __future__ import annotations

from collections.abc import Iterable

SECONDS = 1.0


class SeenPages:
    """Told which pages can be read now and what time it is; says which have become seen."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}
        self._seen: set[int] = set()

    def note(self, pages: Iterable[int], now: float) -> list[int]:
        """The pages that have now been readable for over a second without a break, each once."""
        readable = set(pages)
        self._since = {page: self._since.get(page, now) for page in readable}
        new = sorted(
            page
            for page, since in self._since.items()
            if page not in self._seen and now - since > SECONDS
        )
        self._seen.update(new)
        return new

    @property
    def is_waiting(self) -> bool:
        """True while a page on screen may become seen."""
        return not self._since.keys() <= self._seen
