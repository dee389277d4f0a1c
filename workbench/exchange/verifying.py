"""Whether a package or a file of judgments is as it was signed, where it was changed, by whom."""

from __future__ import annotations

import hashlib
from pathlib import Path

from workbench.exchange.event_lines import LinesCheck, check_lines, find_gaps, is_lines
from workbench.exchange.package import (
    LARGEST_BYTES,
    Package,
    PackageChangedError,
    PackageNewerError,
    find_lines,
    is_package,
    parse_package,
)
from workbench.store.public_keys import index_public_keys
from workbench.store.verdict import NotVerifiableError, Trusted, Verdict

PACKAGE = "review package"
LINES = "file of judgments"


def verify_exchanged(path: Path, trusted: Trusted) -> Verdict | None:
    """What became of that package or file of judgments; None when it is neither.

    Raises:
        NotVerifiableError: it can't be read, or a newer program wrote it.
    """
    content = _read(path)
    if is_package(content[:64]) or path.suffix.lower() == ".mcreview":
        return _verify_package(path, content, trusted)
    return _verify_lines(content, trusted) if is_lines(content) else None


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise NotVerifiableError(path, "it is larger than any report or package")
        return path.read_bytes()
    except OSError as error:
        raise NotVerifiableError(path, (error.strerror or str(error)).lower()) from error


def _verify_package(path: Path, content: bytes, trusted: Trusted) -> Verdict:
    try:
        package = parse_package(content)
    except PackageNewerError as error:
        raise NotVerifiableError(path, "a newer version of this program wrote it") from error
    except PackageChangedError as error:
        lines = check_lines(find_lines(content), trusted.public_keys).changed
        inside = tuple(f"{line} of events.jsonl" for line in lines)
        return Verdict(kind=PACKAGE, state="changed", where=inside or (str(error),))
    return _judge_package(package, content, trusted)


def _judge_package(package: Package, content: bytes, trusted: Trusted) -> Verdict:
    """A seal that is whole says nothing of events that somebody else is said to have signed."""
    told = index_public_keys(package.keys)
    check = check_lines(package.lines, told)
    where = [f"{line} of events.jsonl" for line in check.changed]
    where += [f"no key is told for {signer}" for signer in check.signers if signer not in told]
    sender = package.sender
    return Verdict(
        kind=PACKAGE,
        state="changed" if where else "intact",
        where=tuple(where),
        signer=trusted.names.get(sender.fingerprint, sender.name),
        key=sender.fingerprint,
        is_known=all(name in trusted.names for name in (sender.fingerprint, *check.signers)),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _verify_lines(content: bytes, trusted: Trusted) -> Verdict:
    check = check_lines(content, trusted.public_keys)
    changed = check.changed or tuple(find_gaps(check.events))
    return Verdict(
        kind=LINES,
        state="changed" if changed else "intact",
        where=changed,
        signer=_name_signers(check, trusted),
        key=check.signers[0] if len(check.signers) == 1 else "",
        is_known=bool(check.signers) and all(key in trusted.names for key in check.signers),
    )


def _name_signers(check: LinesCheck, trusted: Trusted) -> str:
    return ", ".join(trusted.names.get(key, "somebody unknown") for key in check.signers)
