"""What names an address, under the name of a recording, makes no player go there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.media_edits import refer_to
from tests.ui.video.media_files import Recording, write_recording
from workbench.errors import WorkbenchError
from workbench.evidence.containers import find_container
from workbench.evidence.film import measure_loudness, shoot_film
from workbench.evidence.media import still
from workbench.ui.video.player import Player, PlayerUnavailableError
from workbench.ui.video.vlc_player import VlcPlayer

TEXTS = {
    "m3u": "{0}\n",
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{0}\n#EXT-X-ENDLIST\n",
    "m3u8 of variants": "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{0}\n",
    "m3u8 with a key": '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{0}"\n#EXTINF:9,\n{0}\n',
    "mpd": (
        "<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011' type='static' "
        "mediaPresentationDuration='PT9S'><Period><BaseURL>{0}</BaseURL><AdaptationSet "
        "mimeType='video/mp4'><Representation id='1' bandwidth='9'><BaseURL>{0}</BaseURL>"
        "</Representation></AdaptationSet></Period></MPD>"
    ),
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=a\nc=IN IP4 127.0.0.1\na=control:{0}\n"
    "m=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    "pls": "[playlist]\nNumberOfEntries=1\nFile1={0}\nVersion=2\n",
    "asx": "<asx version='3.0'><entry><ref href='{0}'/></entry></asx>",
    "ram": "{0}\n--stop--\n",
    "concat": "ffconcat version 1.0\nfile {0}\n",
    "smil": "<smil><body><switch><video src='{0}'/></switch></body></smil>",
    "xspf": "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList><track>"
    "<location>{0}</location></track></trackList></playlist>",
    "url": "[InternetShortcut]\nURL={0}\n",
    "strm": "{0}",
}
NAMES = ("meeting.mp4", "meeting.mkv", "talk.mp3", "meeting.ts")


class Ear:
    """A server that answers nobody, and whether anybody called."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self.address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"

    def hears_nothing(self) -> bool:
        with suppress(BlockingIOError):
            self._server.accept()[0].close()
            return False
        return True


@pytest.fixture
def ear() -> Iterator[Ear]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Ear(server)


def test_the_ear_hears_who_calls(ear: Ear) -> None:
    host, _, port = ear.address.removeprefix("http://").partition("/")[0].partition(":")
    with socket.create_connection((host, int(port))):
        assert not ear.hears_nothing()


@pytest.mark.parametrize("kind", TEXTS)
def test_playlists_and_manifests_are_refused_and_make_no_connection(
    qtbot: QtBot, player: Player, ear: Ear, tmp_path: Path, kind: str
) -> None:
    for name in NAMES:
        for address in (ear.address, f"file://{tmp_path}/other.mp4"):
            path = tmp_path / name
            path.write_text(TEXTS[kind].format(address))
            with qtbot.waitSignal(player.failed, timeout=5000) as failed:
                player.open_at(path, 0.0)
            assert failed.args is not None
            assert name in failed.args[0]
            player.play()
            player.close()
    assert ear.hears_nothing()


@pytest.mark.parametrize("kind", TEXTS)
def test_no_reader_of_ours_opens_them_either(ear: Ear, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "meeting.mp4"
    path.write_text(TEXTS[kind].format(ear.address))
    assert find_container(path) is None
    readers: tuple[Callable[[], object], ...] = (
        lambda: still(path, 0.0, 99),
        lambda: list(shoot_film(path, 72)),
        lambda: measure_loudness(path),
    )
    for read in readers:
        with pytest.raises(WorkbenchError, match=r"meeting\.mp4"):
            read()
    assert ear.hears_nothing()


def test_frames_that_are_said_to_lie_elsewhere_are_not_fetched(
    qtbot: QtBot, player: Player, ear: Ear, tmp_path: Path
) -> None:
    path = write_recording(tmp_path, Recording(name="meeting.mov", frames=50, sound=False))
    refer_to(path, ear.address)
    with qtbot.waitSignal(player.frame_shown, timeout=5000):
        player.open_at(path, 1.0)
    with qtbot.waitSignal(player.position_changed, timeout=5000):
        player.play()
    player.close()
    assert ear.hears_nothing()


@pytest.mark.parametrize("container", ["mp4", "mkv", "ogg", "avi", "ts", "ps", "mp3", "wav"])
def test_vlc_is_told_the_demuxer_and_goes_nowhere_even_with_a_playlist(
    qtbot: QtBot, ear: Ear, tmp_path: Path, container: str
) -> None:
    try:
        player = VlcPlayer()
    except PlayerUnavailableError as error:
        pytest.skip(str(error))
    surface = player.surface()
    qtbot.addWidget(surface)
    surface.show()
    qtbot.waitExposed(surface)
    assert player._find_engine()
    path = tmp_path / "meeting.mp4"
    for kind in ("m3u8", "mpd", "pls", "asx", "sdp"):
        path.write_text(TEXTS[kind].format(ear.address))
        play_unsniffed(qtbot, player, path, f":demux={container}")
    assert ear.hears_nothing()
    player.close()


def test_left_to_guess_vlc_would_go_there(qtbot: QtBot, ear: Ear, tmp_path: Path) -> None:
    """What the option is for: without it, this very file makes a connection."""
    try:
        player = VlcPlayer()
    except PlayerUnavailableError as error:
        pytest.skip(str(error))
    surface = player.surface()
    qtbot.addWidget(surface)
    surface.show()
    qtbot.waitExposed(surface)
    assert player._find_engine()
    path = tmp_path / "meeting.mp4"
    path.write_text(TEXTS["m3u8"].format(ear.address))
    heard: list[bool] = []
    play_unsniffed(qtbot, player, path, "", lambda: heard.append(not ear.hears_nothing()))
    assert any(heard)
    player.close()


def play_unsniffed(
    qtbot: QtBot,
    player: VlcPlayer,
    path: Path,
    option: str,
    listen: Callable[[], object] = lambda: None,
) -> None:
    """Have libVLC itself play the file, past our own look at its content, until it gives up."""
    media: Any = player._instance.media_new_path(str(path))
    if option:
        media.add_option(option)
    player._engine.set_media(media)
    media.release()
    player._engine.play()

    def has_ended() -> bool:
        listen()
        return player._state() in {"Ended", "Error", "Stopped"}

    with suppress(AssertionError):
        qtbot.waitUntil(has_ended, timeout=3000)
    player._engine.stop()
