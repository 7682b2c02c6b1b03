"""The register of recognised bodies, as it is frozen with a run, and as TGO's administrator keeps it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.models import Application, BodyListing, ProductCategory, RecognisedBody, Revision
from applications.snapshots import freeze
from applications.surroundings import context_of
from cecfp_portal.accounts.models import User
from cecfp_portal.local.demo.reference import RECOGNISED_BODY
from tests.factories.cases import OPENED_AT, CaseMaker

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")


def frozen(application: Application, by: User) -> Revision:
    return freeze(application, by=by, at=OPENED_AT)


def test_a_run_of_type_42_carries_the_register_and_one_of_type_41_does_not(
    copier: Application, cases: CaseMaker
) -> None:
    found = context_of(frozen(copier, cases.personas.applicant), OPENED_AT)["recognised_bodies"]
    assert found["filed_on"] is None
    assert [(row["body"], row["activity"], row["category"]) for row in found["listings"]] == [
        (RECOGNISED_BODY[0], "remanufacture", "electrical")
    ]
    assert "recognised_bodies" not in context_of(frozen(cases.draft(), cases.personas.applicant), OPENED_AT)


def test_the_day_of_filing_is_that_of_bangkok(copier: Application, cases: CaseMaker) -> None:
    copier.filed_at, copier.filed_by = datetime(2026, 11, 20, 0, 30, tzinfo=BANGKOK), cases.personas.applicant
    copier.save()
    context = context_of(frozen(copier, cases.personas.applicant), OPENED_AT)
    assert context["recognised_bodies"]["filed_on"] == "2026-11-20"


def test_an_example_body_serves_no_real_case(copier: Application, cases: CaseMaker) -> None:
    copier.is_example = False
    copier.save(update_fields=["is_example"])
    context = context_of(frozen(copier, cases.personas.applicant), OPENED_AT)
    assert context["recognised_bodies"]["listings"] == []


def test_a_listing_neither_ends_before_it_begins_nor_stands_twice(cases: CaseMaker) -> None:
    given = {
        "body": RecognisedBody.objects.get(),
        "activity": "upgrade",
        "category": ProductCategory.objects.get(code="electrical"),
        "listed_from": date(2026, 1, 1),
        "announcement": "ตัวอย่าง",
    }
    BodyListing.objects.create(**given, listed_to=date(2026, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyListing.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyListing.objects.create(**given | {"listed_from": date(2026, 2, 2)}, listed_to=date(2026, 2, 1))


def test_the_administrator_keeps_the_register_and_nobody_else(admin_client, cases: CaseMaker, signed_in) -> None:
    body, category = RecognisedBody.objects.get(), ProductCategory.objects.get(code="textile")
    address = reverse("admin:applications_bodylisting_add")
    typed = {
        "body": body.pk,
        "activity": "upcycle",
        "category": category.pk,
        "listed_from": "2026-01-01",
        "announcement": "ประกาศตัวอย่าง",
    }
    assert signed_in(cases.personas.officer).post(address, typed).status_code == 302
    assert not BodyListing.objects.filter(activity="upcycle").exists()
    assert admin_client.post(address, typed).status_code == 302
    assert BodyListing.objects.get(activity="upcycle").category == category
