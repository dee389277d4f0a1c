"""The viewer of video and audio: a recording at rest on a moment, played on request."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPixmap

from workbench.assessment.locator import Place
from workbench.ui.keys import KEYS
from workbench.ui.video.choice import choose_player, make_player
from workbench.ui.video.habits import Habits
from workbench.ui.video.player import Player
from workbench.ui.viewers.failure_page import open_outside
from workbench.ui.viewers.video.caption_desk import CaptionDesk
from workbench.ui.viewers.video.clock import format_time
from workbench.ui.viewers.video.found import FoundInCaptions
from workbench.ui.viewers.video.glance import Glance
from workbench.ui.viewers.video.manner import PlayingManner
from workbench.ui.viewers.video.players import MakePlayer, PlayerPair
from workbench.ui.viewers.video.stage import Stage
from workbench.ui.viewers.video.steering import Steering
from workbench.ui.viewers.video.watch import Watch
from workbench.ui.viewers.viewer import Mark, OpenArtifact, Viewer

_PAST_END = 0.5


class VideoViewer(Viewer):
    """Shows one recording at a time; volume, mute and speed stay as they were chosen."""

    def __init__(self, habits: Habits | None = None, make: MakePlayer = make_player) -> None:
        super().__init__()
        self.setObjectName("videoViewer")
        self._habits = habits or Habits()
        self._players = PlayerPair(choose_player(self._habits.preference), make)
        self._artifact: OpenArtifact | None = None
        self._place = Place(whole=True)
        self._is_awaited = False
        """Whether the place asked for has still to come on screen."""
        self._is_shown = False
        """Whether anything of the recording has been on screen yet."""
        self._captions = CaptionDesk(self)
        self._watch = Watch(self)
        self._stage = Stage(self)
        self._glance = Glance(self._stage, self)
        self._steering = Steering(self._stage, self._players, self._watch, self)
        self._manner = PlayingManner(self._stage.bar, self._players, self._habits, self)
        self._found = FoundInCaptions(
            self._captions, self._stage, self._steering, self._tell_seconds, self
        )
        self._connect()

    # --- what the program asks

    @property
    def searchable(self) -> FoundInCaptions:
        """The words of the captions."""
        return self._found

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Come to rest on that moment of the recording, with its very frame on screen."""
        is_new = self._artifact is None or self._artifact.path != artifact.path
        if is_new:
            self._leave()
            self._players.choose(choose_player(self._habits.preference))
        self._watch.end_run()
        self._artifact, self._place = artifact, place
        player = self._players.use_chosen() if is_new else self._players.use_same()
        if is_new:
            self._begin(artifact)
        self._is_awaited = True
        self._stage.show_marks(artifact.marks)
        self._offer()
        start, until = place.t or (self._find_rest(artifact, is_new=is_new), None)
        player.open_at(artifact.path, start, until)

    def release(self) -> None:
        """Let go of the file, of the players' threads, and of all that is under way."""
        self._leave()
        self._artifact = None
        self._players.close()
        self._captions.close()
        self._glance.close()
        self._stage.come_back()

    def steer(self, verb: str) -> None:
        """Do what a key of the window asks of a recording."""
        if self._artifact is not None:
            self._steering.do(verb)

    def find_present(self) -> Place | None:
        """The stretch that is marked; else the frame on screen, or the stretch it stands in."""
        if self._player is None or not self._is_shown:
            return None
        return self._steering.take_place(self._place)

    def picture_present(self) -> QPixmap:
        """The frame on screen, without what stands around it."""
        player = self._player
        if player is None or not player.has_picture():
            return self.grab()
        return player.surface().grab(player.picture_rect())

    @property
    def is_complete(self) -> bool:
        """Whether everything that stands along the recording has been made."""
        return self._stage.strip.is_complete

    # --- Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        pressed = QKeySequence(event.keyCombination()).toString()
        verb = next((key.verb for key in KEYS if pressed in key.keys), "")
        if verb == "pin":
            self.pin_asked.emit()
        elif self._artifact is None or not self._steering.do(verb):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102 - Qt's
        if self._player is not None:
            self._player.pause()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.Resize:  # the picture takes its new size after this
            QTimer.singleShot(0, self, self._say_words)
        return super().eventFilter(watched, event)

    # --- what players tell

    @property
    def _player(self) -> Player | None:
        return self._players.player

    def _tell_seconds(self) -> float:
        return self._player.position() if self._player is not None and self._is_shown else 0.0

    def _note_exchanged(self, player: Player) -> None:
        self._stage.pane.show_surface(player.surface())
        self._stage.bar.show_exactness(is_exact=player.is_exact)
        self._manner.apply(player)

    def _note_failed(self, sentence: str) -> None:
        artifact = self._artifact
        if artifact is None or self._player is None:
            return
        if not self._is_shown:
            self._stage.say_failure(sentence, artifact.path)
            self.failed.emit(sentence)
        elif not self._take_over(artifact):
            self._stage.trouble.say(sentence)

    def _note_fell_behind(self) -> None:
        if self._artifact is not None:
            self._take_over(self._artifact)

    def _take_over(self, artifact: OpenArtifact) -> bool:
        return self._players.take_over(artifact.path, (self._place.t or (0.0, None))[1])

    def _note_ready(self, duration: float) -> None:
        artifact = self._artifact
        if artifact is None or self._player is None:
            return
        self._stage.duration = duration
        has_picture = self._player.has_picture()
        is_known = self._stage.has_picture == has_picture
        self._stage.show_kind(has_picture=has_picture)
        if not is_known:
            self._glance.look_along(artifact.path)
        self._stage.show_marks(artifact.marks)
        self._offer()
        start = (self._place.t or (0.0, None))[0]
        if start > duration + _PAST_END:
            self._is_awaited = False
            moment = format_time(start)
            self.failed.emit(
                f"“{artifact.name}” is {format_time(duration)} long; {moment} is past its end."
            )

    def _note_shown(self, seconds: float) -> None:
        self._is_shown = True
        self._note_position(seconds)
        self._watch.rest()
        if self._is_awaited:
            self._is_awaited = False
            self.place_shown.emit(self._place)

    def _note_position(self, seconds: float) -> None:
        self._stage.show_position(seconds)
        self._say_words()
        if self._player is not None and self._player.is_playing():
            self._watch.move_to(seconds)

    def _note_playing(self, is_playing: bool) -> None:  # noqa: FBT001 - a slot
        self._stage.bar.show_playing(is_playing=is_playing)
        if self._player is not None:
            is_exact = self._player.plays_exactly if is_playing else self._player.is_exact
            self._stage.bar.show_exactness(is_exact=is_exact)
        self._watch.stir()
        if is_playing:
            self._stage.trouble.hide()
        else:
            self._watch.end_run()

    def _note_rested(self) -> None:
        player = self._player
        is_watched = self._stage.isVisible() and not self._stage.window().isMinimized()
        if player is not None and is_watched and self._is_shown and not player.is_playing():
            self._watch.look(player.position())

    def _note_seen(self, place: Place) -> None:
        if self._artifact is not None:
            self.seen.emit(self._artifact.artifact.id, place)

    # --- captions

    def _note_captions(self) -> None:
        self._stage.words.show_tracks(self._captions.tracks, self._captions.number)
        self._offer()
        if self._player is not None:
            self._stage.words.follow(self._player.position())
        self._say_words()

    def _say_words(self) -> None:
        player = self._player
        if player is None:
            return
        is_wanted = self._is_shown and self._stage.wants_overlay
        words = self._captions.say_at(player.position()) if is_wanted else ""
        self._stage.pane.say_words(words, player.picture_rect())

    def _offer(self) -> None:
        has_stretch = self._place.t is not None and self._place.t[1] is not None
        self._stage.offer(self._captions.tracks, has_stretch=has_stretch)

    # --- from one recording to the next

    def _begin(self, artifact: OpenArtifact) -> None:
        self._is_shown = False
        self._steering.forget_bracket()
        self._stage.begin(artifact)
        self._watch.begin(_key(artifact), artifact.seen)
        self._captions.read(artifact)
        self._glance.look_along(artifact.path)

    def _leave(self) -> None:
        """Remember where the recording is left, and tell what was seen of it."""
        if self._artifact is None or self._player is None:
            return
        self._player.pause()
        self._watch.begin("")
        self._glance.drop()
        self._captions.drop()
        self._manner.keep()
        if self._is_shown:
            self._habits.leave(_key(self._artifact), self._player.position())

    def _find_rest(self, artifact: OpenArtifact, *, is_new: bool) -> float:
        """Where to come to rest when no moment is asked for: here, or where it was left."""
        if not is_new and self._is_shown and self._player is not None:
            return self._player.position()
        left = self._habits.find_left(_key(artifact)) if is_new else None
        known = artifact.facts.duration if artifact.facts else None
        return left if left is not None and (known is None or left < known) else 0.0

    def _try_again(self) -> None:
        artifact, place = self._artifact, self._place
        if artifact is not None:
            self._artifact = None
            self.open_at(artifact, place)

    def _open_mark(self, mark: Mark) -> None:
        if self._artifact is not None:
            self.open_at(self._artifact, mark.place)

    def _open_outside(self) -> None:
        if self._artifact is not None:
            open_outside(self._artifact.path)

    def _connect(self) -> None:
        self._connect_players()
        stage, bar = self._stage, self._stage.bar
        self._steering.pin_asked.connect(self.pin_asked)
        self._watch.rested.connect(self._note_rested)
        self._watch.seen.connect(self._note_seen)
        self._watch.changed.connect(stage.strip.show_seen)
        self._captions.changed.connect(self._note_captions)
        stage.pane.installEventFilter(self)
        stage.pane.asked_again.connect(self._try_again)
        stage.words_changed.connect(self._say_words)
        stage.words.track_chosen.connect(self._captions.choose)
        stage.strip.mark_chosen.connect(self._open_mark)
        stage.key_pressed.connect(self.keyPressEvent)
        bar.full_asked.connect(self.full_asked)
        bar.outside_asked.connect(self._open_outside)

    def _connect_players(self) -> None:
        players = self._players
        players.exchanged.connect(self._note_exchanged)
        players.ready.connect(self._note_ready)
        players.position_changed.connect(self._note_position)
        players.frame_shown.connect(self._note_shown)
        players.playing_changed.connect(self._note_playing)
        players.failed.connect(self._note_failed)
        players.fell_behind.connect(self._note_fell_behind)


def _key(artifact: OpenArtifact) -> str:
    """Under which it is remembered where the recording was left."""
    return artifact.memory_key or artifact.path.name
