from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.evidence.pdf.documents import (
    write_attachment,
    write_columns,
    write_drawn_over,
    write_links,
    write_many_curves,
    write_no_pages,
    write_page,
    write_page_cycle,
    write_pages,
    write_pinned,
)
from tests.evidence.pdf.hostile import (
    write_broken_link,
    write_lost_attachment,
    write_many_links,
    write_sealed,
)
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import (
    LockedError,
    PageError,
    PdfError,
    UnreadableError,
)
from workbench.evidence.pdf.messages import (
    Describe,
    DescribePicture,
    DrawPicture,
    FindQuote,
    ListAttachments,
    PageLines,
    PageLinks,
    PageText,
    Paragraph,
    ReadAttachment,
    Render,
    Texts,
)
from workbench.evidence.pdf.worker.page_links import MOST_LINKS


def test_pages_have_sizes_and_printed_labels(client: PdfClient, tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["x"]] * 5, size=(300, 400), roman=2)
    described = client.ask(Describe(path=str(path)))
    assert described.pages == 5
    assert described.sizes[0] == (300.0, 400.0)
    assert described.labels == ("i", "ii", "1", "2", "3")


def test_a_document_without_labels_has_none(client: PdfClient, tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["x"]] * 2)
    assert client.ask(Describe(path=str(path))).labels == ()


def test_a_page_turned_by_its_author_is_measured_as_shown(
    client: PdfClient, tmp_path: Path
) -> None:
    path = write_page(tmp_path / "turned.pdf", b"", media_box="0 0 300 500", extra="/Rotate 90")
    assert client.ask(Describe(path=str(path))).sizes == ((500, 300),)
    picture = client.ask_picture(Render(path=str(path), page_index=0, scale=1))
    assert (picture.width, picture.height) == (500, 300)


def test_words_of_a_turned_page_lie_where_they_are_shown(client: PdfClient, tmp_path: Path) -> None:
    content = b"BT /F1 20 Tf 1 0 0 1 30 450 Tm (Norms) Tj ET"
    font = "/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
    path = write_page(
        tmp_path / "turned.pdf", content, media_box="0 0 300 500", extra=f"/Rotate 90 {font}"
    )
    ((left, top, right, bottom),) = client.ask(
        FindQuote(path=str(path), page_index=0, text="norms")
    ).boxes
    picture = client.ask_picture(Render(path=str(path), page_index=0, scale=1))
    dark = [
        (index % picture.width, index // picture.width)
        for index in range(picture.width * picture.height)
        if picture.pixels[index * 3] < 128
    ]
    assert dark
    assert all(left - 2 <= x <= right + 2 and top - 2 <= y <= bottom + 2 for x, y in dark)


def test_a_picture_can_be_turned(client: PdfClient, tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["x"]], size=(300, 400))
    turned = client.ask_picture(Render(path=str(path), page_index=0, scale=1, rotation=90))
    assert (turned.width, turned.height) == (400, 300)


@pytest.mark.parametrize(
    ("middle", "is_drawn"),
    [(40, True), (110, True), (180, True), (250, False)],
    ids=["form field", "annotation", "layer", "layer switched off"],
)
def test_what_lies_over_a_page_is_drawn_unless_the_file_has_it_switched_off(
    client: PdfClient, tmp_path: Path, middle: int, *, is_drawn: bool
) -> None:
    path = write_drawn_over(tmp_path / "form.pdf")
    picture = client.ask_picture(Render(path=str(path), page_index=0, scale=1))
    red = picture.pixels[(middle * picture.width + 40) * 3]
    assert (red < 128) == is_drawn


def test_the_text_of_a_run_of_pages(client: PdfClient, tmp_path: Path) -> None:
    path = str(write_pages(tmp_path / "plan.pdf", [["alpha"], ["beta"], [], ["gamma"]]))
    texts = client.ask(Texts(path=path)).texts
    assert [text.strip() for text in texts] == ["alpha", "beta", "", "gamma"]
    run = client.ask(Texts(path=path, first_index=1, count=2)).texts
    assert [text.strip() for text in run] == ["beta", ""]


