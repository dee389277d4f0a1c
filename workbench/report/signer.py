"""Who signs a report: the assessor's key, or an organisation's certificate beside it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.report.certificate import SigningCertificate, make_certificate
from workbench.report.content import Audience
from workbench.report.provenance import Signed
from workbench.report.template import Template
from workbench.store.keys import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The assessor whose key seals JSON, HTML and pages, and the certificate that signs PDFs."""

    identity: Identity
    organisation: SigningCertificate | None = None
    """None to sign with a certificate of the assessor's own key."""

    def certificate(self, audience: Audience, template: Template) -> SigningCertificate:
        """The certificate that signs PDFs for that audience. Raises `KeyLockedError`."""
        if self.organisation is not None:
            return self.organisation
        shows_name = audience == "file" or template.names_assessor
        return make_certificate(self.identity, self.identity.name if shows_name else "")

    def describe(self, audience: Audience, template: Template) -> Signed:
        """Who signs, as the report says it. Raises `KeyLockedError`."""
        certificate = self.certificate(audience, template)
        return Signed(
            by=certificate.name,
            key=self.identity.fingerprint,
            certificate=certificate.digest,
        )
