"""Certificates of organisations, as files that the person who verifies trusts."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from workbench.errors import WorkbenchError


class TrustFileError(WorkbenchError):
    """A certificate that was to be trusted and can't be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The certificate “{path.name}” cannot be read: {why}. Ask whoever signs for it again, "
            "as a PEM or DER file; it holds no secret."
        )
        self.path = path


def read_certificates(path: Path) -> list[bytes]:
    """The certificates in that file, DER.

    Raises:
        TrustFileError: it can't be read, or holds none.
    """
    try:
        content = path.read_bytes()
        if b"-----BEGIN" in content:
            found = x509.load_pem_x509_certificates(content)
        else:
            found = [x509.load_der_x509_certificate(content)]
    except OSError as error:
        raise TrustFileError(path, (error.strerror or str(error)).lower()) from error
    except ValueError as error:
        raise TrustFileError(path, "it is no certificate") from error
    return [certificate.public_bytes(Encoding.DER) for certificate in found]
