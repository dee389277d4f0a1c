"""The report as one HTML file: no script, nothing from elsewhere, for every reader and printer."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import (
    Audience,
    Card,
    Field,
    OutcomeShown,
    PlaceShown,
    ReportContent,
    Tone,
)
from workbench.report.html_style import STYLE
from workbench.report.phrases import PROGRAM
from workbench.report.pictures import Pictures, shrink
from workbench.report.saving import save_whole
from workbench.report.wording import compose

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_TONE_WORDS: dict[Tone, str] = {"passing": "passing", "below": "below passing", "open": "open"}


def write_html(
    scorecard: Scorecard,
    pictures: Pictures,
    target: Path,
    *,
    audience: Audience,
    name_assessor: bool = False,
) -> None:
    """Write the report for that audience to `target`.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    content = compose(scorecard, audience, name_assessor=name_assessor)
    page = format_html(content, pictures).encode("utf-8", "replace")
    save_whole(target, page)


def format_html(content: ReportContent, pictures: Pictures) -> str:
    """The whole page."""
    title = f"{content.title} · {content.footer[0]} · {content.decision}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(content.language)}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{PROGRAM}">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style></head>",
            "<body>",
            *_format_header(content),
            "<main>",
            *_format_decision(content),
            *_format_mend(content),
            *(line for outcome in content.outcomes for line in _format_outcome(outcome, pictures)),
            *_format_parts(content, pictures),
            *_format_findings(content),
            *_format_provenance(content),
            "</main>",
            f"<footer>{escape(' · '.join(content.footer))}</footer>",
            "</body></html>",
            "",
        ]
    )


def _format_header(content: ReportContent) -> list[str]:
    return [
        f'<header><p class="quiet">{escape(content.kind)}</p>',
        f'<h1 dir="auto">{escape(content.title)}</h1>',
        f'<p class="quiet">{escape(content.subtitle)}</p></header>',
    ]


def _format_decision(content: ReportContent) -> list[str]:
    lines = [
        f'<section class="decision {content.decision_tone}" aria-labelledby="decision">',
        f'<h2 id="decision">{escape(content.decision)}</h2>',
        _format_words(content.reason),
        "</section>",
    ]
    if not content.shows_progress:
        return lines
    rows = [_format_bar(outcome) for outcome in content.outcomes]
    rows += [
        f'<li><span class="name quiet" dir="auto">{escape(part.label)}</span> '
        f'<span class="verdict {part.tone}">{escape(part.verdict)}</span></li>'
        for part in content.part_lines
    ]
    return [*lines, '<ul class="progress" aria-label="Progress">', *rows, "</ul>"]


def _format_bar(outcome: OutcomeShown) -> str:
    segments = "".join(f'<i class="{tone}"></i>' for tone in outcome.tones)
    spoken = ", ".join(_TONE_WORDS[tone] for tone in outcome.tones)
    name = escape(f"{outcome.id} {outcome.title}")
    return (
        f'<li><span class="name" dir="auto">{name}</span> '
        f'<span class="bar" role="img" aria-label="Details in order: {spoken}">{segments}</span> '
        f"<span>{outcome.passing} of {len(outcome.tones)}</span></li>"
    )


def _format_mend(content: ReportContent) -> list[str]:
    if not content.mend:
        return []
    steps = [
        '<li dir="auto">'
        + (f"<strong>{escape(mend.title.rstrip('.'))}.</strong> " if mend.title else "")
        + f"{escape(mend.step)}</li>"
        for mend in content.mend
    ]
    return [
        f'<section class="mend"><h2>{escape(content.mend_title)}</h2><ol>',
        *steps,
        "</ol></section>",
    ]


def _format_outcome(outcome: OutcomeShown, pictures: Pictures) -> list[str]:
    if not outcome.cards:
        return []
    statement = f'<p class="quiet" dir="auto">{escape(outcome.statement)}</p>'
    return [
        '<section class="outcome">',
        f'<h2 dir="auto">{escape(f"{outcome.id} · {outcome.title}")}</h2>',
        *([statement] if outcome.statement else []),
        *(line for card in outcome.cards for line in _format_card(card, pictures)),
        "</section>",
    ]


def _format_parts(content: ReportContent, pictures: Pictures) -> list[str]:
    if not content.parts:
        return []
    cards = [line for card in content.parts for line in _format_card(card, pictures)]
    return ['<section class="outcome"><h2>Written parts</h2>', *cards, "</section>"]


def _format_card(card: Card, pictures: Pictures) -> list[str]:
    name = escape(f"{card.id} · {card.title}" if card.id else card.title)
    lines = [
        (
            f'<article><h3><bdi>{name}</bdi> <span class="verdict {card.tone}">'
            f"{escape(card.verdict)}</span></h3>"
        ),
        *([_format_words(card.statement)] if card.statement else []),
        *(
            f'<p class="quiet words" dir="auto">{escape(f"{level.label}: {level.text}")}</p>'
            for level in card.levels
        ),
    ]
    places = [_format_place(place, pictures) for place in card.places]
    box = [
        *_format_fields(card.fields),
        *(['<div class="places">', *places, "</div>"] if places else []),
    ]
    return [*lines, *(['<div class="box">', *box, "</div>"] if box else []), "</article>"]


def _format_fields(fields: Iterable[Field]) -> list[str]:
    rows = [
        f'<dt>{escape(field.label)}</dt><dd class="words" dir="auto">{escape(field.text)}</dd>'
        for field in fields
    ]
    return ["<dl>", *rows, "</dl>"] if rows else []


def _format_place(place: PlaceShown, pictures: Pictures) -> str:
    small = shrink(pictures[place.key]) if place.key in pictures else None
    caption = (
        f'<figcaption><strong dir="auto">{escape(place.title)}</strong>'
        f'<span dir="auto">{escape(place.words)}</span>'
        + (
            f'<q dir="auto" class="quiet">{escape(place.as_written)}</q>'
            if place.as_written
            else ""
        )
        + (f'<span class="quiet">{escape(place.note)}</span>' if place.note else "")
        + "</figcaption>"
    )
    if small is None:
        return f'<figure class="plain">{caption}</figure>'
    alternative = escape(f"Picture of {place.title}, {place.words}")
    source = f"data:{small.media_type};base64,{base64.b64encode(small.content).decode()}"
    return (
        f'<figure><img src="{source}" alt="{alternative}" width="{small.width}" '
        f'height="{small.height}">{caption}</figure>'
    )


def _format_findings(content: ReportContent) -> list[str]:
    if not content.findings:
        return []
    return [
        '<section class="outcome"><h2>Findings of the checks</h2>',
        *_format_fields(content.findings),
        "</section>",
    ]


def _format_provenance(content: ReportContent) -> list[str]:
    facts = [
        f"<dt>{escape(fact.label)}</dt>"
        f'<dd class="{"digest" if fact.is_digest else "words"}" dir="auto">'
        f"{escape(fact.value)}</dd>"
        for fact in content.provenance
    ]
    steps = [f"<li>{escape(step)}</li>" for step in content.how_to_check]
    return [
        '<section class="provenance"><h2>Provenance</h2>',
        '<p class="quiet">What this report stands on, and how anybody can check it.</p>',
        "<dl>",
        *facts,
        "</dl>",
        '</section><section class="mend"><h2>How to check</h2><ol>',
        *steps,
        "</ol></section>",
    ]


def _format_words(text: str) -> str:
    return f'<p class="words" dir="auto">{escape(text)}</p>'
