"""Undo and redo are read from the events alone."""

from __future__ import annotations

from dataclasses import replace

from tests.assessment.events import build_event
from workbench.assessment.changes import REDOES, UNDOES, fold_undo, list_changes
from workbench.assessment.event import Event
from workbench.assessment.judgment import Feedback, Judgment, format_judgment_body


def judge(seq: int, judgment: Judgment, **mark: str) -> Event:
    body = {**format_judgment_body(judgment), **mark}
    return build_event("judgment", seq=seq, target=judgment.target, body=body)


EMPTY = Judgment(target="1a")
FIRST = replace(EMPTY, level="not-yet")
SECOND = replace(EMPTY, level="proficient")


def test_each_change_of_a_level_can_be_undone() -> None:
    stack = fold_undo(list_changes([judge(1, FIRST), judge(2, SECOND)]))
    assert [(c.before, c.after) for c in stack.done] == [(EMPTY, FIRST), (FIRST, SECOND)]
    assert stack.undone == ()


def test_what_was_undone_can_be_done_again_until_something_else_is_done() -> None:
    first, second = judge(1, FIRST), judge(2, SECOND)
    undo = judge(3, FIRST, **{UNDOES: second.id})
    stack = fold_undo(list_changes([first, second, undo]))
    assert [c.event for c in stack.done] == [first.id]
    assert [c.event for c in stack.undone] == [second.id]
    redo = judge(4, SECOND, **{REDOES: second.id})
    again = fold_undo(list_changes([first, second, undo, redo]))
    assert [c.event for c in again.done] == [first.id, second.id]
    other = judge(4, Judgment(target="1b", level="proficient"))
    assert fold_undo(list_changes([first, second, undo, other])).undone == ()


def test_the_order_in_which_events_arrive_changes_nothing() -> None:
    events = [judge(1, FIRST), judge(2, SECOND), judge(3, EMPTY)]
    assert list_changes(reversed(events)) == list_changes([*events, events[0]])


def test_typing_that_goes_on_in_one_field_is_one_change() -> None:
    typed = [
        judge(n, replace(FIRST, feedback=Feedback(next_step="Add the text"[: n * 3])))
        for n in range(2, 5)
    ]
    last = judge(5, replace(FIRST, rationale="No", feedback=Feedback(next_step="Add the text")))
    stack = fold_undo(list_changes([judge(1, FIRST), *typed, last]))
    assert [c.event for c in stack.done[1:]] == [typed[-1].id, last.id]
    assert stack.done[1].before == FIRST
    assert stack.done[1].after.feedback.next_step == "Add the text"


def test_an_undo_ends_the_typing_before_it() -> None:
    words = [replace(FIRST, rationale=text) for text in ("a", "ab", "x")]
    first, second = judge(2, words[0]), judge(3, words[1])
    undo = judge(4, FIRST, **{UNDOES: second.id})
    stack = fold_undo(list_changes([judge(1, FIRST), first, second, undo, judge(5, words[2])]))
    assert [c.after.rationale for c in stack.done] == ["", "x"]
    assert stack.done[-1].before == FIRST


def test_an_event_that_says_nothing_new_is_nothing_to_undo() -> None:
    stack = fold_undo(list_changes([judge(1, FIRST), judge(2, FIRST)]))
    assert len(stack.done) == 1


def test_an_undo_of_which_the_change_is_not_known_takes_nothing_back() -> None:
    stack = fold_undo(list_changes([judge(1, EMPTY, **{UNDOES: "0" * 64})]))
    assert stack.done == ()
    assert stack.undone == ()
