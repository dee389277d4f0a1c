from __future__ import annotations

import importlib.util

import pytest
from PySide6.QtGui import QGuiApplication

from workbench.ui.video import choice
from workbench.ui.video.choice import choose_player, describe_players, make_player
from workbench.ui.video.player import PlayerUnavailableError
from workbench.ui.video.vlc_library import find_vlc


@pytest.fixture
def with_vlc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_vlc", lambda: (object(), "VLC 3.0.21"))


@pytest.fixture
def without_vlc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_vlc", lambda: (None, "VLC is not installed."))


@pytest.mark.usefixtures("with_vlc")
@pytest.mark.parametrize(
    ("preference", "backend", "fallback"),
    [("auto", "qt", "vlc"), ("qt", "qt", "vlc"), ("vlc", "vlc", "qt")],
)
def test_with_vlc_the_choice_is_followed_and_the_other_stands_by(
    preference: choice.Preference, backend: str, fallback: str
) -> None:
    chosen = choose_player(preference)
    assert (chosen.backend, chosen.fallback) == (backend, fallback)
    assert chosen.reason.endswith(".")


@pytest.mark.usefixtures("without_vlc")
@pytest.mark.parametrize("preference", ["auto", "qt", "vlc"])
def test_without_vlc_the_built_in_player_is_used_and_it_is_said(
    preference: choice.Preference,
) -> None:
    chosen = choose_player(preference)
    assert (chosen.backend, chosen.fallback) == ("qt", None)
    assert "VLC is not installed." in chosen.reason
    assert describe_players(preference)[0] == chosen.reason


def test_a_library_that_cannot_be_loaded_is_no_vlc(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> object:
        raise OSError

    monkeypatch.setattr(importlib, "import_module", fail)
    assert find_vlc() == (None, "VLC is not installed.")


@pytest.mark.usefixtures("qapp")
def test_vlc_is_never_handed_an_offscreen_window(monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("vlc") is None:
        pytest.skip("python-vlc is not installed")
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "offscreen")
    assert find_vlc()[0] is None
    with pytest.raises(PlayerUnavailableError, match="VLC"):
        make_player("vlc")