def test_words_come_with_their_boxes(client: PdfClient, tmp_path: Path) -> None:
    path = str(write_pages(tmp_path / "plan.pdf", [["shared norms"]]))
    worded = client.ask(PageText(path=path, page_index=0))
    assert worded.words == ("shared", "norms")
    assert worded.boxes[0][2] < worded.boxes[1][0]
    assert 80 < worded.boxes[0][1] < 100 < worded.boxes[0][3]


def test_a_quote_is_found_across_a_hyphen(client: PdfClient, tmp_path: Path) -> None:
    lines = ["We agreed on three norms, which the commu-", "nity amended in “March”."]
    path = str(write_pages(tmp_path / "plan.pdf", [["Nothing here"], lines]))
    job = FindQuote(path=path, page_index=1, text="THE COMMUNITY amended in 'march'")
    first, second = client.ask(job).boxes
    assert first[1] < second[1]
    assert client.ask(FindQuote(path=path, page_index=0, text="the community")).boxes == ()


def test_the_second_paragraph_is_found_below_heading_and_first(
    client: PdfClient, tmp_path: Path
) -> None:
    lines = [
        "# 2 Shared norms",
        "",
        "The plan begins with what people agreed to expect of one another and",
        "is read again each year.",
        "",
        "The draft was read aloud on 14 March and two parents proposed changes,",
        "which the group discussed.",
    ]
    path = str(write_pages(tmp_path / "plan.pdf", [lines]))
    quote = client.ask(FindQuote(path=path, page_index=0, text=" ".join(lines[5:]))).boxes
    found = client.ask(Paragraph(path=path, page_index=0, number=2)).boxes
    assert len(found) == len(quote) == 2
    assert [round(box[1]) for box in found] == [round(box[1]) for box in quote]
    assert client.ask(Paragraph(path=path, page_index=0, number=3)).boxes == ()


def test_a_page_past_the_end_is_said_with_its_number(client: PdfClient, tmp_path: Path) -> None:
    path = str(write_pages(tmp_path / "plan.pdf", [["x"]]))
    with pytest.raises(PageError, match=re.escape("“plan.pdf” has no page 12")):
        client.ask(Render(path=path, page_index=11, scale=1))


def test_a_password_opens_the_document_until_the_program_ends(
    client: PdfClient, tmp_path: Path
) -> None:
    path = str(write_pages(tmp_path / "locked.pdf", [["x"]], password="sesame"))  # noqa: S106 - made up
    with pytest.raises(LockedError, match="protected by a password"):
        client.ask(Describe(path=path))
    client.unlock(path, "wrong")
    with pytest.raises(LockedError, match="not the password"):
        client.ask(Describe(path=path))
    client.unlock(path, "sesame")
    assert client.ask(Describe(path=path)).pages == 1
    for number in range(6):  # so many that the worker closes the first
        other = write_pages(tmp_path / f"{number}.pdf", [["x"]])
        client.ask(Describe(path=str(other)))
    assert client.ask_picture(Render(path=path, page_index=0, scale=1)).width == 596


def test_letters_have_their_places_in_the_order_of_reading(
    client: PdfClient, tmp_path: Path
) -> None:
    path = write_columns(tmp_path / "newsletter.pdf")
    lines = client.ask(PageLines(path=str(path), page_index=0)).lines
    words = [line.text for line in lines]
    assert words[0] == "The news of the school in spring, for all who read it every week"
    assert words[1:] == [f"left column, line {n} of six" for n in range(6)] + [
        f"right column, line {n} of six" for n in range(6)
    ]
    line = lines[1]
    assert len(line.starts) == len(line.ends) == len(line.text)
    assert line.starts[0] == pytest.approx(72, abs=1.5)
    assert all(a < b for a, b in zip(line.starts, line.ends, strict=True))
    assert list(line.starts) == sorted(line.starts)


def test_a_scan_has_no_lines(client: PdfClient, tmp_path: Path) -> None:
    path = write_page(tmp_path / "scan.pdf", b"0 0 100 100 re f")
    assert client.ask(PageLines(path=str(path), page_index=0)).lines == ()


