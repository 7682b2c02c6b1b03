"""The page of documents and the download of a file: who may, what happens twice, what stays on record."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Evidence
from applications.services import documents
from applications.services.drafting import open_application
from cecfp_portal import audit
from tests.applications.documents import files
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


@pytest.fixture
def application(personas: Personas) -> Application:
    return open_application(personas.manufacturer, route="4.1", by=personas.applicant, at=timezone.now())


@pytest.fixture
def evidence(application: Application) -> Evidence:
    return documents.add(
        application,
        files.upload(files.plain_pdf(), "ใบอนุญาต.pdf"),
        kind="factory_licence",
        by=application.created_by,
        at=timezone.now(),
        key=uuid.uuid4(),
    )


def page(application: Application) -> str:
    return reverse("applications:applicant_documents", args=[application.public_id])


def attach(client: Client, application: Application, content: bytes, **fields: Any) -> Any:
    data = {"key": str(uuid.uuid4()), "kind": "photograph", "slot": "photograph", **fields}
    name = data.pop("name", "photo.png")
    return client.post(page(application), {**data, "file": files.upload(content, name)})


def test_a_file_is_attached_to_its_kind(personas: Personas, signed_in: SignedIn, application: Application) -> None:
    response = attach(signed_in(personas.applicant_editor), application, files.png())
    row = application.evidence.get()
    assert (response.status_code, row.kind, row.document.original_name) == (302, "photograph", "photo.png")
    assert "document.uploaded" in [event.verb for event in audit.events_for(application)]


def test_the_same_press_twice_gives_one_document(
    personas: Personas, signed_in: SignedIn, application: Application
) -> None:
    client, key = signed_in(personas.applicant), str(uuid.uuid4())
    assert attach(client, application, files.png(), key=key).status_code == 302
    assert attach(client, application, files.png(), key=key).status_code == 302
    assert (application.evidence.count(), application.documents.count()) == (1, 1)
    assert attach(client, application, files.png(9, 9), key=key).status_code == 409
    assert application.documents.count() == 1


def test_a_refused_file_says_why_beside_its_place(
    personas: Personas, signed_in: SignedIn, application: Application
) -> None:
    response = attach(signed_in(personas.applicant), application, b"MZ", name="photo.png")
    assert response.status_code == 422
    form = response.context["failed"][0]
    assert form.errors["file"] and not application.documents.exists()
    assert str(form["key"].value()) in response.content.decode()


def test_no_file_chosen_is_said(personas: Personas, signed_in: SignedIn, application: Application) -> None:
    data = {"key": str(uuid.uuid4()), "kind": "photograph", "slot": "photograph"}
    response = signed_in(personas.applicant).post(page(application), data)
    assert response.status_code == 422 and response.context["failed"][0].errors["file"]


def test_replacing_keeps_the_earlier_version_and_the_line(
    personas: Personas, signed_in: SignedIn, application: Application, evidence: Evidence
) -> None:
    url = reverse("applications:applicant_evidence_replace", args=[application.public_id, evidence.line_id])
    newer = files.upload(files.jpeg(), "newer.jpg")
    response = signed_in(personas.applicant).post(url, {"key": str(uuid.uuid4()), "file": newer})
    held, older = application.evidence.get(removed_at=None), application.evidence.get(removed_at__isnull=False)
    assert response.status_code == 302
    assert (held.line_id, held.document.original_name) == (evidence.line_id, "newer.jpg")
    assert (older.document_id, older.removed_by) == (evidence.document_id, personas.applicant)


def test_removing_keeps_the_record(
    personas: Personas, signed_in: SignedIn, application: Application, evidence: Evidence
) -> None:
    url = reverse("applications:applicant_evidence_remove", args=[application.public_id, evidence.line_id])
    client = signed_in(personas.applicant)
    assert client.post(url).status_code == 302
    assert application.evidence.get().removed_by == personas.applicant
    assert client.post(url).status_code == 404


def test_details_are_kept_as_typed_and_what_is_wrong_is_said(
    personas: Personas, signed_in: SignedIn, application: Application, evidence: Evidence
) -> None:
    url = reverse("applications:applicant_evidence", args=[application.public_id, evidence.line_id])
    client = signed_in(personas.applicant)
    client.post(url, {"number": "ก-1", "issued_text": "31/02/2569", "mass_text": "NaN", "mass_unit": "kg"})
    evidence.refresh_from_db()
    assert (evidence.number, evidence.issued_text, evidence.mass_text, evidence.mass_value) == (
        "ก-1",
        "31/02/2569",
        "NaN",
        None,
    )
    form = client.get(url).context["form"]
    assert set(form.errors) == {"issued_text", "mass_text"}


@pytest.mark.parametrize(
    ("who", "status"), [("applicant_viewer", 403), ("rival", 404), ("officer", 403), ("public", 302)]
)
def test_others_cannot_attach(
    personas: Personas, signed_in: SignedIn, application: Application, who: str, status: int
) -> None:
    response = attach(signed_in(getattr(personas, who)), application, files.png())
    assert response.status_code == status and not application.documents.exists()


def test_a_sent_case_takes_no_more_files(personas: Personas, signed_in: SignedIn, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(status="verifying")
    attach(signed_in(personas.applicant), application, files.png())
    assert not application.documents.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("applicant_viewer", 200), ("rival", 404), ("verifier", 404), ("officer", 404), ("public", 302)],
)
def test_only_readers_of_the_case_get_the_file(
    personas: Personas, signed_in: SignedIn, evidence: Evidence, who: str, status: int
) -> None:
    response = signed_in(getattr(personas, who)).get(
        reverse("applications:document", args=[evidence.document.public_id])
    )
    assert response.status_code == status


def test_a_file_is_sent_so_that_it_cannot_run(personas: Personas, signed_in: SignedIn, evidence: Evidence) -> None:
    response = signed_in(personas.applicant).get(reverse("applications:document", args=[evidence.document.public_id]))
    assert b"".join(response.streaming_content) == files.plain_pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    event = list(audit.events_for(evidence.application))[-1]
    assert (event.verb, event.by) == ("document.downloaded", personas.applicant)


def test_a_proxy_sends_the_file_where_one_is_named(
    personas: Personas, signed_in: SignedIn, evidence: Evidence, settings: Any
) -> None:
    settings.ACCEL_REDIRECT_PREFIX = "/protected"
    response = signed_in(personas.applicant).get(reverse("applications:document", args=[evidence.document.public_id]))
    assert response["X-Accel-Redirect"] == f"/protected/{evidence.document.file.name}"
    assert response.content == b""


def test_a_file_not_yet_checked_is_not_sent(personas: Personas, signed_in: SignedIn, evidence: Evidence) -> None:
    evidence.document.state = "unscanned"
    evidence.document.save()
    url = reverse("applications:document", args=[evidence.document.public_id])
    assert signed_in(personas.applicant).get(url).status_code == 404
