"""A variation claims its deliveries in the place of the case it varies: neither is asked about the other. Row O12."""

import uuid

import pytest
from django.utils import timezone

from applications.models import Application
from applications.services import verification
from applications.services.renewal import open_successor
from cecfp_portal.local.demo.cases import name_body
from tests.applications.renewal.conftest import as_certified
from tests.applications.stock.test_claims import outcomes, pair
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


def opened(former: Application, cases: CaseMaker, kind: str) -> Application:
    by, now = cases.personas.applicant, timezone.now()
    new = open_successor(former.pk, kind=kind, by=by, at=now, key=uuid.uuid4())
    engagement = name_body(new, cases.personas.body_a, by=by, at=now)
    verification.accept(engagement.pk, by=cases.personas.verifier, at=now)
    return Application.objects.get(pk=new.pk)


def test_a_variation_is_not_asked_about_what_its_predecessor_claimed(
    cases: CaseMaker,
) -> None:
    first, other = pair(cases, mass="400,000")
    variation = opened(as_certified(cases.sent_again(first)), cases, "variation")
    assert outcomes(cases.sent_again(variation)) == {}
    # Another case finds 200,000 kg claimed, not twice as much: together with its own just what the note says.
    assert set(outcomes(cases.sent_again(other))) == {"review"}


def test_a_variation_keeps_the_place_in_time_of_its_predecessor(cases: CaseMaker) -> None:
    first, other = pair(cases, mass="399,999.999")
    certified = as_certified(cases.sent_again(first))
    assert set(outcomes(cases.sent_again(other))) == {"fail"}
    assert set(outcomes(cases.sent_again(opened(certified, cases, "variation")))) == {"review"}
