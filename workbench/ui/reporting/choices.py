"""What the assessor chose for reports: remembered in the store, made into an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from workbench.assessment.event import Json
from workbench.store.keys import Identity
from workbench.store.store import Store

if TYPE_CHECKING:  # certificates load when a report is written, not when the window starts
    from workbench.report.order import Order
    from workbench.report.template import Template

_SETTING = "report_choices"
FormatChoice = Literal["pdf", "html", "json", "badge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoices:
    """The state of the form."""

    audience: Literal["practitioner", "file"] = "practitioner"
    formats: tuple[FormatChoice, ...] = ("pdf", "html", "json")
    page: Literal["", "A4", "Letter"] = ""
    """Empty for what the template says."""
    template: str = ""
    """Path of a template; empty for the usual look."""
    pattern: str = ""
    """For names of files; empty for what the template says."""
    certificate: str = ""
    """Path of an organisation's PKCS#12; empty to sign with the assessor's key."""
    is_signed: bool = True


def read_choices(store: Store) -> ReportChoices:
    """What was chosen last."""
    try:
        return msgspec.convert(store.read_setting(_SETTING) or {}, ReportChoices)
    except msgspec.ValidationError:  # written by another version
        return ReportChoices()


def write_choices(store: Store, choices: ReportChoices) -> None:
    """Remember the choices; a passphrase is never among them."""
    if not store.is_read_only:
        store.write_setting(_SETTING, cast("Json", msgspec.to_builtins(choices)))


def make_order(choices: ReportChoices, identity: Identity, passphrase: str | None) -> Order:
    """The order that the choices come to.

    Raises:
        WorkbenchError: template or certificate can't be used; the sentence says which and why.
    """
    from workbench.report.certificate import read_certificate  # noqa: PLC0415 - heavy
    from workbench.report.order import Order  # noqa: PLC0415
    from workbench.report.signer import Signer  # noqa: PLC0415

    organisation = None
    if choices.is_signed and choices.certificate:
        organisation = read_certificate(Path(choices.certificate), passphrase)
    signer = Signer(identity=identity, organisation=organisation) if choices.is_signed else None
    return Order(
        audience=choices.audience,
        formats=choices.formats,
        template=choose_template(choices),
        signer=signer,
    )


def choose_template(choices: ReportChoices) -> Template:
    """The template with what was chosen beside it. Raises `TemplateError`."""
    from workbench.report.template import PLAIN, read_template  # noqa: PLC0415

    template = read_template(Path(choices.template)) if choices.template else PLAIN
    return replace(
        template,
        page=choices.page or template.page,
        file_name=choices.pattern or template.file_name,
    )
