"""The signing key as settings name it, a file or a hardware token, and the roots a verifier trusts."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto import pem, x509
from django.conf import settings

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


class SealUnavailable(Exception):
    """Nothing can be signed here; the message says what is missing or wrong."""


@contextmanager
def open_signer() -> Iterator["Signer"]:
    """Give the signer of this process. Raises SealUnavailable, which names the setting to mend and never a secret."""
    if settings.SIGNING_PKCS11_LIBRARY:
        with _token_signer() as signer:
            yield signer
    elif settings.SIGNING_PKCS12:
        path = Path(settings.SIGNING_PKCS12)
        try:
            changed = path.stat().st_mtime_ns
        except OSError as error:
            raise SealUnavailable(f"SIGNING_PKCS12 names {path}, which cannot be read.") from error
        yield _file_signer(path, changed, settings.SIGNING_PASSPHRASE)
    else:
        raise SealUnavailable(
            "No signing key is configured for this process: set SIGNING_PKCS12 and SIGNING_PASSPHRASE, or "
            "SIGNING_PKCS11_LIBRARY and its companions, for the signing worker."
        )


def trust_roots() -> list[x509.Certificate]:
    """Return the roots of SIGNATURE_TRUST_ROOTS; earlier ones stay in the file so that old signatures hold.

    Raises SealUnavailable when there is none to trust.
    """
    name = settings.SIGNATURE_TRUST_ROOTS
    if not name:
        raise SealUnavailable("SIGNATURE_TRUST_ROOTS is not set: no signature can be checked.")
    try:
        return _certificates(Path(name), Path(name).stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise SealUnavailable(f"SIGNATURE_TRUST_ROOTS names {name}, which holds no PEM certificates.") from error


@lru_cache(maxsize=4)
def _certificates(path: Path, changed: int) -> list[x509.Certificate]:
    blocks = pem.unarmor(path.read_bytes(), multiple=True)
    return [x509.Certificate.load(der) for _kind, _headers, der in blocks]


@lru_cache(maxsize=2)
def _file_signer(path: Path, changed: int, passphrase: str) -> "Signer":
    from pyhanko.sign.signers import SimpleSigner

    signer = SimpleSigner.load_pkcs12(str(path), passphrase=passphrase.encode())
    if signer is None:
        raise SealUnavailable(f"SIGNING_PKCS12 names {path}, which SIGNING_PASSPHRASE does not open.")
    return signer


@contextmanager
def _token_signer() -> Iterator["Signer"]:
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        session = open_pkcs11_session(
            settings.SIGNING_PKCS11_LIBRARY,
            token_criteria=TokenCriteria(label=settings.SIGNING_PKCS11_TOKEN),
            user_pin=settings.SIGNING_PKCS11_PIN or None,
        )
    except (PKCS11Error, RuntimeError, OSError) as error:
        raise SealUnavailable(f"The token of SIGNING_PKCS11_TOKEN cannot be opened: {type(error).__name__}.") from error
    with session:
        # Raw, because few tokens hash and sign on P-256 in one step.
        yield PKCS11Signer(
            session,
            cert_label=settings.SIGNING_PKCS11_KEY,
            other_certs_to_pull=None,
            use_raw_mechanism=True,
        )
