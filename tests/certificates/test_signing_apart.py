"""The signing key is the signing worker's alone: others have neither its place nor its passphrase, and no way to it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from applications.models import Issuance
from cecfp_portal import outbox
from cecfp_portal.local.places import Places
from cecfp_portal.local.processes import Console
from cecfp_portal.local.program import portal
from cecfp_portal.local.run import Runner
from certificates import issuing
from certificates.models import Certificate, NumberCounter
from tests.factories.approved_cases import make_approved_case
from tests.personas import Personas

CHECKOUT = Path(__file__).resolve().parents[2]


def test_what_signs_goes_to_the_queue_only_the_signer_listens_to(tmp_path: Path) -> None:
    routes = {name: route["queue"] for name, route in settings.CELERY_TASK_ROUTES.items()}
    assert routes[Issuance.task_name] == "signing"
    services = portal(Places(tmp_path)).services(0)
    assert {name for name, command in services.items() if "--queues=signing" in command} == {"signer"}
    assert "--concurrency=1" in services["signer"]


def test_make_run_gives_the_key_to_the_signer_and_to_nobody_else(tmp_path: Path) -> None:
    runner = Runner(Places(tmp_path), portal(Places(tmp_path)), Console())
    common = {"PATH": "/bin", "SIGNING_PIN_OF_OLD": "1234"}
    runner._set_signing_apart(common)
    assert set(common) == {"PATH", "SIGNATURE_TRUST_ROOTS"}
    key = Path(runner.signing["SIGNING_PKCS12"])
    assert key.stat().st_mode & 0o077 == 0 and key.parent.stat().st_mode & 0o077 == 0
    assert not key.is_relative_to(Places(tmp_path).data)
    assert runner.signing["SIGNING_PASSPHRASE"].encode() not in key.read_bytes()
    again = Runner(Places(tmp_path), portal(Places(tmp_path)), Console())
    again._set_signing_apart({})
    assert again.signing["SIGNING_PASSPHRASE"] == runner.signing["SIGNING_PASSPHRASE"]


def test_a_key_of_ones_own_is_taken_instead(tmp_path: Path) -> None:
    runner = Runner(Places(tmp_path), portal(Places(tmp_path)), Console())
    common = {"SIGNING_PKCS11_LIBRARY": "/p11.so", "SIGNING_PKCS11_PIN": "1", "SIGNATURE_TRUST_ROOTS": "/roots.pem"}
    runner._set_signing_apart(common)
    assert common == {"SIGNATURE_TRUST_ROOTS": "/roots.pem"}
    assert runner.signing == {"SIGNING_PKCS11_LIBRARY": "/p11.so", "SIGNING_PKCS11_PIN": "1"}
    assert not Places(tmp_path).signing.exists()


def test_a_process_without_the_key_cannot_sign() -> None:
    """Asked of a real process with the environment web servers and workers are given."""
    program = (
        "import django, json; django.setup()\n"
        "from django.conf import settings\n"
        "from certificates.pdf import seal\n"
        "known = [name for name in dir(settings) if name.startswith('SIGNING_P') and getattr(settings, name)]\n"
        "try:\n    seal.signer_identity(); outcome = 'signs'\n"
        "except Exception as error:\n    outcome = type(error).__name__\n"
        "print(json.dumps([known, outcome]))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SIGNING_")}
    environment["DJANGO_SETTINGS_MODULE"] = "cecfp_portal.settings"

    def ask(given: dict[str, str]) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", program], env=given, cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    assert ask(environment) == [[], "SealUnavailable"]
    known, outcome = ask(environment | {n: v for n, v in os.environ.items() if n.startswith("SIGNING_")})
    assert outcome == "signs" and set(known) == {"SIGNING_PKCS12", "SIGNING_PASSPHRASE"}, "the control: with it, it can"


@pytest.mark.django_db
def test_without_a_key_there_is_no_certificate_but_a_reason_and_a_second_chance(
    personas: Personas, settings: Any
) -> None:
    key, settings.SIGNING_PKCS12, settings.OUTBOX_MAX_ATTEMPTS = settings.SIGNING_PKCS12, "", 1
    issuance = make_approved_case(personas)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert outbox.state(issuance) == "failed"
    assert "No signing key is configured" in issuance.failure and settings.SIGNING_PASSPHRASE not in issuance.failure
    assert not Certificate.objects.exists() and not NumberCounter.objects.exists()
    settings.SIGNING_PKCS12 = key
    assert outbox.retry(issuance, by=personas.officer, at=issuance.queued_at)
    issuing.issue(issuance.pk)
    assert Certificate.objects.get().number == "TGO CE-CFP FY27-000-0001"
