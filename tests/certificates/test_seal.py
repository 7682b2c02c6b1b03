"""The signature: appended to unchanged bytes, invisible, at the stated time, and refused without its key."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import SimpleSigner

from cecfp_portal.documents import render_pdf
from certificates.pdf import seal
from certificates.pdf.keys import SealUnavailable, trust_roots

AT = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)
# As long as names of authorities in Thai letters are, three bytes each: the signature holds its issuer's twice.
PARTS = [(NameOID.ORGANIZATIONAL_UNIT_NAME, letter * 21) for letter in "กขคง"]
NAME = x509.Name([x509.NameAttribute(of, text) for of, text in (*PARTS, (NameOID.COMMON_NAME, "Seal"))])


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return render_pdf("<!doctype html><html lang='th'><title>ใบรับรอง</title><body><p>ใบรับรอง</p></body></html>")


def test_the_unsigned_bytes_are_an_exact_prefix(unsigned: bytes) -> None:
    signed = seal.sealed(unsigned, at=AT)
    assert signed.startswith(unsigned) and len(signed) - len(unsigned) < 12_000


def test_the_signature_states_its_moment_and_covers_the_file(unsigned: bytes) -> None:
    (embedded,) = PdfFileReader(BytesIO(seal.sealed(unsigned, at=AT))).embedded_signatures
    assert embedded.self_reported_timestamp == AT
    embedded.compute_integrity_info()
    assert embedded.coverage.name == "ENTIRE_FILE"
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_the_field_is_invisible_and_has_a_name_to_be_read_aloud(unsigned: bytes) -> None:
    with pikepdf.open(BytesIO(seal.sealed(unsigned, at=AT))) as document:
        (field,) = document.Root.AcroForm.Fields
        assert str(field.TU) == seal.READABLE_NAME
        assert [int(side) for side in field.Rect] == [0, 0, 0, 0] and "/AP" not in field


def test_the_metadata_stay_as_they_were_written(unsigned: bytes) -> None:
    def metadata(pdf: bytes) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as document:
            return bytes(document.Root.Metadata.read_raw_bytes())

    assert metadata(seal.sealed(unsigned, at=AT)) == metadata(unsigned)


def test_the_identity_is_that_of_the_certificate_in_the_file(unsigned: bytes) -> None:
    (embedded,) = PdfFileReader(BytesIO(seal.sealed(unsigned, at=AT))).embedded_signatures
    identity = seal.signer_identity()
    assert identity.fingerprint == hashlib.sha256(embedded.signer_cert.dump()).hexdigest()
    assert "DEMO" in identity.subject


def test_there_is_room_for_the_longest_usual_key_and_issuer(unsigned: bytes) -> None:
    key = rsa.generate_private_key(65537, 4096)
    builder = x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).public_key(key.public_key())
    certificate = builder.serial_number(1).not_valid_before(AT).not_valid_after(AT + timedelta(1)).sign(key, SHA256())
    archive = pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, NoEncryption())
    signer = SimpleSigner.load_pkcs12_data(archive, other_certs=[])
    assert seal.sealed_by(signer, unsigned, at=AT).startswith(unsigned)


def test_it_signs_where_a_loop_is_running(unsigned: bytes) -> None:
    async def sign() -> bytes:
        return seal.sealed(unsigned, at=AT)

    assert seal.outside_any_loop(sign()).startswith(unsigned)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SIGNING_PKCS12": ""}, "No signing key is configured"),
        ({"SIGNING_PKCS12": "/nowhere/seal.p12"}, "SIGNING_PKCS12"),
        ({"SIGNING_PASSPHRASE": "wrong-passphrase"}, "SIGNING_PASSPHRASE"),
        ({"SIGNING_PKCS11_LIBRARY": "/nowhere/p11.so", "SIGNING_PKCS11_TOKEN": "seal"}, "SIGNING_PKCS11_TOKEN"),
    ],
)
def test_without_its_key_nothing_is_signed(unsigned: bytes, settings: Any, change: dict[str, str], named: str) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    with pytest.raises(SealUnavailable, match=named) as refusal:
        seal.sealed(unsigned, at=AT)
    assert "wrong-passphrase" not in str(refusal.value)


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_without_roots_nothing_is_trusted(settings: Any, tmp_path: Path, content: bytes | None) -> None:
    settings.SIGNATURE_TRUST_ROOTS = ""
    if content is not None:
        (tmp_path / "roots.pem").write_bytes(content)
        settings.SIGNATURE_TRUST_ROOTS = str(tmp_path / "roots.pem")
    with pytest.raises(SealUnavailable, match="SIGNATURE_TRUST_ROOTS"):
        trust_roots()
