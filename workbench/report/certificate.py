"""Certificates that sign PDFs: made from the assessor's key, or an organisation's own.

Readers of PDFs know ECDSA on P-256 and not Ed25519. So the assessor's key makes a P-256 key, the
same one each time, and a certificate for it in which the assessor's key vouches for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID, ObjectIdentifier

from workbench.errors import WorkbenchError
from workbench.store.keys import Identity
from workbench.store.public_keys import compute_fingerprint, verify_bytes

VOUCHER = ObjectIdentifier("2.25.273411846284938213046912870526903513247")
"""Our own extension, under a UUID (ITU-T X.667): public key of the assessor, and signature."""
_PURPOSE = "mcw-report-certificate/1 P-256"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (FIPS 186-5)."""
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_FIRST_DAY, _LAST_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
_LONGEST_NAME = 64
"""X.520 allows that many characters for a common name."""


class CertificateFileError(WorkbenchError):
    """An organisation's certificate that cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The certificate “{path.name}” cannot be used: {why}. Nothing was written. It has to "
            "be a PKCS#12 file (.p12 or .pfx) with its private key, and its own passphrase."
        )
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCertificate:
    """A certificate with its private key, ready to sign."""

    name: str
    """Whose it is, as the certificate says."""
    certificate: bytes
    """DER."""
    private_key: bytes = field(repr=False)
    """PKCS#8, DER."""
    others: tuple[bytes, ...] = ()
    """The certificates above it, DER."""

    @property
    def digest(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()


def make_certificate(identity: Identity, name: str) -> SigningCertificate:
    """The certificate of that assessor's key; it shows `name`, or the fingerprint if empty.

    Raises:
        KeyLockedError: the key needs its passphrase.
    """
    secret = int.from_bytes(identity.derive_secret(_PURPOSE, 48), "big")  # FIPS 186-5, A.2.1
    private_key = ec.derive_private_key(secret % (_ORDER - 1) + 1, ec.SECP256R1())
    public = _encode_public(private_key.public_key())
    voucher = identity.public_key + identity.sign_bytes(_say_voucher(public))
    shown = (name or f"Assessor {identity.fingerprint[:8]}")[:_LONGEST_NAME]
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, shown),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, identity.fingerprint),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private_key.public_key())
        .serial_number(int(hashlib.sha256(public + shown.encode()).hexdigest()[:30], 16))
        .not_valid_before(_FIRST_DAY)
        .not_valid_after(_LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_say_usage(), critical=True)
        .add_extension(x509.UnrecognizedExtension(VOUCHER, voucher), critical=False)
        .sign(private_key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return SigningCertificate(
        name=shown,
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        private_key=_encode_private(private_key),
    )


def read_certificate(path: Path, passphrase: str | None) -> SigningCertificate:
    """The organisation's certificate in that PKCS#12 file.

    Raises:
        CertificateFileError: it cannot be read, or not with that passphrase.
    """
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(
            path.read_bytes(), passphrase.encode() if passphrase else None
        )
    except OSError as error:
        raise CertificateFileError(path, (error.strerror or str(error)).lower()) from error
    except ValueError as error:
        raise CertificateFileError(path, "the passphrase does not open it") from error
    if key is None or certificate is None:
        raise CertificateFileError(path, "it holds no private key with its certificate")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CertificateFileError(path, "its key is of a kind that cannot sign")
    return SigningCertificate(
        name=name_subject(certificate),
        certificate=certificate.public_bytes(serialization.Encoding.DER),
        private_key=_encode_private(key),
        others=tuple(other.public_bytes(serialization.Encoding.DER) for other in others),
    )


def find_assessor_key(certificate: bytes) -> str | None:
    """Fingerprint of the assessor's key that vouches for that certificate (DER), or None."""
    parsed = x509.load_der_x509_certificate(certificate)
    try:
        extension = parsed.extensions.get_extension_for_oid(VOUCHER).value
        parsed.verify_directly_issued_by(parsed)
    except Exception:  # noqa: BLE001 - whatever is odd about it, nobody vouches for it
        return None
    value = extension.value if isinstance(extension, x509.UnrecognizedExtension) else b""
    key, signature = value[:_KEY_BYTES], value[_KEY_BYTES:]
    if len(signature) != _SIGNATURE_BYTES:
        return None
    public = parsed.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    is_vouched = verify_bytes(_say_voucher(public), signature.hex(), key)
    return compute_fingerprint(key) if is_vouched else None


def name_subject(certificate: x509.Certificate) -> str:
    """Whose the certificate is: its common name, else its organisation, else all of its name."""
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = certificate.subject.get_attributes_for_oid(oid)
        if found:
            return str(found[0].value)
    return certificate.subject.rfc4514_string()


def _say_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _say_voucher(public: bytes) -> bytes:
    return f"{_PURPOSE}\n".encode() + public


def _encode_public(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _encode_private(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
