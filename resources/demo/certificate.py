"""Artifact 9: a certificate of attendance, which no claim cites."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from resources.demo.typeset import ACCENT, GREY, INK, register_faces

WIDE, TALL = landscape(A4)

LINES = (
    ("Serif-Italic", 15, GREY, 372, "This is to say that the holder took part in"),
    ("Sans-Bold", 26, INK, 322, "Listening across languages"),
    ("Serif-Regular", 14, INK, 284, "a course of two days and twelve hours, 7 and 8 November 2025"),
    (
        "Serif-Italic",
        13,
        GREY,
        226,
        "with role play, a visit to an interpreters’ café, and a text of one’s own",
    ),
    ("Sans-Regular", 10, GREY, 118, "District office for school development · course leader"),
)


def make_certificate() -> bytes:
    """The PDF of one page."""
    register_faces()
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDE, TALL), invariant=1)
    canvas.setTitle("Certificate of attendance")
    canvas.setStrokeColor(HexColor(ACCENT))
    for inset, width in ((36, 2.5), (44, 0.6)):
        canvas.setLineWidth(width)
        canvas.rect(inset, inset, WIDE - 2 * inset, TALL - 2 * inset)
    canvas.setFont("Sans-SemiBold", 15)
    canvas.setFillColor(HexColor(ACCENT))
    canvas.drawCentredString(WIDE / 2, 444, "Certificate of attendance")
    for font, size, colour, height, words in LINES:
        canvas.setFont(font, size)
        canvas.setFillColor(HexColor(colour))
        canvas.drawCentredString(WIDE / 2, height, words)
    canvas.line(WIDE / 2 - 90, 136, WIDE / 2 + 90, 136)
    canvas.save()
    return target.getvalue()
