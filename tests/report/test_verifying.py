from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from tests.report.builders import build_judgment, build_scorecard, draw_page
from tests.store.events import build_identity
from workbench.report.certificate import (
    CertificateFileError,
    find_assessor_key,
    make_certificate,
    read_certificate,
)
from workbench.report.order import Format, Order
from workbench.report.seal import SealedPart, check_seal, make_seal
from workbench.report.signer import Signer
from workbench.report.verifying import verify_report
from workbench.report.writing import format_report
from workbench.store.verdict import NotVerifiableError, Trusted, Verdict

ADA = build_identity("Ada Sample")
KNOWN = Trusted(names={ADA.fingerprint: "Ada Sample"})
NOBODY = Trusted(names={})
FLIPS = 300
"""Bytes changed at random in each file, one at a time; `WORKBENCH_EVERY_BYTE=1` changes each."""


@cache
def write(form: Format, *, audience: str = "file") -> bytes:
    scorecard = build_scorecard(judgments={"1a": build_judgment()})
    order = Order(
        audience="file" if audience == "file" else "practitioner", signer=Signer(identity=ADA)
    )
    return format_report(scorecard, {("A1", "page=6"): draw_page()}, order, form)


def verify(folder: Path, content: bytes, trusted: Trusted = KNOWN) -> Verdict:
    path = folder / "report"
    path.write_bytes(content)
    return verify_report(path, trusted)


def change(content: bytes, old: bytes, new: bytes) -> bytes:
    assert content.count(old) >= 1
    return content.replace(old, new, 1)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_report_as_it_was_written_is_intact_and_its_signer_is_known(
    tmp_path: Path, form: Format
) -> None:
    verdict = verify(tmp_path, write(form))
    assert (verdict.state, verdict.where) == ("intact", ())
    assert (verdict.signer, verdict.key, verdict.is_known) == ("Ada Sample", ADA.fingerprint, True)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_an_unknown_key_is_never_silently_trusted(tmp_path: Path, form: Format) -> None:
    verdict = verify(tmp_path, write(form), NOBODY)
    assert (verdict.state, verdict.is_known, verdict.key) == ("intact", False, ADA.fingerprint)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_byte_changed_anywhere_is_found(tmp_path: Path, form: Format) -> None:
    content = write(form)
    chance = random.Random(7)  # noqa: S311 - places to try
    every = range(len(content))
    sample = every if os.environ.get("WORKBENCH_EVERY_BYTE") else chance.sample(every, FLIPS)
    for place in sorted({0, len(content) - 1, *sample}):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            verdict = verify(tmp_path, bytes(changed))
        except NotVerifiableError:
            continue
        assert verdict.state != "intact", place


def test_the_signature_of_a_pdf_leaves_no_byte_of_itself_free(tmp_path: Path) -> None:
    content = write("pdf")
    begin = content.index(b"/Contents <") + len(b"/Contents <")
    end = content.index(b">", begin)
    chance = random.Random(8)  # noqa: S311 - places to try
    filled = len(content[begin:end].rstrip(b"0"))
    for place in [*range(begin, begin + 100), *chance.sample(range(begin, end), 60)]:
        changed = bytearray(content)
        changed[place] = ord("1") if changed[place] != ord("1") else ord("2")
        assert verify(tmp_path, bytes(changed)).state == "changed", (place - begin, filled)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
