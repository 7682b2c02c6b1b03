"""A product of type 4.2 on the applicant's pages and through the engine: stored, shown, judged."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.choices import EvidenceKind, Origin
from applications.completeness import problems_of
from applications.guards import GUARDS, clauses_to_decide
from applications.models import Application, Portion, RecognisedCertificate
from applications.snapshots import case_of, freeze
from applications.snapshots.circular import product_match
from applications.statuses import Status
from calculations.engine import evaluate
from tests.factories.cases import OPENED_AT, CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def url(name: str, application: Application) -> str:
    return reverse(f"applications:applicant_{name}", args=[application.public_id])


def typed(page: Any, **changed: Any) -> dict[str, Any]:
    """Return what the form of a page would send, with some of it changed."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value not in (None, "", False, [])}
    return {"version": str(page.context["version"]), **values, **changed}


def test_the_copier_is_complete_and_judged_by_the_engine(copier: Application, cases: CaseMaker) -> None:
    assert problems_of(copier, "product") == []
    copier = cases.sent_again(copier)
    assert copier.status == Status.VERIFYING
    report = copier.revisions.latest("number").check_runs.latest("pk").report
    assert report is not None
    assert report["circular"]["circular_lower"]["percent_text"] == "75.00"
    found = {row["id"]: row["outcome"] for row in report["outcomes"] if row["id"].startswith("ce-cfp.4.2")}
    assert set(found.values()) == {"pass"}


def test_what_is_typed_of_the_certificate_is_stored_and_shown_again(
    copier: Application, personas: Personas, signed_in: Any
) -> None:
    client = signed_in(personas.applicant)
    page = client.get(url("product", copier))
    assert page.status_code == 200
    data = typed(page, number="CE-7", product_name_th="ชื่ออื่น", other_body_name="หน่วยงานอื่น", expires_text="31/12/2575")
    answer = client.post(url("product", copier), data, follow=True)
    held = RecognisedCertificate.objects.get(application=copier)
    assert (held.number, held.expires_text) == ("CE-7", "31/12/2575")
    assert list(held.sites.all()) == list(copier.application_factories.all())
    assert answer.context["form"].errors.keys() == {"other_body_name"}


def test_factories_and_documents_of_another_case_cannot_be_cited(
    copier: Application, cases: CaseMaker, personas: Personas, signed_in: Any
) -> None:
    other = cases.draft()
    foreign = other.evidence.earliest("pk")
    client = signed_in(personas.applicant)
    data = typed(client.get(url("product", copier)), certificate_evidence=[foreign.line_id])
    assert client.post(url("product", copier), data).status_code == 422
    assert foreign not in RecognisedCertificate.objects.get(application=copier).evidence.all()


def test_another_kind_of_document_is_not_offered_as_the_certificate(
    copier: Application, personas: Personas, signed_in: Any
) -> None:
    form = signed_in(personas.applicant).get(url("product", copier)).context["form"]
    kinds = copier.evidence.filter(line_id__in=dict(form.fields["certificate_evidence"].choices)).values_list("kind")
    assert list(kinds) == [(EvidenceKind.RECOGNISED_CERTIFICATE,)]


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("number", "-", "number"),
        ("product_name", "", "certified_product"),
        ("issued_text", "", "issued_text"),
        ("expires_text", "วันไหนก็ได้", "expires_text"),
        ("expires_text", "1/1/2560", "expires_text"),
        ("activity", "", "certified_activity"),
        ("work", "", "work"),
        ("body", None, "body"),
    ],
)
def test_what_the_certificate_lacks_is_said_beside_its_field(
    copier: Application, column: str, value: Any, field: str
) -> None:
    RecognisedCertificate.objects.filter(application=copier).update(**{column: value})
    assert [problem.field for problem in problems_of(copier, "product")] == [field]


def test_a_certificate_removed_from_the_documents_is_missing_again(copier: Application, personas: Personas) -> None:
    copier.evidence.filter(kind=EvidenceKind.RECOGNISED_CERTIFICATE).update(
        removed_at=timezone.now(), removed_by=personas.applicant
    )
    assert [problem.field for problem in problems_of(copier, "product")] == ["certificate_evidence"]
    assert case_of(copier)["judged"]["recognised_certificate"]["evidence"] == []


