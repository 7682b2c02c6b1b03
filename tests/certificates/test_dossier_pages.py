"""The dossier's page, its file, recomputing at a press of a button, and TGO's page on the check of all certificates."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from cecfp_portal import outbox
from cecfp_portal.accounts.models import User
from cecfp_portal.audit.models import AuditEvent
from certificates.checking import recomputation, register
from certificates.dossier import telling
from certificates.dossier.recomputing import recompute
from certificates.models import Certificate, CheckFinding, Dossier, Recomputation, RegisterCheck
from certificates.pdf import archive
from tests.certificates.dossier.frozen import frozen_bottle
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


@pytest.fixture
def finished(certificate: Certificate) -> Dossier:
    """A dossier whose file stands for a drawn one: drawing takes seconds."""
    pdf = b"%PDF-1.7 stands for a dossier"
    claimed = outbox.claim(Dossier, certificate.dossier.pk, timezone.now())
    assert claimed is not None
    kept = archive.keep(pdf, folder=archive.DOSSIERS)
    outbox.finish(
        claimed,
        at=timezone.now(),
        pdf_sha256=kept,
        unsigned_sha256=kept,
        size_bytes=len(pdf),
        files={"case.json": kept},
    )
    return Dossier.objects.get(pk=claimed.pk)


def address_of(certificate: Certificate, end: str = "dossier/") -> str:
    return f"/th/certificates/{certificate.application.public_id}/{end}"


READERS = [
    ("applicant", 200), ("applicant_viewer", 200), ("verifier", 200), ("officer", 200), ("approver", 200),
    ("rival", 404), ("other_verifier", 404), ("public", 302),
]  # fmt: skip


@pytest.mark.parametrize(("person", "status"), READERS)
def test_who_gets_the_dossier_and_that_it_is_recorded(
    person: str, status: int, finished: Dossier, personas: Personas, signed_in: SignedIn
) -> None:
    certificate = finished.certificate
    response = signed_in(getattr(personas, person)).get(address_of(certificate, "dossier/file/"))
    assert response.status_code == status
    downloads = AuditEvent.objects.filter(verb="dossier.downloaded")
    if status != 200:
        assert not downloads.exists()
        return
    assert response.content == archive.read(finished.pdf_sha256, folder=archive.DOSSIERS)
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"] == 'attachment; filename="TGO-CE-CFP-FY27-000-0001-dossier.pdf"'
    assert downloads.get().by == getattr(personas, person)


def test_a_verifier_whose_engagement_ended_gets_it_no_more(
    finished: Dossier, personas: Personas, signed_in: SignedIn
) -> None:
    finished.certificate.application.engagements.update(ended_at=timezone.now())
    for end in ("dossier/", "dossier/file/", "dossier/progress/"):
        assert signed_in(personas.verifier).get(address_of(finished.certificate, end)).status_code == 404


def test_before_it_is_made_its_page_tells_so_and_the_file_leads_there(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.applicant)
    page = client.get(address_of(certificate)).content.decode()
    assert 'hx-trigger="every' in page
    assert client.get(address_of(certificate, "dossier/file/"))["Location"] == address_of(certificate)


def test_a_failure_is_told_and_tgo_alone_tries_again(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    Dossier.objects.update(failed_at=timezone.now(), failure="SealUnavailable: no key")
    assert "SealUnavailable" not in signed_in(personas.applicant).get(address_of(certificate)).content.decode()
    assert signed_in(personas.applicant).post(address_of(certificate, "dossier/retry/")).status_code == 403
    officer = signed_in(personas.officer)
    assert "SealUnavailable" in officer.get(address_of(certificate)).content.decode()
    assert officer.post(address_of(certificate, "dossier/retry/")).status_code == 302
    assert outbox.state(Dossier.objects.get()) == "waiting"


@pytest.mark.parametrize(("person", "status"), READERS)
def test_who_may_have_it_recomputed(
    person: str, status: int, certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    response = signed_in(getattr(personas, person)).post(address_of(certificate, "recompute/"))
    assert response.status_code == (302 if status == 200 else status)
    assert Recomputation.objects.count() == (1 if status == 200 else 0)


def test_asked_twice_it_is_recomputed_once_and_the_database_sees_to_it(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    for person in (personas.applicant, personas.applicant, personas.officer):
        signed_in(person).post(address_of(certificate, "recompute/"))
    row = Recomputation.objects.get()
    assert row.requested_by == personas.applicant
    with pytest.raises(DatabaseError, match="recomputation_once_open"), transaction.atomic():
        Recomputation.objects.create(certificate=certificate, requested_by=personas.officer, queued_at=timezone.now())
    recomputation.complete(row.pk)
    recomputation.complete(row.pk)
    verbs = [event.verb for event in AuditEvent.objects.filter(verb__startswith="certificate.recomp")]
    assert sorted(verbs) == ["certificate.recomputation_asked", "certificate.recomputed"]
    assert recomputation.ask(certificate, by=personas.officer, at=timezone.now()).pk != row.pk


def test_the_result_is_shown_figure_by_figure(finished: Dossier, personas: Personas, signed_in: SignedIn) -> None:
    certificate = finished.certificate
    row = recomputation.ask(certificate, by=personas.applicant, at=timezone.now())
    recomputation.complete(row.pk)
    row.refresh_from_db()
    assert row.is_same, row.result
    page = signed_in(personas.applicant).get(address_of(certificate).replace("/th/", "/en/")).content.decode()
    for text in ("The same: every hash, figure and outcome", "0.396", "20.00", certificate.judged_sha256):
        assert text in page
    assert "differs" not in page


def test_a_difference_is_shown(finished: Dossier, personas: Personas, signed_in: SignedIn) -> None:
    certificate = finished.certificate
    row = recomputation.ask(certificate, by=personas.applicant, at=timezone.now())
    frozen = frozen_bottle(footprint="0.395")
    line = frozen.report["footprints"]["product"]["by_line"][0]
    line["exact"] = "7"
    comparison = recompute(frozen)
    Recomputation.objects.filter(pk=row.pk).update(
        finished_at=timezone.now(), is_same=comparison.is_same, result=telling.told(comparison)
    )
    page = signed_in(personas.applicant).get(address_of(certificate).replace("/th/", "/en/")).content.decode()
    for text in ("Not the same: see the rows marked", "0.395", "0.396", f"product.line {line['line_id']}"):
        assert text in page


def test_both_certificate_pages_lead_to_the_dossier(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    for person, address in (
        (personas.applicant, address_of(certificate, "")),
        (personas.officer, f"/th/officer/certificates/{certificate.code}/"),
    ):
        page = signed_in(person).get(address).content.decode()
        assert address_of(certificate) in page
        assert address_of(certificate, "recompute/") in page


CHECK = "/en/officer/certificates/check/"


def test_tgo_reads_what_the_night_found(certificate: Certificate, personas: Personas, signed_in: SignedIn) -> None:
    officer = signed_in(personas.officer)
    assert "Nothing checked yet" in officer.get(CHECK).content.decode()
    check = register.start(at=timezone.now(), night=timezone.localdate())
    assert check is not None
    assert "0 of 1 certificates checked" in officer.get(CHECK).content.decode()
    RegisterCheck.objects.update(finished_at=timezone.now(), checked=1, differing=1)
    CheckFinding.objects.create(
        check_run=check, certificate=certificate, kind="record", name="valid until", expected="2029", found="<b>2030",
        found_at=timezone.now(),
    )  # fmt: skip
    page = officer.get(CHECK).content.decode()
    for text in ("1 certificate differs", certificate.number, "Records: Valid until", "2029", "&lt;b&gt;2030"):
        assert text in page


def test_an_officer_begins_a_check_and_has_a_stopped_one_go_on(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    officer = signed_in(personas.officer)
    for _twice in range(2):
        assert officer.post(f"{CHECK}start/").status_code == 302
    check = RegisterCheck.objects.get()
    assert (check.requested_by, check.night) == (personas.officer, None)
    RegisterCheck.objects.update(failed_at=timezone.now(), failure="x", reached=7)
    officer.post(f"{CHECK}start/")
    check.refresh_from_db()
    assert (outbox.state(check), check.reached) == ("waiting", 7)


@pytest.mark.parametrize("person", ["applicant", "verifier"])
def test_nobody_else_reads_it(person: str, personas: Personas, signed_in: SignedIn) -> None:
    client = signed_in(getattr(personas, person))
    assert client.get(CHECK).status_code == 403
    assert client.post(f"{CHECK}start/").status_code == 403


def test_beat_begins_it_every_night(settings: Any) -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["check-certificates"]
    assert entry["task"] == "certificates.tasks.start_register_check"
    assert settings.CELERY_TASK_ROUTES[Dossier.task_name] == {"queue": "signing"}
