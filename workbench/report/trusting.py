"""Whose signatures are known here: the assessors of this computer, and what somebody named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from workbench.errors import WorkbenchError
from workbench.paths import find_data_folder
from workbench.report.verifying import Trusted
from workbench.store.keys import load_identities


class TrustFileError(WorkbenchError):
    """A certificate that was to be trusted and can't be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The certificate “{path.name}” cannot be read: {why}. Ask whoever signs for it again, "
            "as a PEM or DER file; it holds no secret."
        )
        self.path = path


def read_trusted(certificates: Iterable[Path] = (), keys: Iterable[str] = ()) -> Trusted:
    """The assessors of this computer, those certificates, and keys of those fingerprints.

    Raises:
        TrustFileError: a certificate can't be read.
        KeyFileError: an assessor's key on this computer is damaged.
    """
    named = {"".join(key.lower().split()): "the key that you named" for key in keys}
    identities = load_identities(find_data_folder())
    own = {identity.fingerprint: identity.name for identity in identities}
    trusted = tuple(der for path in certificates for der in _read_certificates(path))
    return Trusted(
        names={**named, **own},
        certificates=trusted,
        public_keys={identity.fingerprint: identity.public_key for identity in identities},
    )


def _read_certificates(path: Path) -> list[bytes]:
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
