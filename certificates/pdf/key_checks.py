"""System checks of the signing settings: what is half set or does not open is told at start, with what to do."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks

from certificates.pdf.keys import SealUnavailable, trust_roots


def check_signing(*_: Any, **__: Any) -> list[checks.CheckMessage]:
    """Refuse a start with a signing key that could not sign, or whose signatures nobody here would trust."""
    return list(_found())


def check_trust(*_: Any, **__: Any) -> list[checks.CheckMessage]:
    """Warn, where a deployment is checked, that this process cannot check a certificate's file."""
    if settings.SIGNATURE_TRUST_ROOTS:
        return []
    advice = "Set SIGNATURE_TRUST_ROOTS to a file with the root certificates in PEM form; README.md, Keys."
    return [checks.Warning("Files of certificates cannot be checked by this process.", hint=advice, id="signing.W001")]


def _found() -> Iterator[checks.CheckMessage]:
    if settings.SIGNING_PKCS12 and settings.SIGNING_PKCS11_LIBRARY:
        advice = "Keep SIGNING_PKCS12 or SIGNING_PKCS11_LIBRARY."
        yield checks.Error("Two signing keys are configured.", hint=advice, id="signing.E001")
    if settings.SIGNING_PKCS11_LIBRARY and not (settings.SIGNING_PKCS11_TOKEN and settings.SIGNING_PKCS11_KEY):
        advice = "Set SIGNING_PKCS11_TOKEN and SIGNING_PKCS11_KEY to the labels of token and key."
        yield checks.Error("The hardware token is configured by half.", hint=advice, id="signing.E002")
    has_key = bool(settings.SIGNING_PKCS12 or settings.SIGNING_PKCS11_LIBRARY)
    if has_key or settings.SIGNATURE_TRUST_ROOTS:
        try:
            trust_roots()
        except SealUnavailable as error:
            advice = "Name a readable file with the root certificates in PEM form."
            yield checks.Error(str(error), hint=advice, id="signing.E003")
    if settings.SIGNING_PKCS12 and not settings.SIGNING_PKCS11_LIBRARY:
        yield from _unopened_file()


def _unopened_file() -> Iterator[checks.CheckMessage]:
    from certificates.pdf.seal import signer_identity

    try:
        signer_identity()
    except SealUnavailable as error:
        advice = "Name the encrypted PKCS#12 file of the seal and its passphrase; no certificate is made until then."
        yield checks.Error(str(error), hint=advice, id="signing.E004")
