"""The demo's signing key: made once, kept encrypted beside the data and never among them, marked DEMO by its names."""

import datetime as dt
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

COUNTRY, ORGANISATION = "TH", "CE-CFP DEMO, not TGO"
ROOT_YEARS, SEAL_YEARS = 20, 10
_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Chain:
    """Root, issuing authority and seal."""

    root: Holder
    issuing: Holder
    seal: Holder

    def pkcs12(self, passphrase: bytes) -> bytes:
        """Return the seal's key with its chain, encrypted."""
        encryption = serialization.BestAvailableEncryption(passphrase)
        others = [self.issuing.certificate]
        return pkcs12.serialize_key_and_certificates(b"seal", self.seal.key, self.seal.certificate, others, encryption)

    def root_pem(self) -> bytes:
        """Return the root's certificate, which is public."""
        return self.root.certificate.public_bytes(serialization.Encoding.PEM)


def demo_signing(folder: Path, *, now: dt.datetime) -> dict[str, str]:
    """Return what the signing worker's environment needs for the demo's key, which is made the first time.

    Of it only SIGNATURE_TRUST_ROOTS, a public certificate, is for other processes.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_file, passphrase, roots = folder / "seal.p12", folder / "passphrase", folder / "root.pem"
    if not roots.exists():
        chain, secret = new_chain(now=now), secrets.token_urlsafe(32)
        _write(passphrase, secret.encode())
        _write(key_file, chain.pkcs12(secret.encode()))
        # Last: where it stands, the others do.
        _write(roots, chain.root_pem())
    return {
        "SIGNING_PKCS12": str(key_file),
        "SIGNING_PASSPHRASE": passphrase.read_text(),
        "SIGNATURE_TRUST_ROOTS": str(roots),
    }


def new_chain(*, now: dt.datetime, seal_name: str = "CE-CFP certificates (DEMO)") -> Chain:
    """Return a new chain of three on P-256, valid from a day before `now`."""
    root_key, issuing_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = Holder(_authority("CE-CFP root (DEMO)", root_key, None, below=1, now=now), root_key)
    issuing = Holder(_authority("CE-CFP issuing (DEMO)", issuing_key, root, below=0, now=now), issuing_key)
    builder = _named(seal_name, seal_key, issuing, years=SEAL_YEARS, now=now)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_key_usage("digital_signature", "content_commitment"), critical=True)
    return Chain(root, issuing, Holder(builder.sign(issuing_key, hashes.SHA256()), seal_key))


def _authority(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: Holder | None, *, below: int, now: dt.datetime
) -> x509.Certificate:
    builder = _named(name, key, issuer, years=ROOT_YEARS, now=now)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=below), critical=True)
    builder = builder.add_extension(_key_usage("key_cert_sign", "crl_sign"), critical=True)
    return builder.sign(issuer.key if issuer else key, hashes.SHA256())


def _named(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: Holder | None, *, years: int, now: dt.datetime
) -> x509.CertificateBuilder:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    signing_key = (issuer.key if issuer else key).public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key), critical=False)
    )


def _key_usage(*wanted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{use: use in wanted for use in _USES})


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(content)
    unfinished.rename(path)