def test_links_say_where_they_lead(client: PdfClient, tmp_path: Path) -> None:
    path = write_links(tmp_path / "links.pdf")
    links = client.ask(PageLinks(path=str(path), page_index=0)).links
    assert [(link.page_index, link.address) for link in links] == [
        (1, ""),
        (-1, "https://example.org/plan?year=2"),
    ]
    left, top, right, bottom = links[1].box
    assert (round(left), round(top), round(right), round(bottom)) == (72, 122, 172, 142)


def test_a_document_sealed_by_a_certificate_is_not_called_damaged(
    client: PdfClient, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableError) as raised:
        client.ask(Describe(path=str(write_sealed(tmp_path / "sealed.pdf"))))
    assert raised.value.reason == "sealed"


def test_a_link_lies_where_a_turned_page_shows_it(client: PdfClient, tmp_path: Path) -> None:
    path = write_many_links(tmp_path / "landscape.pdf", 1, rotate=90)
    (link,) = client.ask(PageLinks(path=str(path), page_index=0)).links
    assert link.box == (700, 100, 750, 200)


def test_a_page_of_thousands_of_links_tells_the_first_of_them(
    client: PdfClient, tmp_path: Path
) -> None:
    path = write_many_links(tmp_path / "list.pdf", 5_000)
    links = client.ask(PageLinks(path=str(path), page_index=0)).links
    assert len(links) == MOST_LINKS
    assert links[-1].address == f"https://example.org/{MOST_LINKS - 1}"


def test_a_link_that_leads_nowhere_hides_no_other(client: PdfClient, tmp_path: Path) -> None:
    path = write_broken_link(tmp_path / "links.pdf")
    links = client.ask(PageLinks(path=str(path), page_index=0)).links
    assert [link.address for link in links] == ["https://example.org/"]


def test_a_file_that_is_named_and_not_there_is_told_by_its_name(
    client: PdfClient, tmp_path: Path
) -> None:
    path = write_lost_attachment(tmp_path / "plan.pdf")
    (attachment,) = client.ask(ListAttachments(path=str(path))).attachments
    assert (attachment.name, attachment.size_bytes) == ("minutes.txt", 0)


def test_a_file_inside_is_handed_over_as_it_is(client: PdfClient, tmp_path: Path) -> None:
    path = str(write_attachment(tmp_path / "with.pdf", "notes.txt", b"what was said"))
    (attachment,) = client.ask(ListAttachments(path=path)).attachments
    assert (attachment.name, attachment.size_bytes) == ("notes.txt", 13)
    assert client.ask(ReadAttachment(path=path, index=0)).content == b"what was said"


def test_a_file_pinned_far_back_in_a_long_document_is_found(
    client: PdfClient, tmp_path: Path
) -> None:
    path = str(write_pinned(tmp_path / "long.pdf", "minutes.txt", b"Agreed.", pages=2600))
    [found] = client.ask(ListAttachments(path=path)).attachments
    assert (found.name, found.page_index) == ("minutes.txt", 2599)
    assert client.ask(ReadAttachment(path=path, index=0)).content == b"Agreed."