def test_a_change_of_type_keeps_what_was_typed_and_leaves_it_out_of_the_case(
    copier: Application, personas: Personas, signed_in: Any
) -> None:
    client = signed_in(personas.applicant)
    client.post(url("product", copier), typed(client.get(url("product", copier)), route="4.1"))
    copier.refresh_from_db()
    judged = case_of(copier)["judged"]
    assert (judged["route"], judged["circular_activity"]) == ("4.1", "")
    assert "recognised_certificate" not in judged
    assert "circular_activity" not in client.get(url("product", copier)).context["form"].fields
    client.post(url("product", copier), typed(client.get(url("product", copier)), route="4.2"))
    assert (
        case_of(Application.objects.get(pk=copier.pk))["judged"]["recognised_certificate"]["number"] == "REMAN-EX-0042"
    )


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("เครื่องถ่ายเอกสารผลิตใหม่ (ตัวอย่าง) RC-50", "same"),
        ("remanufactured  COPIER (example)", "same"),
        ("เครื่องถ่ายเอกสารผลิตใหม่ (ตัวอย่าง) RC-51", "to_be_confirmed"),
        ("RC-50", "to_be_confirmed"),
        (" ", ""),
    ],
)
def test_the_product_named_is_compared_with_the_one_applied_for(copier: Application, named: str, expected: str) -> None:
    assert product_match(copier, named) == expected


def test_a_retained_part_is_asked_for_its_record_and_shows_its_share(
    copier: Application, personas: Personas, signed_in: Any
) -> None:
    kept = Portion.objects.filter(node__application=copier, origin=Origin.REUSED_PART)
    page = signed_in(personas.applicant).get(url("composition", copier))
    assert page.context["weights"].lower_percent == "75.00"
    for portion in kept:
        portion.evidence.clear()
    page = signed_in(personas.applicant).get(url("composition", copier))
    assert (page.context["weights"].lower_percent, page.context["weights"].upper_percent) == ("0.00", "75.00")


def test_the_officer_decides_the_clauses_of_the_type_alone() -> None:
    assert clauses_to_decide("4.1") == ("4.1.1", "4.1.2", "5.1", "5.2", "5.3")
    assert clauses_to_decide("4.2") == ("4.2", "5.1", "5.2", "5.3")


def test_no_approval_after_the_recognised_certificate_expired(copier: Application, personas: Personas) -> None:
    freeze(copier, by=personas.applicant, at=OPENED_AT)
    held = RecognisedCertificate.objects.get(application=copier)
    last = date.fromisoformat(held.expires_text)
    guard = GUARDS["recognised_certificate_in_force"]
    noon = timezone.make_aware(timezone.datetime(last.year, last.month, last.day, 12))
    assert guard(copier, None, noon) is None
    assert guard(copier, None, noon + timedelta(days=1)) is not None


def test_verifier_reads_the_certificate_and_the_circular_share(
    copier: Application, cases: CaseMaker, personas: Personas, signed_in: Any
) -> None:
    engagement = copier.engagements.get(ended_at=None)
    engagement.verifier, engagement.accepted_at = personas.verifier, OPENED_AT
    engagement.independence_declared_at = OPENED_AT
    engagement.save()
    copier = cases.sent_again(copier)
    page = signed_in(personas.verifier).get(reverse("applications:verifier_case", args=[copier.public_id]))
    for shown in ("REMAN-EX-0042", "สถาบันรับรองผลิตภัณฑ์หมุนเวียน (ตัวอย่าง)", "75.00", "ตรงกับชื่อในคำขอ"):
        assert shown in page.text, shown


def test_a_certificate_of_a_body_not_announced_fails_in_the_engine(copier: Application) -> None:
    RecognisedCertificate.objects.filter(application=copier).update(body=None, other_body_name="หน่วยงานอื่น")
    context = {"on": "2026-11-20", "recognised_bodies": {"filed_on": None, "listings": []}}
    found = {row["id"]: row["outcome"] for row in evaluate(case_of(copier), [], context)["outcomes"]}
    assert found["ce-cfp.4.2.body"] == "fail"
