"""Every check there is, in one list: what it is about, how much it weighs, who can do what.

The sentences of findings are written where they are raised, with the facts at hand; what an
assessor and a practitioner can do is said here, for the page, the letter and the guide alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from workbench.assessment.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `severity` is the usual one, where the rubric or the facts can change it."""

    id: str
    severity: Severity
    about: str
    """What is looked at, in a few words."""
    advice: str
    """What the assessor can do."""
    request: str = ""
    """What the practitioner can do; empty where the matter is not theirs to mend."""


_B, _L, _R = Severity
_RESEND = "Please send the submission again; a file was damaged or changed on its way."
_STAFF = "Ask the program’s staff which of the two holds."
_PLACE = "Please say where in the file we should look: a page number, or minutes and seconds."

CHECK_LIST: Final = (
    # answers
    Check("answer.missing", _B, "every question and the reflection are answered",
          "Ask for the text, or say that the submission is incomplete.",
          "Please send your text for this part."),
    Check("answer.unreadable", _B, "the answers can be read",
          "Try to open the file in another program before you ask for it again.",
          "Please send this text again, as a Word, PDF or plain text file."),
    Check("answer.too_short", _L, "the word minimums, as heavy as the rubric makes them",
          "The count informs; you decide.", "Please add to this text; it is shorter than asked."),
    Check("answer.thin", _L, "one answer far shorter than its share",
          "See whether it says what the question asks."),
    Check("answer.outside_link", _R, "links in an answer that lead out of the submission",
          "Judge by what was handed in; the link is not followed.",
          "Please send what the link leads to as a file; we read without the internet."),
    # claims
    Check("claim.missing", _L, "a claim for every detail",
          "Without a claim there is nothing to judge by for this detail.",
          "Please point at evidence for this detail."),
    Check("claim.no_citation", _L, "every claim points at an artifact",
          "Judge by the explanation alone, or ask where it can be seen.",
          "Please say in which file, and where in it, this can be seen."),
    Check("claim.no_explanation", _L, "every claim is explained",
          "Look at the evidence; what it is meant to show is not said.",
          "Please explain in a few sentences how this place shows the detail."),
    Check("claim.repeated", _L, "the same explanation pasted for several details",
          "See whether it speaks of each of these details.",
          "Please explain each detail in words of its own."),
    Check("claim.outside_link", _L, "links in an explanation that lead out of the submission",
          "Judge by what was handed in; the link is not followed.",
          "Please send what the link leads to as a file; we read without the internet."),
    # artifacts
    Check("artifact.not_openable", _B, "every artifact can be opened and is not damaged",
          "Try to open it in another program before you ask for it again.",
          "Please send this file again; we could not open it."),
    Check("artifact.empty", _B, "no artifact is an empty file",
          "Ask for the file again.", "Please send this file again; it arrived empty."),
    Check("artifact.blank", _L, "no document is without any words",
          "Look at it: it may hold pictures only.",
          "Please look at this file; we found no words in it."),
    Check("artifact.no_text", _R, "scans, which have no text to search or copy",
          "Read the pages; finding words in them does not work."),
    Check("artifact.never_cited", _R, "every artifact is cited",
          "You need not look at it; no claim points there."),
    Check("artifact.cited_for_all", _L, "no single artifact is cited for every detail",
          "See whether it really shows each of them.",
          "Please see whether another of your files shows some of the details better."),
    Check("artifact.identical", _L, "no two artifacts are the same file",
          "Count it once.", "Two of your files are the same; please send the one you meant."),
    Check("artifact.no_sound", _L, "sound where the claim speaks of what is said",
          "Play it at a second place before you ask for it again.",
          "Please send this recording with its sound."),
    Check("artifact.no_picture", _L, "a picture where the claim speaks of what is seen",
          "Play it at a second place before you ask for it again.",
          "Please send this recording with its picture."),
    Check("artifact.captions_missing", _R, "captions beside recordings with sound",
          "You can judge without; some colleagues can’t.",
          "If you can, please add captions to this recording."),
    Check("artifact.consent_missing", _L, "a word on consent where people may be seen",
          "If people can be recognised, ask for the word before you pass it on.",
          "If people can be seen there, please tell us that they agreed to be shown."),
    # names
    Check("name.in_file_name", _L, "the practitioner’s name in file names and titles, while blind",
          "Try to look past it; tell the program’s staff."),
    Check("name.in_metadata", _L, "names of people in the properties of files, while blind",
          "It is not shown while you review. Tell the program’s staff."),
    Check("name.in_text", _L, "the practitioner’s name in answers and documents, while blind",
          "Try to look past it; tell the program’s staff."),
    # citations
    Check("citation.unresolvable", _L, "every citation names a place",
          "Look for it by the explanation, or judge without.", _PLACE),
    Check("citation.ambiguous", _L, "no citation can mean several places",
          "Choose the place that was meant, for this review.", _PLACE),
    Check("citation.past_the_end", _L, "no citation points past the end",
          "Accept what is proposed, or look for it by the explanation.",
          "Please look at the place you gave; the file ends before it."),
    Check("citation.misplaced", _L, "quoted words stand where the citation points",
          "Accept what is proposed, for this review, or stay with what was cited.",
          "Please check the page you gave; the words you quote stand on another."),
    Check("citation.no_such_label", _L, "a printed page number that is cited exists",
          "Look for it by the explanation, or judge without.",
          "Please check the page number; no page carries it."),
    Check("citation.no_such_sheet", _L, "a sheet that is cited exists",
          "Look through the sheets.", "Please check the name of the sheet."),
    Check("citation.other_artifact", _L, "a citation names the artifact that it is made in",
          "Choose which of the two was meant, for this review.",
          "Please say which of the two files you mean."),
    Check("citation.page_unknown", _R, "a page of a file that has none until it is printed",
          "Read the text; the words quoted are lit where they were found.",
          "If you can, please add a PDF of this file, so that pages have numbers."),
    Check("citation.section_not_found", _R, "a section that is cited has one heading",
          "Look for it in the contents.", _PLACE),
    Check("citation.figure_not_found", _R, "a figure or table that is cited has one caption",
          "Look for it by the explanation.", _PLACE),
    # the bundle
    Check("bundle.answer_missing", _B, "every text named is in the bundle",
          "Ask for it, or refuse the submission as incomplete.",
          "Please send this text; it did not arrive."),
    Check("bundle.artifact_missing", _B, "every artifact named is in the bundle",
          "Ask for it, or judge what else is cited.", "Please send this file; it did not arrive."),
    Check("bundle.companion_missing", _R, "renditions and captions named are in the bundle",
          "You can judge without.", "Please send this companion file again, if you can."),
    Check("bundle.artifact_unknown", _L, "every citation names an artifact",
          "See which artifact may be meant; it leads nowhere until then.",
          "Please say which of your files you mean."),
    Check("bundle.detail_unknown", _L, "every claim names a detail",
          "See which detail it may be meant for; it counts for none.",
          "Please say which detail this is meant for."),
    Check("bundle.question_unknown", _L, "every text answers a question of the rubric",
          "Read it if you like; it counts for no part."),
    Check("bundle.checksum_mismatch", _B, "every file is as it was packed",
          "What you see may not be what was handed in. Ask for the bundle again, or go on and "
          "say so.", _RESEND),
    Check("bundle.file_unreadable", _B, "every file can be read in full",
          "Ask for the bundle again.", _RESEND),
    Check("bundle.file_missing", _B, "every file on the list is there",
          "Ask for the bundle again.", _RESEND),
    Check("bundle.file_extra", _L, "every file is on the list of files",
          "Nothing tells whether such a file was changed on its way."),
    Check("bundle.tag_mismatch", _L, "the lists of checksums are as they were packed",
          "The list of checksums itself may have been changed."),
    Check("bundle.oxum_differs", _L, "the bundle holds as much as it says", "Ask for it again."),
    Check("bundle.not_a_bag", _L, "the bundle lists its files with checksums",
          "Nothing tells whether a file was changed on its way."),
    Check("bundle.bag_version", _R, "the kind of packing is one that is known", "Go on."),
    Check("bundle.fetch", _L, "nothing has to be fetched from the internet",
          "What is not in the bundle is not looked at."),
    Check("bundle.manifest_line", _L, "the list of files can be read", "Ask for the bundle again."),
    Check("bundle.manifest_missing", _L, "there is a list of files",
          "Nothing tells whether a file was changed on its way."),
    Check("bundle.rubric_other", _B, "the rubric is the one that was answered",
          "Ask the program’s staff for the right bundle."),
    Check("bundle.rubric_changed", _L, "the rubric is word for word the one answered", _STAFF),
    Check("bundle.rubric_differs", _L, "the rubric is the known one of that version",
          f"The bundle’s own is shown. {_STAFF}"),
    Check("bundle.rubric_missing", _R, "the bundle holds its rubric",
          "The one that comes with this program is shown."),
    Check("bundle.rubric_unreadable", _L, "the bundle’s rubric can be read",
          "The one that comes with this program is shown."),
)  # fmt: skip
"""In the order of the guide: answers, claims, artifacts, names, citations, the bundle."""

_BY_ID: Final = {check.id: check for check in CHECK_LIST}


def find_check(check_id: str) -> Check | None:
    """The check of that id, or None."""
    return _BY_ID.get(check_id)


def complete_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, heaviest first, each with what can be done about it."""
    order = list(Severity)
    return tuple(sorted(_complete(findings), key=lambda found: order.index(found.severity)))


def format_check_table() -> str:
    """The list as a Markdown table, for the guide."""
    weights = {_B: "blocks scoring", _L: "needs a look", _R: "remark"}
    rows = [
        "| check | looks whether | weighs | the assessor | the practitioner |",
        "| - " * 5 + "|",
    ]
    rows += [
        f"| `{c.id}` | {c.about} | {weights[c.severity]} | {c.advice} | {c.request or '–'} |"
        for c in CHECK_LIST
    ]
    return "\n".join(rows) + "\n"


def _complete(findings: Iterable[Finding]) -> Iterator[Finding]:
    for found in findings:
        check = _BY_ID.get(found.check)
        if check is None:
            yield found
            continue
        advice, request = found.advice or check.advice, found.request or check.request
        yield replace(found, advice=advice, request=request)
