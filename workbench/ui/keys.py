"""Every key of the review window, in one list: shortcuts, F1 and the guide are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One thing the keyboard does. A single letter acts only outside text fields."""

    verb: str
    """Name of the method of the review window."""
    keys: tuple[str, ...]
    """As Qt writes key sequences."""
    words: str
    group: str

    @property
    def steers(self) -> bool:
        """True where it steers the recording or the pages on screen."""
        return self.group in {"Recording", "Pages"}


KEYS: tuple[Key, ...] = (
    Key(
        "visit_next",
        ("N",),
        "Next citation (or finding), the judgment, the next open detail",
        "Walk",
    ),
    Key("visit_previous", ("P",), "Previous citation (or finding)", "Walk"),
    Key("show_next", ("J",), "Next detail or part", "Walk"),
    Key("show_previous", ("K",), "Previous detail or part", "Walk"),
    Key("show_unjudged", ("U",), "Next that is not judged yet", "Walk"),
    Key("go_back", ("Alt+Left",), "Back to the place before", "Walk"),
    Key("go_forward", ("Alt+Right",), "Forward again", "Walk"),
    Key(
        "accept_proposal", ("Return", "Enter"), "Accept the place proposed, for this review", "Walk"
    ),
    Key(
        "choose_1",
        ("1",),
        "First level, or Accepted; before the review, the first finding",
        "Judge",
    ),
    Key("choose_2", ("2",), "Second level, or Not accepted", "Judge"),
    Key("choose_3", ("3",), "Third level", "Judge"),
    Key("choose_4", ("4",), "Fourth level", "Judge"),
    Key("choose_5", ("5",), "Fifth level", "Judge"),
    Key("clear_level", ("0",), "Take the level back", "Judge"),
    Key("focus_feedback", ("F",), "Write feedback", "Judge"),
    Key("focus_rationale", ("E",), "Write the rationale", "Judge"),
    Key("focus_note", ("W",), "Write a note to yourself", "Judge"),
    Key("ask_why_not", ("X",), "Cannot judge, and why", "Judge"),
    Key("show_history", ("H",), "History of this judgment", "Judge"),
    Key("pin", ("B",), "Note what is on screen as what you relied on", "Judge"),
    Key("toggle_rubric_words", ("R",), "Show the rubric’s words", "Judge"),
    Key("leave_field", ("Esc",), "Leave a text field, so that letters act again", "Judge"),
    Key("undo", ("Ctrl+Z",), "Undo the last change of a judgment", "Judge"),
    Key("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do it again", "Judge"),
    Key("finish", ("Ctrl+Return",), "Scorecard, finish and report", "Judge"),
    Key("toggle_play", ("Space",), "Play or pause; in pages, read on", "Recording"),
    Key("step_back", (",",), "One frame back", "Recording"),
    Key("step_on", (".",), "One frame on", "Recording"),
    Key("skip_back", ("Shift+Left",), "Five seconds back", "Recording"),
    Key("skip_on", ("Shift+Right",), "Five seconds on", "Recording"),
    Key("mark_start", ("[",), "A pin begins at this frame", "Recording"),
    Key("mark_end", ("]",), "A pin ends at this frame, and is noted", "Recording"),
    Key("play_slower", ("-",), "Slower", "Recording"),
    Key("play_faster", ("+", "="), "Faster", "Recording"),
    Key("toggle_loop", ("L",), "Repeat the cited stretch", "Recording"),
    Key("toggle_mute", ("M",), "Sound off or on", "Recording"),
    Key("toggle_captions", ("C",), "Show captions", "Recording"),
    Key("say_time", ("T",), "Say the time, to a screen reader as well", "Recording"),
    Key("read_back", ("Shift+Space",), "Back by as much as shows", "Pages"),
    Key("next_page", ("Ctrl+PgDown",), "Next page", "Pages"),
    Key("previous_page", ("Ctrl+PgUp",), "Previous page", "Pages"),
    Key("go_to_page", ("Ctrl+G",), "Type the page to go to", "Pages"),
    Key("zoom_in", ("Ctrl++", "Ctrl+="), "Larger", "Pages"),
    Key("zoom_out", ("Ctrl+-",), "Smaller", "Pages"),
    Key("zoom_full", ("Ctrl+0",), "At 100 %", "Pages"),
    Key("fit_page", ("Ctrl+1",), "Fit the whole page", "Pages"),
    Key("fit_width", ("Ctrl+2",), "Fit the width of the page", "Pages"),
    Key("turn_right", ("Ctrl+R",), "Turn by a quarter to the right", "Pages"),
    Key("turn_left", ("Ctrl+Shift+R",), "Turn by a quarter to the left", "Pages"),
    Key("draw_region", ("D",), "Draw a region, to be noted with b", "Pages"),
    Key("toggle_side", ("F9",), "Small pages, outline, text and links", "Pages"),
    Key("read_text", ("F8",), "Read the text of a scanned page", "Pages"),
    Key("find", ("Ctrl+F",), "Find words in what is shown", "Find"),
    Key("find_everywhere", ("Ctrl+Shift+F",), "Find words in all that was handed in", "Find"),
    Key("find_next", ("F3",), "Next hit", "Find"),
    Key("find_previous", ("Shift+F3",), "Previous hit", "Find"),
    Key("choose_6", ("6",), "Sixth hit in a list of hits, as 1 to 5 are the first ones", "Find"),
    Key("choose_7", ("7",), "Seventh hit", "Find"),
    Key("choose_8", ("8",), "Eighth hit", "Find"),
    Key("choose_9", ("9",), "Ninth hit", "Find"),
    Key("toggle_full", ("F11",), "Evidence in the full window", "Window"),
    Key("open_file", ("Ctrl+O",), "Open a submission bundle", "Window"),
    Key("show_queue", ("Ctrl+L",), "All submissions", "Window"),
    Key("show_keys", ("F1",), "All keys", "Window"),
)


def show_key(name: str) -> str:
    """The key as people see it: a single letter is typed without Shift."""
    return name.lower() if len(name) == 1 else name


def format_keys_table() -> str:
    """The list as a Markdown table, for the guide."""
    rows = ["| key | what it does |", "| --- | --- |"]
    for key in KEYS:
        names = " or ".join(f"`{show_key(name)}`" for name in key.keys)
        rows.append(f"| {names} | {key.words} |")
    return "\n".join(rows) + "\n"
