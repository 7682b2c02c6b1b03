"""The demo gives every desk something to do, and tells a story that could have happened."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from applications.models import Application, Engagement
from applications.statuses import Status
from cecfp_portal import audit
from cecfp_portal.local import demo
from cecfp_portal.thai import local_day
from certificates.models import Certificate, Standing

pytestmark = pytest.mark.django_db


def test_every_desk_has_something_to_do_and_a_second_load_changes_nothing() -> None:
    demo.load()
    states = set(Application.objects.values_list("status", flat=True))
    assert {
        Status.DRAFT,
        Status.RETURNED,
        Status.VERIFYING,
        Status.VERIFIED,
        Status.SCREENING,
        Status.REVIEW,
        Status.RECOMMENDED,
        Status.CERTIFIED,
    } <= states
    assert Engagement.objects.filter(organisation__name_en__contains="Centre B", verifier=None).exists()
    count = Application.objects.count()
    demo.load()
    assert Application.objects.count() == count


def test_the_annexs_product_is_certified_by_its_meeting() -> None:
    demo.load()
    certificate = Certificate.objects.get(content__product_en="Product A (example of the annex)")
    assert certificate.is_example
    assert (certificate.printed.footprint, certificate.printed.recycled_share_percent) == ("5.00", "20.00")
    assert certificate.approved_on == certificate.printed.meeting_on <= timezone.localdate()


def test_the_copier_of_type_42_is_certified_with_its_circular_share() -> None:
    demo.load()
    certificate = Certificate.objects.get(content__product_en="Remanufactured copier (example)")
    printed = certificate.printed
    assert (printed.activity, printed.recycled_share_percent) == ("remanufacture", "75.00")
    assert printed.recognised_body_en.startswith("Circular Product Certification Institute")
    held = certificate.application.recognised_certificate
    assert certificate.valid_until.isoformat() == held.expires_text


def test_certificates_follow_one_another() -> None:
    demo.load()
    today = timezone.localdate()
    former, new = Certificate.objects.filter(content__product_en__icontains="first model").order_by("approved_on")
    assert (former.standing(today), new.standing(today)) == (Standing.SUPERSEDED, Standing.ACTIVE)
    assert (former.endings.get().successor, new.valid_until) == (new, former.valid_until)
    ending = Certificate.objects.get(content__product_en="Remanufactured copier (example)")
    assert 0 < (ending.valid_until - today).days < 90
    assert [notice.days_before for notice in ending.renewal_notices.all()] == [90]
    assert ending.application.successors.get().status == Status.DRAFT


def test_there_is_a_certificate_of_every_standing_and_each_says_it_is_an_example() -> None:
    demo.load()
    certificates = Certificate.objects.with_events()
    assert {certificate.standing(timezone.localdate()) for certificate in certificates} == set(Standing)
    assert all(certificate.is_example for certificate in certificates)


def test_what_happens_to_a_certificate_happens_after_its_issue_and_in_order() -> None:
    demo.load()
    for certificate in Certificate.objects.all():
        events = list(audit.events_for(certificate))
        assert events[0].verb == "certificate.issued"
        moments = [event.at for event in events]
        assert moments == sorted(moments), certificate
        assert local_day(certificate.issued_at) - certificate.approved_on <= timedelta(days=1)
        told = certificate.application.letters.filter(kind="renewal_due").values_list("queued_at", flat=True)
        assert all(at > certificate.issued_at for at in told)
    call_command("verify_audit")
