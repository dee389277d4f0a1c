"""Judging from a file, through the very same verbs of the session that the window uses."""

from __future__ import annotations

from pathlib import Path

import msgspec

from workbench.assessment.answering import find_open_proposal
from workbench.assessment.credential import Rubric
from workbench.assessment.judgment import PART_VERDICTS, Judgment
from workbench.errors import WorkbenchError
from workbench.ui.session import Session

SCRIPT_FORMAT = "mcw-judgments/1"


class ScriptError(WorkbenchError):
    """The file of judgments cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{name}” cannot be used as a file of judgments: {why}.")


class RefusalWords(msgspec.Struct, kw_only=True, frozen=True):
    """Why a submission cannot be scored."""

    code: str
    words: str


class JudgmentScript(msgspec.Struct, kw_only=True, frozen=True):
    """What to record, in order."""

    format: str
    judgments: tuple[Judgment, ...] = ()
    confirm: bool = False
    """Say first that it can be scored."""
    accept_proposals: bool = False
    """Accept every place that is proposed."""
    refuse: RefusalWords | None = None
    finish: bool = False


def read_script(path: Path) -> JudgmentScript:
    """The judgments in that JSON file (`mcw-judgments/1`).

    Raises:
        ScriptError: the file cannot be read, or is not of the format; it says where.
    """
    try:
        script = msgspec.json.decode(path.read_bytes(), type=JudgmentScript)
    except OSError as error:
        raise ScriptError(path.name, error.strerror or str(error)) from error
    except msgspec.MsgspecError as error:
        raise ScriptError(path.name, str(error)) from error
    if script.format != SCRIPT_FORMAT:
        raise ScriptError(path.name, f"its format is not {SCRIPT_FORMAT}")
    return script


def play_script(session: Session, script: JudgmentScript, name: str) -> None:
    """Record what the script says in the open submission.

    Raises:
        ScriptError: it speaks of a target or a level that the rubric does not have; nothing
            is recorded then.
    """
    for judgment in script.judgments:
        _check(session.rubric, judgment, name)
    if script.confirm:
        session.confirm_scorable()
    if script.accept_proposals:
        _accept_proposals(session)
    for judgment in script.judgments:
        session.record(judgment)
    if script.refuse is not None:
        session.refuse(script.refuse.code, script.refuse.words)
    if script.finish:
        session.finish()


def _check(rubric: Rubric, judgment: Judgment, name: str) -> None:
    if judgment.target not in rubric.targets:
        raise ScriptError(name, f"the rubric has no {judgment.target!r}")
    is_part = rubric.find_part(judgment.target) is not None
    levels = PART_VERDICTS if is_part else tuple(level.id for level in rubric.levels)
    if judgment.level is not None and judgment.level not in levels:
        raise ScriptError(name, f"{judgment.level!r} is no level of {judgment.target!r}")


def _accept_proposals(session: Session) -> None:
    for key in tuple(session.desk.resolutions):
        finding = find_open_proposal(session.resolution(key))
        if finding is not None and finding.proposal is not None:
            session.accept(finding, finding.proposal)
