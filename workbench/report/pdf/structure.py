"""The structure of a tagged PDF: which words are headings, lists, tables, figures, in what order.

ISO 32000-1, 14.7 and 14.8. Blocks are drawn in the order of reading, so an element takes its
place in the tree when the first of its pieces is drawn.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pikepdf import (
    Array,
    AttachedFileSpec,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    String,
)

from workbench.report.pdf.page_seal import Attachment, seal_pages
from workbench.store.keys import Identity

Kind = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "Figure", "Quote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked content on a page, both counted from 0."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Tag:
    """One element of the structure; the parts of a block that was cut share it."""

    kind: Kind
    parent: Tag | None = None
    alternative: str = ""
    """What a figure shows, in words."""
    across: Literal["Row", "Column"] = "Row"
    """What a header cell is the header of."""
    columns: int = 1
    """How many columns a cell spans."""
    kids: list[Tag | Piece] = field(default_factory=list)
    _is_placed: bool = field(default=False, init=False)

    def inside(self, kind: Kind, **attributes: str) -> Tag:
        """A new element of that kind inside this one."""
        return Tag(kind, self, attributes.get("alternative", ""))

    def place(self, piece: Piece) -> None:
        """Take the piece, and a place in the tree if it is the first."""
        self._settle()
        self.kids.append(piece)

    def _settle(self) -> None:
        if not self._is_placed and self.parent is not None:
            self.parent._settle()  # noqa: SLF001 - of its own kind
            self.parent.kids.append(self)
        self._is_placed = True


def finish_pdf(
    content: bytes,
    root: Tag,
    attachments: Sequence[Attachment],
    written: str,
    identity: Identity | None = None,
) -> bytes:
    """The PDF with its structure, its attachments, and a seal of its pages by that identity.

    `written` is the date of the attachments, as PDF writes dates. The same input gives the same
    bytes.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        _add_structure(pdf, root)
        for attachment in attachments:
            _attach(pdf, attachment, written)
        if identity is not None:
            _attach(pdf, seal_pages(pdf, identity), written)
        pdf.Root.AF = Array([entry.obj for entry in pdf.attachments.values()])
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
        )
    return out.getvalue()


def _attach(pdf: Pdf, attachment: Attachment, written: str) -> None:
    pdf.attachments[attachment.name] = AttachedFileSpec(
        pdf,
        attachment.content,
        filename=attachment.name,
        mime_type=attachment.media_type,
        description=attachment.description,
        creation_date=written,
        mod_date=written,
        relationship=Name.Data,
    )


def _add_structure(pdf: Pdf, root: Tag) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in pdf.pages]
    owners: list[dict[int, Object]] = [{} for _ in pages]
    tree.K = _build(pdf, root, tree, pages, owners)
    numbers = Array()
    for index, owned in enumerate(owners):
        row = Array([owned[number] for number in sorted(owned)])
        numbers.append(index)
        numbers.append(pdf.make_indirect(row))
        pages[index].StructParents = index
        pages[index].Tabs = Name.S
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _build(
    pdf: Pdf, tag: Tag, parent: Object, pages: Sequence[Object], owners: list[dict[int, Object]]
) -> Object:
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.kind}"), P=parent))
    if tag.alternative:
        element.Alt = String(tag.alternative)
    if tag.kind == "TH":
        element.A = Dictionary(O=Name.Table, Scope=Name(f"/{tag.across}"))
    elif tag.columns > 1:
        element.A = Dictionary(O=Name.Table, ColSpan=tag.columns)
    kids = Array()
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(_build(pdf, kid, element, pages, owners))
            continue
        owners[kid.page][kid.number] = element
        kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.number))
    element.K = kids
    return element
