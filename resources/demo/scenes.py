"""The eight scenes of the meeting, each drawn for any moment of it."""

import math
from collections.abc import Callable
from functools import cache

from PIL import Image

from resources.demo.cast import CAST, DRAFT, NORMS
from resources.demo.meeting import Recording, Scene
from resources.demo.shared import chance
from resources.demo.stage import Stage

WIDTH, HEIGHT = 854, 480


def draw_scene(recording: Recording, seconds: float) -> Image.Image:
    """The picture at that moment, without clock and title."""
    scene = recording.scene_at(seconds)
    stage = Stage(WIDTH, HEIGHT, _draw_room(scene.id))
    speaking = next((n.speaker for n in scene.lines if n.start <= seconds < n.end), "")
    _SCENES[scene.id](stage, scene, seconds, speaking)
    return stage.finish()


@cache
def _draw_room(scene_id: str) -> Image.Image:
    """What does not move."""
    paper, floor = _COLOURS[scene_id]
    stage = Stage(WIDTH, HEIGHT, paper)
    stage.box((0, 352, WIDTH, HEIGHT), floor)
    _ROOMS[scene_id](stage)
    return stage.picture


def _lift(who: str, seconds: float, speaking: str) -> float:
    """How far somebody rises: a speaker nods, the others breathe."""
    sway = sum(map(ord, who))
    if who == speaking:
        return 5 + 4 * math.sin(seconds * 7)
    return 1.5 * math.sin(seconds * 1.2 + sway)


def _put(
    stage: Stage, who: str, x: float, y: float, size: float, *, seconds: float, speaking: str
) -> None:
    lift = _lift(who, seconds, speaking)
    stage.person((x, y), size, CAST[who], lift=lift)
    if who == speaking:
        dots = "•" * (1 + int(seconds * 3) % 3)
        stage.bubble((x + size * 0.12, y - size - 8 - lift), dots.ljust(3))


# Arriving


def _room_arriving(stage: Stage) -> None:
    for left in (60, 250, 440):
        stage.box((left, 86, left + 150, 236), "#ffffff", 6)
        stage.box((left + 8, 94, left + 142, 228), "#bfe0ea", 4)
        stage.oval((left + 100, 130), 22, 22, "#ffe08a")
        stage.box((left + 72, 94, left + 78, 228), "#ffffff")
    stage.box((690, 110, 800, 352), "#a8683f", 6)
    stage.box((700, 120, 790, 352), "#c98a57", 4)
    stage.oval((776, 240), 5, 5, "#f3dfb8")
    for left in range(70, 640, 96):
        stage.box((left, 348, left + 54, 358), "#8a5a3a", 3)
        stage.box((left + 4, 300, left + 50, 326), "#a56c46", 5)
        for leg in (left + 6, left + 44):
            stage.box((leg, 356, leg + 5, 408), "#8a5a3a")


