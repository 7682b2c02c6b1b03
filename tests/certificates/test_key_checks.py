"""Signing settings that cannot work are told at start."""

from typing import Any

import pytest

from certificates.pdf.key_checks import check_signing, check_trust


def test_the_settings_of_the_tests_are_whole() -> None:
    assert check_signing() == check_trust() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"SIGNING_PKCS11_LIBRARY": "/p11.so", "SIGNING_PKCS11_TOKEN": "t", "SIGNING_PKCS11_KEY": "k"}, "E001"),
        ({"SIGNING_PKCS12": "", "SIGNING_PKCS11_LIBRARY": "/p11.so"}, "E002"),
        ({"SIGNATURE_TRUST_ROOTS": ""}, "E003"),
        ({"SIGNATURE_TRUST_ROOTS": "/nowhere"}, "E003"),
        ({"SIGNING_PKCS12": "/nowhere"}, "E004"),
        ({"SIGNING_PASSPHRASE": "wrong"}, "E004"),
    ],
)
def test_each_fault_has_its_error_with_advice(settings: Any, change: dict[str, str], expected: str) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    (found,) = check_signing()
    assert found.id == f"signing.{expected}" and found.hint and "wrong" not in f"{found.msg} {found.hint}"


def test_a_process_without_key_and_roots_starts_and_a_deployment_is_warned(settings: Any) -> None:
    settings.SIGNING_PKCS12 = settings.SIGNATURE_TRUST_ROOTS = ""
    assert check_signing() == []
    (found,) = check_trust()
    assert found.id == "signing.W001" and found.hint
