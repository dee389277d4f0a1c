"""Whether a report is as it was written, where it was changed, and who signed it."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from workbench.report.certificate import find_assessor_key, name_subject
from workbench.report.pdf.page_seal import check_pages
from workbench.report.pdf.signature import SignatureCheck, check_pdf
from workbench.report.seal import SealCheck
from workbench.report.sealing import check_html, check_json
from workbench.store.verdict import NotVerifiableError, Trusted, Verdict

LARGEST_BYTES = 256 * 1024 * 1024


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
