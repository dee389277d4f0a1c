"""The viewer of video and audio: a recording at rest on a moment, played on request."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent

from workbench.assessment.locator import Place
from workbench.evidence.captions import Caption, find_captions_at, read_captions
from workbench.ui.pieces import make_column, make_row
from workbench.ui.tasks import Tasks
from workbench.ui.video.choice import Backend, Preference, choose_player, make_player
from workbench.ui.video.player import Player, PlayerUnavailableError
from workbench.ui.viewers.failure_page import open_outside
from workbench.ui.viewers.video_bar import SKIP_SECONDS, VideoBar
from workbench.ui.viewers.video_clock import format_time
from workbench.ui.viewers.video_pane import TroubleLine, VideoPane
from workbench.ui.viewers.video_seen import SeenStretches, Stretch
from workbench.ui.viewers.video_strip import TimeStrip
from workbench.ui.viewers.video_words import CaptionList, say_caption
from workbench.ui.viewers.viewer import Mark, OpenArtifact, Viewer

MakePlayer = Callable[[Backend, QObject | None], Player]

_LOOK_MS = 1050
_LONGEST_RUN = 30.0
"""Seconds of playing after which what was seen is told, without waiting for its end."""
_PAST_END = 0.5
_KEYS = {" ": "toggle_play", ",": "step_back", ".": "step_on", "[": "skip_back", "]": "skip_on"}


class VideoViewer(Viewer):
    """Shows one recording at a time; volume, mute and speed stay as they were chosen."""

    def __init__(self, preference: Preference = "auto", make: MakePlayer = make_player) -> None:
        super().__init__()
        self.setObjectName("videoViewer")
        self._choice = choose_player(preference)
        self._make = make
        self._players: dict[Backend, Player] = {}
        self._player: Player | None = None
        self._tasks: Tasks | None = None
        self._artifact: OpenArtifact | None = None
        self._place = Place(whole=True)
        self._is_awaited = False
        """Whether the place asked for has still to come on screen."""
        self._is_shown = False
        """Whether anything of the recording has been on screen yet."""
        self._is_sound = False
        self._wants_captions: dict[str, bool] = {}
        self._captions: tuple[Caption, ...] = ()
        self._duration = 0.0
        self._left: dict[str, float] = {}
        self._seen: dict[str, SeenStretches] = {}
        self._pane = VideoPane()
        self._trouble = TroubleLine()
        self._list = CaptionList()
        self._strip = TimeStrip()
        self._bar = VideoBar()
        self._looking = QTimer(self, interval=_LOOK_MS, singleShot=True)
        self._build()

    # --- what the program asks

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Come to rest on that moment of the recording, with its very frame on screen."""
        is_new = self._artifact is None or self._artifact.path != artifact.path
        if is_new:
            self._leave()
        self._end_run()
        self._artifact, self._place = artifact, place
        player = self._use(self._player_for(is_new=is_new))
        if is_new:
            self._begin(artifact)
        self._is_awaited = True
        self._strip.show_recording(self._duration, artifact.marks)
        self._offer()
        start, until = place.t or (self._left.pop(str(artifact.path), self._rest()), None)
        player.open_at(artifact.path, start, until)

    def release(self) -> None:
        """Let go of the file, of the players' threads, and of all that is under way."""
        self._leave()
        self._artifact = None
        for player in self._players.values():
            player.close()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def steer(self, verb: str) -> None:
        """Do what a key of the window asks of a recording."""
        player = self._player
        if player is None or self._artifact is None:
            return
        steps: dict[str, Callable[[], None]] = {
            "toggle_play": self._toggle,
            "step_back": partial(player.step, -1),
            "step_on": partial(player.step, 1),
            "skip_back": partial(self._skip, -SKIP_SECONDS),
            "skip_on": partial(self._skip, SKIP_SECONDS),
        }
        if verb in steps:
            steps[verb]()

    # --- Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        verb = _KEYS.get(event.text())
        if verb is None:
            super().keyPressEvent(event)
        else:
            self.steer(verb)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102 - Qt's
        if self._player is not None:
            self._player.pause()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.Resize:
            self._say_words()
        return super().eventFilter(watched, event)

    # --- players

    def _player_for(self, *, is_new: bool) -> Backend:
        """The chosen player; for a recording that it could not play, the one that took over."""
        current = next((b for b, p in self._players.items() if p is self._player), None)
        return self._choice.backend if is_new or current is None else current

    def _use(self, backend: Backend) -> Player:
        if backend not in self._players:
            self._players[backend] = self._prepare(self._make(backend, self))
        player = self._players[backend]
        if player is not self._player:
            if self._player is not None:
                self._player.close()
            self._player = player
            self._pane.show_surface(player.surface())
            self._bar.show_exactness(is_exact=player.is_exact)
            self._bar.tell_settings()
        return player

    def _prepare(self, player: Player) -> Player:
        player.ready.connect(self._note_ready)
        player.position_changed.connect(self._note_position)
        player.frame_shown.connect(self._note_shown)
        player.playing_changed.connect(self._note_playing)
        player.failed.connect(self._note_failed)
        return player

    def _note_failed(self, sentence: str) -> None:
        artifact = self._artifact
        if artifact is None or self._player is None:
            return
        if not self._is_shown:
            self._pane.say_failure(sentence, artifact.path)
            self.failed.emit(sentence)
        elif not self._turn_to_other(artifact):
            self._trouble.say(sentence)

    def _turn_to_other(self, artifact: OpenArtifact) -> bool:
        """Whether the other player goes on with what this one could not play."""
        other, current = self._choice.fallback, self._player
        if other is None or current is None or current is self._players.get(other):
            return False
        seconds, until = current.position(), (self._place.t or (0.0, None))[1]
        try:
            player = self._use(other)
        except PlayerUnavailableError:
            return False
        player.open_at(artifact.path, seconds, until)
        player.play()
        return True

    # --- what players tell

    def _note_ready(self, duration: float) -> None:
        artifact = self._artifact
        if artifact is None or self._player is None:
            return
        self._duration = duration
        self._is_sound = not self._player.has_picture()
        self._strip.show_recording(duration, artifact.marks)
        self._pane.show_recording(has_picture=not self._is_sound)
        self._offer()
        start = (self._place.t or (0.0, None))[0]
        if start > duration + _PAST_END:
            self._is_awaited = False
            title = _name(artifact)
            moment = format_time(start)
            self.failed.emit(
                f"“{title}” is {format_time(duration)} long; {moment} is past its end."
            )

    def _note_shown(self, seconds: float) -> None:
        self._is_shown = True
        self._note_position(seconds)
        self._looking.start()
        if self._is_awaited:
            self._is_awaited = False
            self.place_shown.emit(self._place)

    def _note_position(self, seconds: float) -> None:
        self._bar.show_time(seconds, self._duration)
        self._strip.show_position(seconds)
        self._list.follow(seconds)
        self._say_words()
        if self._player is not None and self._player.is_playing():
            self._stretches().move_to(seconds)
            if self._stretches().run_seconds >= _LONGEST_RUN:
                self._end_run()
            self._strip.show_seen(self._stretches().all_stretches())

    def _note_playing(self, is_playing: bool) -> None:  # noqa: FBT001 - a slot
        self._bar.show_playing(is_playing=is_playing)
        self._looking.stop()
        if is_playing:
            self._trouble.hide()
        else:
            self._end_run()

    # --- what was seen

    def _look(self) -> None:
        """The frame has been at rest on screen for over a second."""
        player = self._player
        is_watched = self.isVisible() and not self.window().isMinimized()
        if player is not None and is_watched and self._is_shown and not player.is_playing():
            self._tell_seen(self._stretches().look_at(player.position()))

    def _end_run(self) -> None:
        if self._artifact is not None:
            self._tell_seen(self._stretches().end_run())

    def _tell_seen(self, stretch: Stretch | None) -> None:
        if stretch is None or self._artifact is None:
            return
        start, end = (round(seconds, 1) for seconds in stretch)
        place = Place(t=(start, end if end > start else None))
        self.seen.emit(self._artifact.artifact.id, place)
        self._strip.show_seen(self._stretches().all_stretches())

    def _stretches(self) -> SeenStretches:
        path = str(self._artifact.path) if self._artifact else ""
        return self._seen.setdefault(path, SeenStretches())

    # --- captions

    def _read_captions(self, artifact: OpenArtifact) -> None:
        self._show_captions(artifact, ())
        if not artifact.captions:
            return
        if self._tasks is None:
            self._tasks = Tasks(self, threads=1)
        paths = artifact.captions
        self._tasks.run(
            lambda: next((c for c in map(read_captions, paths) if c), ()),
            partial(self._show_captions, artifact),
        )

    def _show_captions(self, artifact: OpenArtifact, captions: tuple[Caption, ...]) -> None:
        if self._artifact is None or self._artifact.path != artifact.path:
            return
        self._captions = captions
        self._list.show_captions(captions)
        self._offer()
        if self._player is not None:
            self._list.follow(self._player.position())
        self._say_words()

    def _offer(self) -> None:
        """Offer what makes sense for this recording."""
        has_captions = bool(self._captions)
        overlay = self._wants_captions.get("overlay", True)
        listed = self._wants_captions.get("sound" if self._is_sound else "video", self._is_sound)
        has_stretch = self._place.t is not None and self._place.t[1] is not None
        self._bar.offer(
            has_picture=not self._is_sound, has_captions=has_captions, has_stretch=has_stretch
        )
        self._bar.show_captions(overlay=overlay, listed=listed)
        self._list.setVisible(has_captions and listed)
        self._say_words()

    def _want_captions(self, kind: str, wanted: bool) -> None:  # noqa: FBT001 - a slot
        name = kind or ("sound" if self._is_sound else "video")
        self._wants_captions[name] = wanted
        self._offer()

    def _say_words(self) -> None:
        player = self._player
        if player is None:
            return
        is_listed = self._is_sound and self._list.isVisibleTo(self)
        is_wanted = self._is_shown and self._wants_captions.get("overlay", True) and not is_listed
        standing = find_captions_at(self._captions, player.position()) if is_wanted else ()
        words = "\n".join(say_caption(caption) for caption in standing)
        self._pane.say_words(words, player.picture_rect())

    # --- small verbs

    def _toggle(self) -> None:
        if self._player is not None and self._player.is_playing():
            self._player.pause()
        elif self._player is not None:
            self._player.play()

    def _skip(self, seconds: float) -> None:
        if self._player is not None:
            self._end_run()
            self._player.seek(self._player.position() + seconds)

    def _scrub(self, seconds: float) -> None:
        if self._player is not None:
            self._end_run()
            self._player.seek(seconds)

    def _open_mark(self, mark: Mark) -> None:
        if self._artifact is not None:
            self.open_at(self._artifact, mark.place)

    def _rest(self) -> float:
        """Where the recording that is open stands now."""
        return self._player.position() if self._is_shown and self._player is not None else 0.0

    def _begin(self, artifact: OpenArtifact) -> None:
        self._is_shown = False
        has_picture = artifact.facts.has_picture if artifact.facts else None
        self._is_sound = artifact.media == "audio" or has_picture is False
        self._duration = (artifact.facts.duration if artifact.facts else None) or 0.0
        self._trouble.show_file(artifact.path)
        self._pane.begin(_name(artifact), is_sound=self._is_sound)
        self._bar.show_time(0.0, self._duration)
        self._strip.show_position(0.0)
        self._strip.show_seen(self._stretches().all_stretches())
        self._read_captions(artifact)

    def _leave(self) -> None:
        """Remember where the recording is left, and tell what was seen of it."""
        if self._artifact is None or self._player is None:
            return
        self._player.pause()
        self._end_run()
        self._looking.stop()
        if self._is_shown:
            self._left[str(self._artifact.path)] = self._player.position()

    def _try_again(self) -> None:
        artifact, place = self._artifact, self._place
        if artifact is not None:
            self._artifact = None
            self.open_at(artifact, place)

    def _tell(self, verb: str, value: float | bool) -> None:  # noqa: FBT001 - a slot
        if self._player is not None:
            getattr(self._player, verb)(value)

    def _open_outside(self) -> None:
        if self._artifact is not None:
            open_outside(self._artifact.path)

    def _build(self) -> None:
        middle = make_row(self._pane, self._list, gap=0)
        middle.setStretch(0, 3)
        middle.setStretch(1, 2)
        column = make_column(middle, self._trouble, self._strip, self._bar, gap=0)
        column.setStretch(0, 1)
        self.setLayout(column)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pane.installEventFilter(self)
        self._pane.asked_again.connect(self._try_again)
        self._looking.timeout.connect(self._look)
        self._list.moment_chosen.connect(self._scrub)
        self._strip.scrubbed.connect(self._scrub)
        self._strip.mark_chosen.connect(self._open_mark)
        bar = self._bar
        bar.play_toggled.connect(self._toggle)
        bar.stepped.connect(lambda frames: self.steer("step_on" if frames > 0 else "step_back"))
        bar.skipped.connect(self._skip)
        bar.looping_changed.connect(partial(self._tell, "set_looping"))
        bar.rate_chosen.connect(partial(self._tell, "set_rate"))
        bar.muted_changed.connect(partial(self._tell, "set_muted"))
        bar.volume_chosen.connect(partial(self._tell, "set_volume"))
        bar.captions_toggled.connect(partial(self._want_captions, "overlay"))
        bar.transcript_toggled.connect(partial(self._want_captions, ""))
        bar.outside_asked.connect(self._open_outside)


def _name(artifact: OpenArtifact) -> str:
    return artifact.artifact.title or artifact.artifact.label
