"""What viewers remember, kept with the settings in the store."""

from __future__ import annotations

from workbench.assessment.event import Json
from workbench.store.store import Store


class StoreMemory:
    """Reads and writes settings; a store that can only be read remembers nothing new."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, key: str) -> object:
        """What was written under that key, or None."""
        return self._store.read_setting(f"viewer {key}")

    def write(self, key: str, value: dict[str, Json]) -> None:
        """Remember that."""
        if not self._store.is_read_only:
            self._store.write_setting(f"viewer {key}", value)
