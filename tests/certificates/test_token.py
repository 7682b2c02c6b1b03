"""The key of production lies in a hardware token (PKCS#11): shown with SoftHSM, skipped visibly where it is missing."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization

from cecfp_portal.documents import render_pdf
from cecfp_portal.local.demo_key import Chain, new_chain
from certificates.pdf import seal
from certificates.pdf.keys import SealUnavailable
from certificates.pdf.signature import read_signatures

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "4711"

pytestmark = pytest.mark.skipif(
    not (LIBRARY.exists() and shutil.which("softhsm2-util")), reason="SoftHSM (Debian: softhsm2) is not installed"
)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Chain:
    """A token with key and certificates under the label `seal`, named in the settings."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    chain = new_chain(now=datetime.now(UTC))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(chain.seal.key.private_bytes(*form))
    _util("--init-token", "--free", "--label", "ce-cfp", "--so-pin", "1234", "--pin", PIN)
    _util("--import", str(tmp_path / "key.pem"), "--token", "ce-cfp", "--label", "seal", "--id", "01", "--pin", PIN)
    _store_certificates(chain)
    (tmp_path / "roots.pem").write_bytes(chain.root_pem())
    settings.SIGNING_PKCS11_LIBRARY, settings.SIGNING_PKCS11_TOKEN = str(LIBRARY), "ce-cfp"
    settings.SIGNING_PKCS11_PIN, settings.SIGNING_PKCS11_KEY = PIN, "seal"
    settings.SIGNATURE_TRUST_ROOTS = str(tmp_path / "roots.pem")
    return chain


def test_a_token_signs_what_its_root_proves_and_a_wrong_pin_does_not(token: Chain, settings: Any) -> None:
    """One test, because the library reads its configuration once in a process."""
    at = datetime.now(UTC)
    page = render_pdf("<!doctype html><html lang='th'><title>x</title><body><p>ใบรับรอง</p></body></html>")
    signed = seal.sealed(page, at=at)
    (facts,) = read_signatures(signed, at=at)
    assert signed.startswith(page) and facts.holds
    assert facts.signer == seal.signer_identity()
    assert facts.signer.serial == f"{token.seal.certificate.serial_number:x}"
    settings.SIGNING_PKCS11_PIN = "0000"
    with pytest.raises(SealUnavailable, match="SIGNING_PKCS11_TOKEN") as refusal:
        seal.sealed(page, at=at)
    assert "0000" not in str(refusal.value)


def _util(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def _store_certificates(chain: Chain) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    token = pkcs11.lib(str(LIBRARY)).get_token(token_label="ce-cfp")
    with token.open(user_pin=PIN, rw=True) as session:
        for label, holder in {"seal": chain.seal, "issuing": chain.issuing}.items():
            der = holder.certificate.public_bytes(serialization.Encoding.DER)
            kept = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label}
            session.create_object(decode_x509_certificate(der) | kept)
