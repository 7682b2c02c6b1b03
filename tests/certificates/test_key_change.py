"""The signing key runs out, is replaced, is stolen: docs/keys.md as it is done, and what is still called genuine."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cecfp_portal import outbox
from cecfp_portal.local.demo_key import Chain, new_chain
from certificates import issuing
from certificates.models import Certificate
from certificates.pdf import archive, seal
from certificates.pdf.authenticity import Finding, verdict_on
from certificates.pdf.page import render_certificate
from tests.factories.approved_cases import issue_certificate, make_approved_case
from tests.personas import Personas

pytestmark = pytest.mark.django_db
PASSPHRASE = "of the new key"


@pytest.fixture
def change_key(settings: Any, tmp_path: Path) -> Any:
    """Return the act: the new key for the signer, its root after the earlier ones."""

    def change(chain: Chain) -> None:
        key, roots = tmp_path / "new.p12", tmp_path / "roots.pem"
        key.write_bytes(chain.pkcs12(PASSPHRASE.encode()))
        roots.write_bytes(Path(settings.SIGNATURE_TRUST_ROOTS).read_bytes() + chain.root_pem())
        settings.SIGNING_PKCS12, settings.SIGNING_PASSPHRASE = str(key), PASSPHRASE
        settings.SIGNATURE_TRUST_ROOTS = str(roots)

    return change


def _file(certificate: Certificate) -> bytes:
    return archive.read(certificate.pdf_sha256)


def _finding(pdf: bytes) -> Finding:
    return verdict_on(pdf, at=timezone.now()).finding


def test_after_a_change_of_keys_old_and_new_certificates_are_genuine(change_key: Any, personas: Personas) -> None:
    old = issue_certificate(personas)
    change_key(new_chain(now=timezone.now()))
    new = issue_certificate(personas)
    assert old.signer_fingerprint != new.signer_fingerprint
    assert _finding(_file(old)) == _finding(_file(new)) == Finding.GENUINE


def test_what_a_thief_signs_with_the_key_is_never_genuine(change_key: Any, personas: Personas) -> None:
    stolen = issue_certificate(personas).printed
    forged = replace(stolen, holder_th="บริษัท ลักกุญแจ จำกัด")
    invented = replace(forged, number="TGO CE-CFP FY27-000-0999", code="0" * 26)
    files = [seal.sealed(render_certificate(content), at=timezone.now()) for content in (forged, invented)]
    assert [_finding(file) for file in files] == [Finding.ALTERED, Finding.NOT_REGISTERED]
    change_key(new_chain(now=timezone.now()))
    assert [_finding(file) for file in files] == [Finding.ALTERED, Finding.NOT_REGISTERED]


def test_a_stranger_certified_under_the_same_root_is_a_stranger(change_key: Any, personas: Personas) -> None:
    content = issue_certificate(personas).printed
    change_key(new_chain(now=timezone.now()))
    file = seal.sealed(render_certificate(content), at=timezone.now())
    assert _finding(file) == Finding.FOREIGN


def test_a_key_that_has_run_out_issues_nothing(change_key: Any, settings: Any, personas: Personas) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    change_key(new_chain(now=timezone.now() - timedelta(days=11 * 365)))
    issuance = make_approved_case(personas)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert outbox.state(issuance) == "failed" and "does not hold" in issuance.failure
    assert not Certificate.objects.exists()
