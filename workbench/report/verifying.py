"""Whether a report is as it was written, where it was changed, and who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography import x509

from workbench.errors import WorkbenchError
from workbench.report.certificate import find_assessor_key, name_subject
from workbench.report.pdf.page_seal import check_pages
from workbench.report.pdf.signature import SignatureCheck, check_pdf
from workbench.report.seal import SealCheck
from workbench.report.sealing import check_html, check_json
from workbench.report.verifying_events import UnknownSignerError, check_events, is_event_file

State = Literal["intact", "changed", "unsigned"]
LARGEST_BYTES = 256 * 1024 * 1024


class NotVerifiableError(WorkbenchError):
    """A file of which nothing can be said."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"“{path.name}” cannot be verified: {why}. Reports are verified as PDF, HTML or JSON, "
            "judgments as JSON lines, as they were written; please ask for the file again."
        )
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """Whose keys are known here."""

    names: Mapping[str, str]
    """Names of assessors by the fingerprint of their key."""
    certificates: tuple[bytes, ...] = ()
    """Certificates of organisations, DER."""
    public_keys: Mapping[str, bytes] = field(default_factory=dict)
    """Raw public keys by fingerprint, for files that hold none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known of one file."""

    kind: str
    """Such as `PDF report`."""
    state: State
    where: tuple[str, ...] = ()
    """What was changed; empty when nothing was, or when it can't be told."""
    signer: str = ""
    """Name of whoever signed, as it is known here, else as the file says."""
    key: str = ""
    """Fingerprint of the assessor's key, or SHA-256 of an organisation's certificate."""
    is_known: bool = False
    signed_at: str = ""


def verify_report(path: Path, trusted: Trusted) -> Verdict:
    """What became of the report in that file.

    Raises:
        NotVerifiableError: it can't be read, or is no report.
    """
    content = _read(path)
    if b"%PDF-" in content[:1024]:
        return _verify_pdf(content, trusted)
    head = content.lstrip()[:15].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return _judge("HTML report", check_html(content), trusted)
    if is_event_file(content):
        return _verify_events(path, content, trusted)
    return _verify_json(path, content, trusted)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise NotVerifiableError(path, "it is larger than any report")
        return path.read_bytes()
    except OSError as error:
        raise NotVerifiableError(path, (error.strerror or str(error)).lower()) from error


def _verify_json(path: Path, content: bytes, trusted: Trusted) -> Verdict:
    try:
        return _judge("JSON report", check_json(content), trusted)
    except (ValueError, RecursionError) as error:
        if b'"mcw-report/' in content[:200]:
            return Verdict(kind="JSON report", state="changed", where=(str(error),))
        raise NotVerifiableError(path, "it is no report that this program knows") from error


def _verify_events(path: Path, content: bytes, trusted: Trusted) -> Verdict:
    try:
        changed, signers = check_events(content, trusted.public_keys)
    except UnknownSignerError as error:
        why = "a judgment in it is signed with a key that is not on this computer"
        raise NotVerifiableError(path, why) from error
    return Verdict(
        kind="file of judgments",
        state="changed" if changed else "intact",
        where=changed,
        signer=", ".join(trusted.names.get(key, key) for key in signers),
        key=signers[0] if len(signers) == 1 else "",
        is_known=bool(signers) and all(key in trusted.names for key in signers),
    )


def _judge(kind: str, check: SealCheck | None, trusted: Trusted) -> Verdict:
    if check is None:
        return Verdict(kind=kind, state="unsigned")
    return Verdict(
        kind=kind,
        state="intact" if check.is_whole else "changed",
        where=check.changed,
        signer=trusted.names.get(check.key, ""),
        key=check.key,
        is_known=check.key in trusted.names,
    )


def _verify_pdf(content: bytes, trusted: Trusted) -> Verdict:
    kind = "PDF report"
    try:
        signature = check_pdf(content, trusted.certificates)
    except Exception as error:  # noqa: BLE001 - a damaged PDF raises whatever it comes upon
        return _say_changed(kind, content, f"it can no longer be read ({type(error).__name__})")
    if signature is None:
        pages = check_pages(content)
        if pages is None:
            return Verdict(kind=kind, state="unsigned")
        return _say_changed(kind, content, "the signature was taken out")
    if not signature.is_intact:
        return _say_changed(kind, content, signature.why, signature, trusted)
    return _say_signed(Verdict(kind=kind, state="intact"), signature, trusted)


def _say_changed(
    kind: str,
    content: bytes,
    why: str,
    signature: SignatureCheck | None = None,
    trusted: Trusted | None = None,
) -> Verdict:
    """A changed PDF; the seal of its pages tells where, if it is still there."""
    pages = check_pages(content)
    where = pages.changed if pages is not None and pages.changed else ()
    verdict = Verdict(kind=kind, state="changed", where=(why, *where))
    if signature is None or trusted is None:
        return verdict
    return _say_signed(verdict, signature, trusted)


def _say_signed(verdict: Verdict, signature: SignatureCheck, trusted: Trusted) -> Verdict:
    assessor = find_assessor_key(signature.certificate)
    named = name_subject(x509.load_der_x509_certificate(signature.certificate))
    known = trusted.names.get(assessor or "", "")
    return Verdict(
        kind=verdict.kind,
        state=verdict.state,
        where=verdict.where,
        signer=known or named,
        key=assessor or signature.digest,
        is_known=bool(known) or signature.is_trusted,
        signed_at=signature.signed_at,
    )