def test_real_files_tell_their_links_and_attachments(client: PdfClient, reference: Path) -> None:
    files = reference / "files"
    attached = ListAttachments(path=str(files / "fileAttachment.pdf"))
    assert [a.name for a in client.ask(attached).attachments] == ["KSBASE.WQ2"]
    outside = PageLinks(path=str(files / "externalLink.pdf"), page_index=0)
    assert [link.address for link in client.ask(outside).links] == ["text_only_pdfa1b.pdf"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>a page</body></html>", "not_pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "not_pdf"),
        (b"PK\x03\x04 a zip", "not_pdf"),
        (b"%PDF-1.7\nnothing follows", "damaged"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, "damaged"),
    ],
)
def test_what_is_no_pdf_is_refused_with_its_reason(
    client: PdfClient, tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "deceptive.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        client.ask(Describe(path=str(path)))
    assert caught.value.reason in {reason, "empty" if reason == "damaged" else reason}


def test_a_missing_file_is_said(client: PdfClient, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no longer where it was"):
        client.ask(Describe(path=str(tmp_path / "gone.pdf")))


def test_a_document_without_pages_is_refused(client: PdfClient, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="has no pages"):
        client.ask(Describe(path=str(write_no_pages(tmp_path / "none.pdf"))))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_truncated_document_ends_in_pages_or_a_sentence(
    client: PdfClient, tmp_path: Path, kept: float
) -> None:
    path = write_pages(tmp_path / "cut.pdf", [["alpha " * 10] * 20] * 6)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    _survive(client, path)


def test_a_cyclic_page_tree_ends_in_pages_or_a_sentence(client: PdfClient, tmp_path: Path) -> None:
    _survive(client, write_page_cycle(tmp_path / "cycle.pdf"))


@pytest.mark.parametrize(
    "box", ["0 0 1000000 1000000", "0 0 0 0", "0 0 -5 -5", "1e30 0 1e31 1", "0 0 1e9 2"]
)
def test_a_page_of_absurd_size_ends_in_a_picture_or_a_sentence(
    client: PdfClient, tmp_path: Path, box: str
) -> None:
    _survive(client, write_page(tmp_path / "size.pdf", b"0 0 9 9 re f", media_box=box))


def test_a_page_of_a_million_points_is_drawn_in_pieces(client: PdfClient, tmp_path: Path) -> None:
    path = str(
        write_page(
            tmp_path / "poster.pdf", b"0 0 500000 500000 re f", media_box="0 0 1000000 1000000"
        )
    )
    with pytest.raises(PdfError, match="too large"):
        client.ask(Render(path=path, page_index=0, scale=1))
    clip = (400_000, 600_000, 400_100, 600_050)
    piece = client.ask_picture(Render(path=path, page_index=0, scale=1, clip=clip))
    assert (piece.width, piece.height) == (100, 50)
    assert max(piece.pixels) == 0


def test_a_page_of_many_curves_is_drawn(client: PdfClient, tmp_path: Path) -> None:
    path = write_many_curves(tmp_path / "curves.pdf", 5_000)
    assert min(client.ask_picture(Render(path=str(path), page_index=0, scale=1)).pixels) < 128


def test_a_form_that_draws_itself_ends(client: PdfClient, tmp_path: Path) -> None:
    form = "/Resources <</XObject <</X 4 0 R>>>>"
    _survive(client, write_page(tmp_path / "self.pdf", b"/X Do", extra=form))


def _survive(client: PdfClient, path: Path) -> None:
    """Whatever the file does, the client still answers, and the error names the file."""
    before = client.worker_pid
    try:
        client.ask(Describe(path=str(path)))
        client.ask_picture(Render(path=str(path), page_index=0, scale=0.5, clip=(0, 0, 600, 800)))
    except PdfError as error:
        assert f"“{path.name}”" in str(error)  # noqa: PT017 - an error is one of two good ends
    assert before is None or client.worker_pid == before


@pytest.mark.parametrize(
    "name",
    ["externalLink.pdf", "fax-decode-parms.pdf", "fileAttachment.pdf", "pdflatex-outline.pdf"],
)
def test_real_documents_are_described_and_drawn(
    client: PdfClient, reference: Path, name: str
) -> None:
    path = str(reference / "files" / name)
    described = client.ask(Describe(path=path))
    for index in range(described.pages):
        picture = client.ask_picture(Render(path=path, page_index=index, scale=1.5))
        width = described.sizes[index][0] * 1.5
        assert abs(picture.width - width) <= 1
    assert "".join(client.ask(Texts(path=path)).texts).strip()


def test_a_real_document_with_a_password_is_refused(client: PdfClient, reference: Path) -> None:
    with pytest.raises(LockedError):
        client.ask(Describe(path=str(reference / "files" / "encryption_openpassword.pdf")))


def test_a_real_phone_photo_is_turned_upright(client: PdfClient, reference: Path) -> None:
    path = str(reference / "files" / "Portrait_6.jpg")
    ((width, height),) = client.ask(DescribePicture(path=path)).sizes
    assert height > width
    picture = client.ask_picture(DrawPicture(path=path, page_index=0, scale=0.5))
    assert (picture.width, picture.height) == (round(width / 2), round(height / 2))