@pytest.mark.parametrize(
    "edit", [lambda c: c[:-1], lambda c: c[: len(c) // 2], lambda c: c + b"\n"]
)
def test_what_is_cut_off_or_added_is_found(
    tmp_path: Path, form: Format, edit: Callable[[bytes], bytes]
) -> None:
    try:
        assert verify(tmp_path, edit(write(form))).state != "intact"
    except NotVerifiableError as error:
        assert "ask for the file again" in str(error)  # noqa: PT017 - either is right


def test_a_changed_json_tells_which_part_was_changed(tmp_path: Path) -> None:
    content = change(write("json"), b"Mark what the families changed.", b"Nothing at all.")
    assert verify(tmp_path, content).where == ("detail 1a",)
    content = change(write("json"), b'"outcome": "not_yet"', b'"outcome": "earned"')
    assert verify(tmp_path, content).where == ("decision",)


def test_a_detail_taken_out_is_told(tmp_path: Path) -> None:
    said = json.loads(write("json"))
    said["details"].pop(0)
    content = (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
    assert "detail 1a" in verify(tmp_path, content).where


def test_another_layout_of_the_same_json_is_told_as_such(tmp_path: Path) -> None:
    said = json.loads(write("json"))
    verdict = verify(tmp_path, json.dumps(said).encode())
    assert verdict.state == "changed"
    assert "in the layout alone" in verdict.where[0]


def test_a_changed_page_of_html_tells_under_which_heading(tmp_path: Path) -> None:
    content = change(write("html"), b"Not yet earned</h2>", b"Earned</h2>")
    where = verify(tmp_path, content).where
    assert any("Earned" in part or "Not yet earned" in part for part in where)
    content = change(write("html"), b"Mark what the families changed.</dd>", b"Nothing.</dd>")
    (where_in_card,) = verify(tmp_path, content).where
    assert "1a · Detail 1a" in where_in_card


def test_a_changed_page_of_a_pdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(write("pdf"))
    with pikepdf.open(path) as pdf:
        page = pdf.pages[1]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n")
        pdf.save(tmp_path / "changed.pdf")
    verdict = verify(tmp_path, (tmp_path / "changed.pdf").read_bytes())
    assert verdict.state == "changed"
    assert "page 2" in verdict.where
    assert not {"page 1", "page 3"} & set(verdict.where)


def test_a_pdf_whose_signature_was_taken_out_does_not_pass_as_unsigned(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(write("pdf"))
    with pikepdf.open(path) as pdf:
        del pdf.Root.AcroForm
        del pdf.pages[0].obj.Annots
        pdf.save(tmp_path / "bare.pdf")
    verdict = verify(tmp_path, (tmp_path / "bare.pdf").read_bytes())
    assert (verdict.state, verdict.where[0]) == ("changed", "the signature was taken out")


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_report_without_a_signature_says_so(tmp_path: Path, form: Format) -> None:
    content = format_report(build_scorecard(), {}, Order(), form)
    assert verify(tmp_path, content).state == "unsigned"


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"[1, 2]", b"\xff\xfe\x00"])
def test_what_is_no_report_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    if content == b"{}":
        assert verify(tmp_path, content).state == "unsigned"
        return
    with pytest.raises(NotVerifiableError, match="cannot be verified"):
        verify(tmp_path, content)


def test_a_practitioners_report_is_signed_without_the_assessors_name(tmp_path: Path) -> None:
    for form in ("pdf", "html", "json"):
        content = write(form, audience="practitioner")
        assert b"Ada Sample" not in content
        assert verify(tmp_path, content, NOBODY).key == ADA.fingerprint
    verdict = verify(tmp_path, write("pdf", audience="practitioner"), NOBODY)
    assert verdict.signer == f"Assessor {ADA.fingerprint[:8]}"


def test_the_same_key_makes_the_same_certificate_and_vouches_for_it() -> None:
    first, second = make_certificate(ADA, "Ada"), make_certificate(ADA, "Ada")
    assert first == second
    assert find_assessor_key(first.certificate) == ADA.fingerprint
    assert find_assessor_key(
        make_certificate(build_identity("Eve", seed=2), "Ada").certificate
    ) != (ADA.fingerprint)


def test_nobody_else_can_vouch_with_a_copied_extension() -> None:
    genuine = x509.load_der_x509_certificate(make_certificate(ADA, "Ada").certificate)
    forged = build_certificate("Ada", extensions=genuine.extensions)
    assert find_assessor_key(forged.public_bytes(serialization.Encoding.DER)) is None


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_an_organisation_signs_with_its_pkcs12(tmp_path: Path, kind: str) -> None:
    path, root = write_pkcs12(tmp_path, kind, "schön")
    signer = Signer(identity=ADA, organisation=read_certificate(path, "schön"))
    content = format_report(build_scorecard(), {}, Order(signer=signer), "pdf")
    known = verify(tmp_path, content, Trusted(names={}, certificates=(root,)))
    assert (known.state, known.signer, known.is_known) == ("intact", "Program Office", True)
    unknown = verify(tmp_path, content, NOBODY)
    assert (unknown.state, unknown.is_known) == ("intact", False)


def test_a_wrong_passphrase_or_file_is_told(tmp_path: Path) -> None:
    path, _ = write_pkcs12(tmp_path, "P-256", "right")
    with pytest.raises(CertificateFileError, match="passphrase does not open"):
        read_certificate(path, "wrong")
    with pytest.raises(CertificateFileError, match="no such file"):
        read_certificate(tmp_path / "gone.p12", None)


def test_a_seal_knows_its_parts_by_order_and_number() -> None:
    parts = [SealedPart("a", b"1"), SealedPart("b", b"2")]
    seal = make_seal(ADA, parts)
    assert check_seal(seal, parts).is_whole
    assert check_seal(seal, parts[::-1]).changed == ("the order of its parts",)
    assert check_seal(seal, parts[:1]).changed == ("b",)
    assert check_seal(seal, [*parts, SealedPart("c", b"3")]).changed == ("c (added or changed)",)


@pytest.mark.parametrize("field", ["format", "key", "public_key", "parts", "value"])
def test_a_seal_that_was_touched_is_broken(field: str) -> None:
    seal = make_seal(ADA, [SealedPart("a", b"1")])
    touched = {**seal, field: str(seal[field]).upper()}
    assert not check_seal(touched, [SealedPart("a", b"1")]).key


def test_the_report_tells_who_signed_it() -> None:
    page = write("html").decode()
    assert ADA.fingerprint in page
    assert "workbench verify" in page
    assert re.search(r"<dt>Signed by</dt><dd[^>]*>Ada Sample</dd>", page)


def build_certificate(
    name: str,
    *,
    extensions: x509.Extensions | None = None,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None,
    issuer: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None = None,
    is_root: bool = False,
) -> x509.Certificate:
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0] if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
    )
    for extension in extensions or ():
        if not isinstance(extension.value, x509.BasicConstraints):
            builder = builder.add_extension(extension.value, critical=extension.critical)
    if extensions is None and not is_root:
        usage = make_certificate(ADA, "x").certificate
        wanted = x509.load_der_x509_certificate(usage).extensions
        builder = builder.add_extension(
            wanted.get_extension_for_class(x509.KeyUsage).value, critical=True
        )
    return builder.sign(issuer[1] if issuer else key, hashes.SHA256())


def write_pkcs12(folder: Path, kind: str, passphrase: str) -> tuple[Path, bytes]:
    """The file, and the certificate at the root of its chain as DER."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = build_certificate("Root", key=root_key, is_root=True)
    key = (
        rsa.generate_private_key(65537, 2048)
        if kind == "RSA"
        else ec.generate_private_key(ec.SECP256R1())
    )
    own = build_certificate("Program Office", key=key, issuer=(root.subject, root_key))
    path = folder / "program.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"program",
            key,
            own,
            [root],
            serialization.BestAvailableEncryption(passphrase.encode()),
        )
    )
    return path, root.public_bytes(serialization.Encoding.DER)