def _arriving(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    moved = seconds - scene.start
    goals = (("Parent B", 96), ("Grandfather", 194), ("Teacher", 290), ("Guest", 480))
    for order, (who, goal) in enumerate(goals):
        x = max(float(goal), 900 - 110 * max(0.0, moved - order * 1.3))
        step = 3 * abs(math.sin(moved * 6)) if x > goal else 0.0
        stage.person((x, 424), 170, CAST[who], lift=step)
    _put(stage, "Parent A", 388, 430, 176, seconds=seconds, speaking=speaking)
    stage.person((434, 436), 96, CAST["Student"], lift=2 * math.sin(seconds * 3))
    _put(stage, "Principal", 622, 430, 184, seconds=seconds, speaking=speaking)


# The circle


def _room_circle(stage: Stage) -> None:
    stage.box((0, 0, WIDTH, HEIGHT), "#d9e8df")
    stage.oval((427, 298), 330, 158, "#b9d3c5")
    stage.oval((427, 298), 250, 112, "#cbe0d4")
    stage.oval((427, 300), 54, 22, "#8a6a4f")
    for x, colour in ((408, "#e47a5e"), (427, "#e0a63a"), (446, "#7a5c99")):
        stage.line([(x, 298), (x, 268)], "#5f8a4f", 3)
        stage.oval((x, 262), 9, 9, colour)


_SEATS = "Principal Parent_A Teacher Parent_B Guest Grandfather Student Driver Parent_C Interpreter"


def _circle(stage: Stage, _scene: Scene, seconds: float, speaking: str) -> None:
    seats = [name.replace("_", " ") for name in _SEATS.split()]
    spots = []
    for number, who in enumerate(seats):
        angle = 2 * math.pi * (number + 0.5) / len(seats) - math.pi / 2
        spots.append((298 + 128 * math.sin(angle), 427 + 300 * math.cos(angle), who))
    for y, x, who in sorted(spots):
        size = 92 + (y - 170) * 0.14
        _put(stage, who, x, y + 32, size, seconds=seconds, speaking=speaking)


# The draft is read aloud


def _room_draft(stage: Stage) -> None:
    stage.box((54, 78, 600, 372), "#f7f7f2", 8)
    stage.text((92, 122), "What we expect of one another", 26, "#22304a", weight="Bold")
    stage.text((92, 154), "Draft, for 14 March", 15, "#77808f")


def _draft(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    for number, (words, line) in enumerate(zip(DRAFT, scene.lines, strict=False)):
        y = 208 + 56 * number
        is_read = line.start <= seconds < line.end + 0.5
        if is_read:
            stage.box((78, y - 23, 576, y + 23), "#ffe7a3", 8)
        ink = "#22304a" if seconds >= line.start else "#a7adb8"
        stage.text((96, y), f"{number + 1}", 24, "#c8553d", weight="Bold")
        stage.text((128, y), words, 23, ink, weight="SemiBold" if is_read else "Medium")
    _put(stage, "Interpreter", 800, 470, 170, seconds=seconds, speaking=speaking)
    _put(stage, "Principal", 660, 474, 186, seconds=seconds, speaking=speaking)
    _put(stage, "Student", 730, 480, 176, seconds=seconds, speaking=speaking)


# At the tables


def _room_tables(stage: Stage) -> None:
    for left, colour in ((0, "#8fb8a8"), (285, "#e9b872"), (570, "#9fa8d0")):
        stage.box((left + 24, 92, left + 260, 96), colour)


_TABLES = (
    (150, "#4f8a78", "Hello", ("Principal", "Grandfather", "Student")),
    (427, "#c98a3a", "Cześć", ("Interpreter", "Parent B", "Guest")),
    (704, "#5f6aa8", "Привет", ("Parent C", "Driver", "Parent A")),
)


def _tables(stage: Stage, _scene: Scene, seconds: float, speaking: str) -> None:
    for number, (x, colour, greeting, guests) in enumerate(_TABLES):
        for seat, who in enumerate(guests):
            _put(stage, who, x + (seat - 1) * 78, 350, 150, seconds=seconds, speaking=speaking)
        stage.oval((x, 372), 124, 42, "#3d4a45")
        stage.oval((x, 366), 124, 42, colour)
        stage.box((x - 34, 356, x + 8, 376), "#ffffff", 2)
        stage.box((x + 14, 352, x + 50, 372), "#fdf3d6", 2)
        if int(seconds / 2.5) % len(_TABLES) == number:
            stage.bubble((x, 168), greeting, "#fffdf4")


# Cards from the box


def _room_cards(stage: Stage) -> None:
    stage.box((470, 76, 822, 336), "#6d4a63", 8)
    stage.box((478, 84, 814, 328), "#c9a27e", 6)


def _cards(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    moved = seconds - scene.start
    _pin_cards(stage, count=min(11, 3 + int(moved / 2.2)))
    stage.box((70, 300, 250, 440), "#3d5a80", 10)
    stage.box((110, 312, 210, 322), "#16263b", 5)
    stage.text((160, 384), "Say it here", 19, "#ffffff", weight="SemiBold", anchor="mm")
    rise = 60 * min(1.0, (moved % 6) / 1.6)
    stage.box((122, 312 - rise, 198, 316), "#fff8e0", 3)
    _put(stage, "Principal", 356, 470, 210, seconds=seconds, speaking=speaking)
    _put(stage, "Teacher", 760, 478, 150, seconds=seconds, speaking=speaking)
    reading = scene.lines[1]
    if reading.start <= seconds < scene.lines[2].end:
        stage.box((412, 120, 792, 236), "#fffbe9", 8)
        stage.text((602, 160), "I do not believe that", 24, "#33302a", weight="Medium", anchor="mm")
        stage.text((602, 196), "anything will change.", 24, "#33302a", weight="Medium", anchor="mm")


def _pin_cards(stage: Stage, count: int) -> None:
    colours = ("#fff4c2", "#dcefe4", "#f7d9d0", "#dfe3f5")
    for number in range(count):
        column, row = number % 4, number // 4
        x, y = 498 + column * 80, 100 + row * 76
        stage.box((x, y, x + 62, y + 56), colours[number % len(colours)], 3)
        stage.oval((x + 31, y + 5), 4, 4, "#c8553d")
        for line in range(3):
            wide = 28 + (number * 7 + line * 11) % 20
            stage.box((x + 8, y + 18 + line * 11, x + 8 + wide, y + 21 + line * 11), "#8b8578")


# Changing the second norm


def _room_amending(stage: Stage) -> None:
    stage.box((34, 66, 548, 400), "#fffdf6", 4)
    for x in (70, 512):
        stage.box((x - 18, 58, x + 18, 74), "#d6c58f", 1)
    stage.text((66, 112), "What we expect of one another", 24, "#33302a", weight="Bold")


def _amending(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    stage.text((66, 166), "1   " + DRAFT[0], 22, "#33302a", weight="Medium")
    stage.text((66, 214), "2   " + DRAFT[1], 22, "#7d776b", weight="Medium")
    stage.text((66, 330), "3   " + DRAFT[2], 22, "#33302a", weight="Medium")
    struck = _share(seconds, scene.start + 6.8, scene.start + 13)
    if struck > 0:
        stage.line([(102, 214), (102 + 350 * struck, 212)], "#c8553d", 4)
    written = _share(seconds, scene.start + 25, scene.start + 33)
    shown = NORMS[1][: round(len(NORMS[1]) * written)]
    stage.text((102, 268), shown, 26, "#1f6f54", weight="Bold")
    group = (
        ("Parent A", 682, 164),
        ("Parent B", 748, 158),
        ("Driver", 808, 172),
        ("Principal", 596, 186),
    )
    for who, x, size in group:
        _put(stage, who, x, 488, size, seconds=seconds, speaking=speaking)


def _share(seconds: float, start: float, end: float) -> float:
    """How much of a stretch has passed, from 0 to 1."""
    return min(1.0, max(0.0, (seconds - start) / (end - start)))


# Voting with dots


def _room_vote(stage: Stage) -> None:
    stage.box((90, 62, 764, 348), "#ffffff", 10)
    for number, words in enumerate(NORMS):
        y = 74 + number * 94
        stage.text((116, y + 20), words, 20, "#22304a", weight="SemiBold")
        if number:
            stage.box((110, y - 6, 744, y - 4), "#dfe4ea")


def _vote(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    moved = seconds - scene.start
    for row, (green, amber) in enumerate(((33, 0), (31, 2), (29, 4))):
        shown = int((green + amber) * min(1.0, moved / 9))
        for number in range(shown):
            x = 126 + number * 18.4
            y = 74 + row * 94 + 54 + 7 * math.sin(number * 2.4 + row)
            stage.oval((x, y), 7.5, 7.5, "#2e8b57" if number < green else "#e0972b")
    for who, x in (("Principal", 80), ("Student", 786), ("Driver", 640), ("Parent C", 230)):
        _put(stage, who, x, 500, 140, seconds=seconds, speaking=speaking)


# What we take home


def _room_home(stage: Stage) -> None:
    luck = chance("stars")
    for _ in range(46):
        size = luck.choice((1, 1.4, 2))
        stage.oval((luck.uniform(10, 844), luck.uniform(64, 250)), size, size, "#cfd8ee")
    stage.oval((716, 130), 34, 34, "#f5eac4")
    stage.oval((702, 122), 30, 30, "#23304d")
    stage.box((120, 184, 620, 372), "#39486b", 6)
    for left in range(150, 600, 78):
        stage.box((left, 214, left + 44, 268), "#f3c96b", 3)
        stage.box((left, 296, left + 44, 350), "#f3c96b" if left % 4 else "#52628a", 3)
    stage.shape([(100, 186), (370, 108), (640, 186)], "#2b3855")


def _home(stage: Stage, scene: Scene, seconds: float, speaking: str) -> None:
    away = 14 * (seconds - scene.start)
    for order, who in enumerate(("Grandfather", "Guest", "Driver")):
        lift = 3 * abs(math.sin(seconds * 5 + order))
        stage.person((430 + order * 62 + away, 446), 120, CAST[who], lift=lift)
    _put(stage, "Principal", 210, 462, 150, seconds=seconds, speaking=speaking)
    _put(stage, "Parent A", 330, 464, 142, seconds=seconds, speaking=speaking)


_COLOURS = {
    "arriving": ("#f6ead3", "#d9b98a"),
    "circle": ("#d9e8df", "#d9e8df"),
    "draft": ("#2a3a5c", "#1f2c47"),
    "tables": ("#f2efe6", "#d8d2c2"),
    "cards": ("#58324c", "#42233a"),
    "amending": ("#d98b5f", "#b86f48"),
    "vote": ("#7fa6c2", "#6690ae"),
    "home": ("#23304d", "#18223a"),
}
_ROOMS: dict[str, Callable[[Stage], None]] = {
    "arriving": _room_arriving,
    "circle": _room_circle,
    "draft": _room_draft,
    "tables": _room_tables,
    "cards": _room_cards,
    "amending": _room_amending,
    "vote": _room_vote,
    "home": _room_home,
}
_SCENES: dict[str, Callable[[Stage, Scene, float, str], None]] = {
    "arriving": _arriving,
    "circle": _circle,
    "draft": _draft,
    "tables": _tables,
    "cards": _cards,
    "amending": _amending,
    "vote": _vote,
    "home": _home,
}
