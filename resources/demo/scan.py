"""Artifact 6: cards from the box, scanned; a PDF of pictures alone, without any text."""

import random
import tomllib
from io import BytesIO
from typing import TypeAlias

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from resources.demo.handwriting import HANDS, write
from resources.demo.shared import chance, inter, read_source

SIZE = (1000, 1414)
"""A sheet of A4 at 121 dots per inch."""
LEADING = 76.0

Card: TypeAlias = tuple[float, float, float, int, str]


def make_scan() -> bytes:
    """The PDF, one scanned sheet a page."""
    sheets = tomllib.loads(read_source("cards.toml"))["sheets"]
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle("Scan")
    for sheet in sheets:
        picture = _scan_sheet(sheet["title"], sheet["cards"])
        canvas.drawImage(ImageReader(_as_jpeg(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _as_jpeg(picture: Image.Image) -> BytesIO:
    raw = BytesIO()
    picture.save(raw, "JPEG", quality=42, dpi=(121, 121))
    raw.seek(0)
    return raw


def _scan_sheet(title: str, cards: list[Card]) -> Image.Image:
    luck = chance(title)
    sheet = Image.new("RGB", SIZE, "#efece4")
    pen = ImageDraw.Draw(sheet)
    pen.text((70, 80), title, font=inter(26, "Medium"), fill="#55585e", anchor="lm")
    for card in cards:
        _lay_card(sheet, card, luck)
    return _age(
        sheet.rotate(luck.uniform(-1.1, 1.1), Image.Resampling.BICUBIC, fillcolor="#d9d6cf")
    )


def _lay_card(sheet: Image.Image, card: Card, luck: random.Random) -> None:
    left, top, tilt, number, words = card
    lines = words.split("|")
    wide, tall = 830, round(LEADING * len(lines) + 70)
    paper = Image.new("RGBA", (wide, tall), luck.choice(("#fffdf2", "#fbf7e6", "#fdfdfb")))
    pen = ImageDraw.Draw(paper)
    for number_of_line, line in enumerate(lines):
        y = 84 + LEADING * number_of_line
        pen.line((24, y + 8, wide - 24, y + 8), fill="#c9d6e2", width=2)
        write(pen, (48 + luck.uniform(-8, 8), y), line, HANDS[number], luck)
    pen.rectangle((0, 0, wide - 1, tall - 1), outline="#bdb8aa", width=2)
    turned = paper.rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    shade = Image.new("RGBA", turned.size, "#8a867c")
    shade.putalpha(turned.getchannel("A").point(lambda level: level // 3))
    soft = shade.filter(ImageFilter.GaussianBlur(4))
    sheet.paste(soft, (round(left) + 5, round(top) + 7), soft)
    sheet.paste(turned, (round(left), round(top)), turned)


def _age(sheet: Image.Image) -> Image.Image:
    """The grey of a scanner: soft, noisy, darker at one edge, with a streak of dust."""
    grey = np.asarray(sheet.convert("L").filter(ImageFilter.GaussianBlur(0.6))).astype(float)
    noise = np.random.default_rng(6).normal(0, 3.2, grey.shape)
    edge = np.linspace(-16, 0, grey.shape[1]).clip(max=0)[None, :] * (
        np.linspace(1, 0, grey.shape[1])[None, :] ** 6
    )
    grey += noise + edge
    grey[:, 731:733] -= 5
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))
