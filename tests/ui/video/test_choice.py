from __future__ import annotations

import importlib.util

import pytest
from PySide6.QtGui import QGuiApplication

from workbench.ui.video import choice, vlc_library
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
    assert ("chosen in the settings" in chosen.reason) == (preference != "auto")
    assert "takes over what it cannot play or keep up with" in chosen.reason


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


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen:enable_fonts"}, "offscreen"),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}, "wayland"),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({}, ""),
    ],
)
def test_without_a_window_it_is_told_what_the_window_will_say(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], platform: str
) -> None:
    monkeypatch.setattr(vlc_library, "_load_vlc", lambda: (object(), "VLC 3.0.21"))
    monkeypatch.setattr(QGuiApplication, "instance", lambda: None)
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    module, words = find_vlc()
    assert (module is None) == bool(platform)
    assert platform in words


@pytest.mark.usefixtures("qapp")
def test_vlc_is_never_handed_an_offscreen_window(monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("vlc") is None:
        pytest.skip("python-vlc is not installed")
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "offscreen")
    assert find_vlc()[0] is None
    with pytest.raises(PlayerUnavailableError, match="VLC"):
        make_player("vlc")
