"""What is known of a file that somebody signed, and whose keys are known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from workbench.errors import WorkbenchError

State = Literal["intact", "changed", "unsigned"]


class NotVerifiableError(WorkbenchError):
    """A file of which nothing can be said."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"“{path.name}” cannot be verified: {why}. Reports are verified as PDF, HTML or JSON, "
            "reviews as packages (.mcreview) or JSON lines (.jsonl), as they were written; please "
            "ask for the file again."
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
    digest: str = ""
    """SHA-256 of a package, which its sender may have told before."""
