"""How the assessor likes recordings played, and where each was left: kept in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, cast, get_args

from workbench.ui.video.choice import Preference

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_MOST_LEFT = 500
"""So many recordings are remembered, the latest."""


class Settings(Protocol):
    """What the store offers for settings."""

    @property
    def is_read_only(self) -> bool:
        """True where nothing can be written."""

    def read_setting(self, key: str) -> Any:  # noqa: ANN401 - any JSON
        """The setting, or None."""

    def write_setting(self, key: str, value: Any) -> object:  # noqa: ANN401 - any JSON
        """Keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How recordings are played."""

    rate: float = 1.0
    is_muted: bool = False
    volume: float = 1.0
    """From 0 to 1."""
    has_wave: bool = False
    """Whether the waveform stands under videos as well."""


class Habits:
    """Reads and writes what stays from one day to the next; forgets where there is no store."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._unkept: dict[str, Any] = {}

    @property
    def preference(self) -> Preference:
        """The player that was chosen, `auto` unless one was."""
        kept = self._read("player")
        return cast("Preference", kept) if kept in get_args(Preference) else "auto"

    def prefer(self, preference: Preference) -> None:
        """Remember the choice of the player."""
        self._write("player", preference)

    @property
    def manner(self) -> Manner:
        """How recordings are to be played; whatever is not sane is as at first."""
        kept = self._read("playing")
        kept = kept if isinstance(kept, dict) else {}
        rate, volume = kept.get("rate"), kept.get("volume")
        has_volume = isinstance(volume, int | float) and 0 <= volume <= 1
        return Manner(
            rate=next((known for known in RATES if known == rate), 1.0),
            is_muted=kept.get("muted") is True,
            volume=float(cast("float", volume)) if has_volume else 1.0,
            has_wave=kept.get("wave") is True,
        )

    def keep_manner(self, manner: Manner) -> None:
        """Remember how recordings are to be played."""
        kept = {
            "rate": manner.rate,
            "muted": manner.is_muted,
            "volume": manner.volume,
            "wave": manner.has_wave,
        }
        if manner != self.manner:
            self._write("playing", kept)

    def find_left(self, name: str) -> float | None:
        """The second at which that recording was left, if it was open before."""
        seconds = self._all_left().get(name)
        return float(seconds) if isinstance(seconds, int | float) and seconds >= 0 else None

    def leave(self, name: str, seconds: float) -> None:
        """Remember where that recording is left."""
        left = self._all_left()
        left.pop(name, None)
        left[name] = round(seconds, 3)
        self._write("recordings_left", dict(list(left.items())[-_MOST_LEFT:]))

    def _all_left(self) -> dict[str, Any]:
        kept = self._read("recordings_left")
        return dict(kept) if isinstance(kept, dict) else {}

    def _read(self, key: str) -> Any:  # noqa: ANN401 - any JSON
        if key in self._unkept or self._settings is None:
            return self._unkept.get(key)
        return self._settings.read_setting(key)

    def _write(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        if self._settings is None or self._settings.is_read_only:
            self._unkept[key] = value
        else:
            self._settings.write_setting(key, value)
