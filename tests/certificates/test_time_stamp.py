"""A time-stamp authority as they are, RFC 3161 over HTTP: what it gives is proven, and without it nothing is issued."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from applications.models import Issuance
from cecfp_portal import outbox
from cecfp_portal.documents import render_pdf
from certificates import issuing
from certificates.models import Certificate, NumberReservation
from certificates.pdf import archive, seal
from certificates.pdf.authenticity import Finding, verdict_on
from certificates.pdf.signature import read_signatures
from tests.factories.approved_cases import make_approved_case
from tests.personas import Personas

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl plays the authority"),
]
CONFIGURATION = """
[ tsa ]
default_tsa = authority
[ authority ]
serial = serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
Lie = Callable[[tsp.TimeStampReq], None]


@dataclass
class Authority:
    """A root, its stamping key, and `openssl ts` behind HTTP; `lie` changes the question before it is answered."""

    folder: Path
    root: bytes
    lie: Lie | None = None
    answer: bytes | None = None
    asked: list[bytes] = field(default_factory=list)
    address: str = ""

    def reply(self, question: bytes) -> bytes:
        self.asked.append(question)
        if self.answer is not None:
            return self.answer
        request = tsp.TimeStampReq.load(question)
        if self.lie:
            self.lie(request)
        (self.folder / "question").write_bytes(request.dump(force=True))
        command = "openssl ts -reply -config tsa.cnf -queryfile question -signer tsa.pem -inkey tsa.key -out answer"
        subprocess.run(command.split(), cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "answer").read_bytes()


def _authority(folder: Path, name: str) -> Authority:
    folder.mkdir()
    now, root_key, key = dt.datetime.now(dt.UTC), *(ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} root")])

    def certificate(subject: str, public: ec.EllipticCurvePublicKey, *extensions: x509.ExtensionType) -> bytes:
        builder = x509.CertificateBuilder(
            issuer_name=root_name,
            subject_name=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
            public_key=public,
            serial_number=x509.random_serial_number(),
            not_valid_before=now - dt.timedelta(1),
            not_valid_after=now + dt.timedelta(3650),
        )
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        return builder.sign(root_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    root = certificate(f"{name} root", root_key.public_key(), x509.BasicConstraints(ca=True, path_length=0))
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    (folder / "tsa.pem").write_bytes(certificate(name, key.public_key(), usage))
    private = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "tsa.key").write_bytes(key.private_bytes(*private))
    (folder / "tsa.cnf").write_text(CONFIGURATION)
    return Authority(folder, root)


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Iterator[Authority]:
    """An authority that is asked, and whose root is trusted."""
    authority = _authority(tmp_path / "authority", "Stamps")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply = authority.reply(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    authority.address = settings.SIGNING_TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}"
    roots = tmp_path / "roots.pem"
    roots.write_bytes(Path(settings.SIGNATURE_TRUST_ROOTS).read_bytes() + authority.root)
    settings.SIGNATURE_TRUST_ROOTS = str(roots)
    yield authority
    server.shutdown()
    server.server_close()


@pytest.fixture
def issuance(personas: Personas, settings: Any) -> Issuance:
    settings.OUTBOX_MAX_ATTEMPTS = 1
    return make_approved_case(personas)


def test_an_issued_certificate_carries_the_authoritys_time(authority: Authority, issuance: Issuance) -> None:
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    issuing.issue(issuance.pk)
    certificate = Certificate.objects.get()
    pdf = archive.read(certificate.pdf_sha256)
    (signature,) = read_signatures(pdf, at=dt.datetime.now(dt.UTC))
    assert signature.holds and signature.stamped_at
    assert before <= signature.stamped_at <= dt.datetime.now(dt.UTC)
    assert verdict_on(pdf, at=dt.datetime.now(dt.UTC)).finding == Finding.GENUINE


def test_without_trust_in_the_authority_an_issued_certificate_is_not_called_genuine(
    authority: Authority, issuance: Issuance, settings: Any
) -> None:
    issuing.issue(issuance.pk)
    pdf = archive.read(Certificate.objects.get().pdf_sha256)
    other = _authority(authority.folder / "other", "Others")
    roots = Path(settings.SIGNATURE_TRUST_ROOTS)
    roots.write_bytes(roots.read_bytes().replace(authority.root, other.root))
    assert verdict_on(pdf, at=dt.datetime.now(dt.UTC)).finding == Finding.CONTRADICTION


def _another_nonce(request: tsp.TimeStampReq) -> None:
    request["nonce"] = 4711


def _another_imprint(request: tsp.TimeStampReq) -> None:
    request["message_imprint"]["hashed_message"] = b"\7" * 32


def _foreign(authority: Authority) -> None:
    foreign = _authority(authority.folder / "foreign", "Strangers")
    for name in ("tsa.pem", "tsa.key"):
        shutil.copy(foreign.folder / name, authority.folder / name)


REFUSED = bytes.fromhex("30053003020102")  # a status alone: rejection
FAULTS: dict[str, Callable[[Authority, Any], None]] = {
    "away": lambda authority, settings: setattr(settings, "SIGNING_TIMESTAMP_URL", "http://127.0.0.1:9"),
    "refuses": lambda authority, settings: setattr(authority, "answer", REFUSED),
    "talks nonsense": lambda authority, settings: setattr(authority, "answer", b"<html>Sign in to this network"),
    "another nonce": lambda authority, settings: setattr(authority, "lie", _another_nonce),
    "another imprint": lambda authority, settings: setattr(authority, "lie", _another_imprint),
    "a stranger's certificate": lambda authority, settings: _foreign(authority),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_good_stamp_nothing_is_issued_and_the_next_attempt_is(
    fault: str, authority: Authority, issuance: Issuance, settings: Any, personas: Personas, tmp_path: Path
) -> None:
    good = {name: (authority.folder / name).read_bytes() for name in ("tsa.pem", "tsa.key")}
    FAULTS[fault](authority, settings)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert outbox.state(issuance) == "failed" and "time stamp" in issuance.failure
    assert not Certificate.objects.exists() and not list((tmp_path / archive.CERTIFICATES).glob("**/*.pdf"))
    number = NumberReservation.objects.get().number

    settings.SIGNING_TIMESTAMP_URL, authority.lie, authority.answer = authority.address, None, None
    for name, content in good.items():
        (authority.folder / name).write_bytes(content)
    assert outbox.retry(issuance, by=personas.officer, at=issuance.queued_at)
    issuing.issue(issuance.pk)
    assert Certificate.objects.get().number == number


def test_a_signature_that_came_without_its_stamp_is_not_taken(
    authority: Authority, issuance: Issuance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_time_stamper", lambda address: None)
    issuing.issue(issuance.pk)
    issuance.refresh_from_db()
    assert "time stamp" in issuance.failure and not Certificate.objects.exists()


def test_a_signature_asks_the_authority_once(authority: Authority) -> None:
    """The first one of a process asks a second time, to learn how much room a stamp takes."""
    page = render_pdf("<!doctype html><html lang='th'><title>x</title><body><p>ใบรับรอง</p></body></html>")
    for asked in (2, 3):
        seal.sealed(page, at=dt.datetime.now(dt.UTC))
        assert len(authority.asked) == asked
