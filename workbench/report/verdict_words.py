"""What was found of a file, in sentences for whoever received it."""

from __future__ import annotations

from workbench.report.phrases import say_instant
from workbench.store.verdict import Verdict
from workbench.store.words import fingerprint_words

_FINGERPRINT = 32


def say_verdict(name: str, verdict: Verdict) -> tuple[str, ...]:
    """The sentences, the most important first."""
    if verdict.state == "unsigned":
        return (
            f"“{name}” bears no signature.",
            "Nobody can tell whether it is as it was written. Ask for a signed report.",
        )
    said = [_say_state(name, verdict)]
    if verdict.state == "changed":
        said += [f"Changed: {part}." for part in verdict.where]
    if verdict.key or verdict.signer:
        said += _say_signer(verdict)
    if verdict.digest and verdict.state == "intact":
        said.append(
            f"SHA-256: {verdict.digest}. If its sender told you one before, the two must be the "
            "same."
        )
    return tuple(said)


def _say_state(name: str, verdict: Verdict) -> str:
    if verdict.state == "intact":
        return f"“{name}” is intact: every byte of this {verdict.kind} is as it was signed."
    return f"“{name}” is NOT as it was signed. Do not rely on it; ask for it again."


def _say_signer(verdict: Verdict) -> list[str]:
    when = f", {say_instant(verdict.signed_at)} by their clock" if verdict.signed_at else ""
    who = verdict.signer or "somebody whose name is not in it"
    known = "known here" if verdict.is_known else "NOT known here"
    lines = [f"Signed by {who}{when}. The key is {known}."]
    if verdict.key:
        lines.append(f"Key: {verdict.key}")
    if len(verdict.key) == _FINGERPRINT:
        lines.append(f"In words: {' '.join(fingerprint_words(verdict.key))}")
    if not verdict.is_known:
        lines.append(
            "Anybody can make a key with any name. Compare its fingerprint, or its words over the "
            "telephone, with what the program tells you."
        )
    return lines
