"""The report as one HTML file: no script, nothing from elsewhere, for every reader and printer."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
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
)
from workbench.report.html_style import STYLE
from workbench.report.phrases import PROGRAM, shorten
from workbench.report.pictures import Pictures, SmallPicture, shrink
from workbench.report.saving import save_whole
from workbench.report.template import PLAIN, Template
from workbench.report.wording import compose

_LONGEST_TITLE = 70
"""Characters that the list of a browser's windows shows."""
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html(
    scorecard: Scorecard,
    pictures: Pictures,
    target: Path,
    *,
    audience: Audience,
    template: Template = PLAIN,
) -> None:
    """Write the report for that audience to `target`, unsigned.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    content = compose(scorecard, audience, template=template)
    page = format_html(content, pictures).encode("utf-8", "replace")
    save_whole(target, page)


def format_html(content: ReportContent, pictures: Pictures) -> str:
    """The whole page."""
    title = shorten(f"{content.decision} · {content.footer[0]} · {content.title}", _LONGEST_TITLE)
    pictures = pictures if content.shows_pictures else {}
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(content.language)}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="generator" content="{PROGRAM}">',
            f"<title>{escape(title)}</title>",
            f"<style>:root{{--accent:{content.accent}}}\n{STYLE}</style></head>",
            "<body>",
            *_format_header(content),
            "<main>",
            *_format_decision(content),
            *_format_standing(content.opening),
            *_format_mend(content),
            *(line for outcome in content.outcomes for line in _format_outcome(outcome, pictures)),
            *_format_parts(content, pictures),
            *_format_facts("Findings of the checks", content.findings),
            *_format_facts("Trail", content.trail),
            *_format_standing(content.closing),
            *_format_provenance(content),
            "</main>",
            f"<footer>{escape(' · '.join(content.footer))}</footer>",
            "</body></html>",
            "",
        ]
    )


def _format_header(content: ReportContent) -> list[str]:
    logo = shrink(content.logo) if content.logo else None
    mark = f"{_format_image(logo, content.logo_words, 'logo')}" if logo else ""
    notice = f'<p class="notice">{escape(content.notice)}</p>' if content.notice else ""
    return [
        f'<header>{mark}<p class="quiet">{escape(content.kind)}</p>',
        f'<h1 dir="auto">{escape(content.title)}</h1>',
        f'<p class="quiet">{escape(content.subtitle)}</p>{notice}</header>',
    ]


def _format_image(picture: SmallPicture, alternative: str, kind: str = "") -> str:
    source = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
    named = f' class="{kind}"' if kind else ""
    return (
        f'<img{named} src="{source}" alt="{escape(alternative)}" width="{picture.width}" '
        f'height="{picture.height}">'
    )


def _format_standing(words: str) -> list[str]:
    """The program's own words, a paragraph each."""
    paragraphs = (_format_words(text) for text in words.split("\n\n") if text)
    return ['<div class="standing">', *paragraphs, "</div>"] if words else []


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
    return [
        *lines,
        '<section aria-label="Progress"><ul class="progress">',
        *rows,
        "</ul></section>",
    ]


def _format_bar(outcome: OutcomeShown) -> str:
    segments = "".join(f'<i class="{tone}"></i>' for tone in outcome.tones)
    name = escape(f"{outcome.id} {outcome.title}")
    return (
        f'<li><span class="name" dir="auto">{name}</span> '
        f'<span class="bar" role="img" aria-label="{outcome.spoken}">{segments}</span> '
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
    return f"<figure>{_format_image(small, place.alternative)}{caption}</figure>"


def _format_facts(title: str, facts: Sequence[Field]) -> list[str]:
    if not facts:
        return []
    return [f'<section class="outcome"><h2>{title}</h2>', *_format_fields(facts), "</section>"]


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
