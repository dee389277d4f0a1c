"""Signatures of PDF reports: PAdES (ETSI EN 319 142-1), the last thing that is written."""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass

from asn1crypto import cms, keys, parser, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from workbench.report.certificate import SigningCertificate

FIELD = "Signature"
for _name in ("pyhanko", "pyhanko_certvalidator"):
    # a certificate that nobody vouches for is an answer here, and no fault to log
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCheck:
    """What became of the signature of a PDF."""

    is_intact: bool
    """True when every byte is as it was signed."""
    certificate: bytes
    """DER, of whoever signed."""
    is_trusted: bool
    """True when it leads to one of the certificates that are trusted."""
    signed_at: str
    """By the clock of whoever signed; empty where it isn't said."""
    why: str
    """What is wrong, in words; empty when it is intact."""

    @property
    def digest(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()


def sign_pdf(content: bytes, certificate: SigningCertificate) -> bytes:
    """The PDF with a signature that allows no changes."""
    others = [x509.Certificate.load(other) for other in certificate.others]
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.certificate),
        signing_key=keys.PrivateKeyInfo.load(certificate.private_key),
        cert_registry=SimpleCertificateStore.from_certs(others),  # type: ignore[no-untyped-call]  # it ships none for this
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=certificate.name,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    signed = signers.sign_pdf(writer, meta, signer=signer)
    return bytes(signed.getbuffer())


def check_pdf(content: bytes, trusted: tuple[bytes, ...]) -> SignatureCheck | None:
    """What became of the signature of that PDF; None where there is none.

    `trusted` are certificates, DER. Nothing is fetched from anywhere.
    Whatever pyHanko raises on a damaged file comes through.
    """
    reader = PdfFileReader(io.BytesIO(content))
    signatures = reader.embedded_signatures
    if not signatures:
        return None
    signature = signatures[0]
    roots = [x509.Certificate.load(certificate) for certificate in trusted]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    why = _find_fault(content, signature, status, len(signatures))
    signed_at = status.signer_reported_dt
    return SignatureCheck(
        is_intact=not why,
        certificate=status.signing_cert.dump(),
        is_trusted=bool(status.trusted),
        signed_at=signed_at.isoformat() if signed_at else "",
        why=why,
    )


def _find_fault(
    content: bytes, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, count: int
) -> str:
    if not status.intact or not status.valid:
        return "bytes that were signed were changed"
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE or count > 1:
        return "something was added after it was signed"
    start, length, resumed, _ = signature.byte_range
    is_usual = _is_usual(content[start + length : resumed], bytes(signature.pkcs7_content))
    return "" if is_usual else "the signature itself was changed"


def _is_usual(written: bytes, contents: bytes) -> bool:
    """Whether all around what is signed is as `sign_pdf` writes it, to the byte.

    The envelope of a signature (RFC 5652) holds fields that nothing signs.
    """
    envelope = contents[: parser.peek(contents)]
    room = len(written) - 2
    if written != b"<" + envelope.hex().upper().ljust(room, "0").encode() + b">":
        return False
    try:
        return _rebuild(envelope) == envelope
    except (ValueError, TypeError, KeyError):
        return False


def _rebuild(envelope: bytes) -> bytes:
    """The envelope as it is written around the same signed attributes and signature."""
    signed_data = cms.ContentInfo.load(envelope, strict=True)["content"]
    (info,) = signed_data["signer_infos"]
    attributes = {entry["type"].native: entry["values"][0] for entry in info["signed_attrs"]}
    reference = attributes["signing_certificate_v2"]["certs"][0]["cert_hash"].native
    certificates = [choice.chosen for choice in signed_data["certificates"]]
    signer = next(c for c in certificates if hashlib.sha256(c.dump()).digest() == reference)
    digest = cms.DigestAlgorithm({"algorithm": "sha256"})
    rebuilt = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms((digest,)),
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [
                cms.SignerInfo(
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier(
                            {
                                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                                    {
                                        "issuer": signer.issuer,
                                        "serial_number": signer.serial_number,
                                    }
                                )
                            }
                        ),
                        "digest_algorithm": digest,
                        "signed_attrs": info["signed_attrs"],
                        "signature_algorithm": info["signature_algorithm"],
                        "signature": info["signature"],
                    }
                )
            ],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": rebuilt}).dump())
