"""The cases of `locator_cases.txt`: how citations are written and what the rules make of them.

`python -m tests.assessment.locator_cases` prints the table by rule.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from workbench.assessment.locator import ParseResult, parse_locator

CASES = Path(__file__).with_name("locator_cases.txt")

Verdict = Literal["right", "wrong", "false jump"]


@dataclass(frozen=True, slots=True)
class Case:
    """One citation with its context and its answer, under the rules that it is for."""

    rules: tuple[str, ...]
    text: str
    media: str | None = None
    pages: int | None = None
    duration: float | None = None
    status: str = "ok"
    canonical: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None

    def parse(self) -> ParseResult:
        return parse_locator(self.text, media=self.media, pages=self.pages, duration=self.duration)

    def weigh(self) -> Verdict:
        """A place where there is none, or another place, is a false jump: the worst of errors."""
        got = self.parse()
        answer = (got.status, got.canonical, got.candidates, got.reason)
        if answer == (self.status, self.canonical, self.candidates, self.reason):
            return "right"
        return "false jump" if got.status == "ok" else "wrong"


def read_cases(path: Path = CASES) -> Iterator[Case]:
    """All cases of the file, in order."""
    rule = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rule = line.split()[1]
        elif rule and line.strip():
            yield _read_case(rule, line)


def read_shared_cases(path: Path) -> Iterator[Case]:
    """The examples that the format `mcw-locators/1` gives."""
    for case in json.loads(path.read_bytes())["cases"]:
        yield Case(
            tuple(case["rules"]),
            case["input"],
            **case["context"],
            status=case["status"],
            canonical=case["canonical"],
            candidates=tuple(case.get("candidates", ())),
            reason=case.get("reason"),
        )


def count_verdicts(cases: Iterable[Case]) -> dict[str, Counter[Verdict]]:
    """How many cases of each rule are right, wrong or false jumps."""
    table: dict[str, Counter[Verdict]] = {}
    for case in cases:
        verdict = case.weigh()
        for rule in case.rules:
            table.setdefault(rule, Counter())[verdict] += 1
    return table


def format_table(table: dict[str, Counter[Verdict]]) -> str:
    """The counts as lines of text, rule by rule, with their sums."""
    total: Counter[Verdict] = Counter()
    for counts in table.values():
        total.update(counts)
    rows = [*sorted(table.items(), key=lambda row: int(row[0][1:])), ("all", total)]
    lines = [
        f"{rule:<5}{counts['right']:>7}{counts['wrong']:>7}{counts['false jump']:>13}"
        for rule, counts in rows
    ]
    return "\n".join(["rule   right  wrong  false jumps", *lines])


def _read_case(rule: str, line: str) -> Case:
    """One line, whose words may be empty and may hold the escapes that the head explains."""
    text, context, answer = line.rsplit(" | ", 2)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    media, *facts = context.split()
    known = dict(fact.split("=") for fact in facts)
    case = Case(
        (rule,),
        text.replace(r"\t", "\t").replace(r"\n", "\n"),
        media=None if media == "-" else media,
        pages=int(known["pages"]) if "pages" in known else None,
        duration=float(known["duration"]) if "duration" in known else None,
    )
    return _add_answer(case, answer[0], answer[2:].strip())


def _add_answer(case: Case, sign: str, words: str) -> Case:
    match sign:
        case "=":
            return replace(case, canonical=words)
        case "?":
            return replace(case, status="ambiguous", candidates=tuple(words.split("  or  ")))
        case "!":
            return replace(case, status="unresolvable", reason=words)
    msg = f"an answer begins with =, ? or !, not with {sign}"
    raise ValueError(msg)


if __name__ == "__main__":
    sys.stdout.write(format_table(count_verdicts(read_cases())) + "\n")
