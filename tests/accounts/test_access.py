"""Who may do what: memberships, rights, and the gate before each audience's pages."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import escape

from cecfp_portal.accounts import access
from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import OrganisationKind, Right
from cecfp_portal.views import permission_denied
from tests.factories.accounts import make_member, make_organisation, make_user

KINDS = {
    "applicant": OrganisationKind.MANUFACTURER,
    "applicant_viewer": OrganisationKind.MANUFACTURER,
    "rival": OrganisationKind.MANUFACTURER,
    "verifier": OrganisationKind.VERIFICATION_BODY,
    "officer": OrganisationKind.AUTHORITY,
    "approver": OrganisationKind.AUTHORITY,
}


@pytest.mark.parametrize("kind", OrganisationKind.values)
@pytest.mark.parametrize("name", KINDS)
def test_audience_lets_its_own_people_in_and_tells_others_why_not(personas, name, kind):
    person = getattr(personas, name)
    if KINDS[name] == kind:
        access.require_audience(person, kind)
        assert access.has_right(person, kind)
    else:
        with pytest.raises(PermissionDenied) as refusal:
            access.require_audience(person, kind)
        assert refusal.value.args == (access.WRONG_AUDIENCE[kind],)


def test_right_is_asked_for_beyond_the_audience(personas):
    access.require_audience(personas.applicant, OrganisationKind.MANUFACTURER, Right.SIGN)
    with pytest.raises(PermissionDenied) as refusal:
        access.require_audience(personas.applicant_viewer, OrganisationKind.MANUFACTURER, Right.EDIT, Right.SIGN)
    assert refusal.value.args == (access.WRONG_RIGHT,)


def test_person_who_is_turned_away_reads_why(personas):
    with translation.override("th"):
        sentence = str(access.WRONG_AUDIENCE[OrganisationKind.AUTHORITY])
    gated = access.audience(OrganisationKind.AUTHORITY)(lambda request: HttpResponse("inside"))
    request = RequestFactory().get("/th/queue/")
    request.user = personas.applicant
    with pytest.raises(PermissionDenied) as refusal:
        gated(request)
    with translation.override("th"):
        page = permission_denied(request, refusal.value)
    assert page.status_code == 403
    assert escape(sentence) in page.content.decode()


def test_gate_sends_visitors_to_sign_in_and_back(personas):
    gated = access.audience(OrganisationKind.AUTHORITY)(lambda request: HttpResponse("inside"))
    request = RequestFactory().get("/th/queue/")
    request.user = AnonymousUser()
    assert gated(request)["Location"] == "/th/accounts/login/?next=/th/queue/"
    request.user = personas.officer
    assert gated(request).content == b"inside"


def test_rights_hold_in_one_organisation_only(personas):
    assert access.rights(personas.applicant, personas.manufacturer) == {Right.SIGN}
    assert access.rights(personas.applicant, personas.rival_manufacturer) == frozenset()
    assert access.rights(personas.public, personas.manufacturer) == frozenset()
    assert list(access.organisations_of(personas.applicant, OrganisationKind.MANUFACTURER)) == [personas.manufacturer]


def test_ended_membership_and_inactive_person_hold_nothing(personas):
    Membership.objects.filter(user=personas.officer).update(ended_at=datetime(2026, 1, 1, tzinfo=UTC))
    personas.approver.is_active = False
    for person in (personas.officer, personas.approver):
        assert not access.has_right(person, OrganisationKind.AUTHORITY)
        assert not access.memberships(person).exists()


def test_right_that_the_kind_does_not_know_counts_for_nothing(db):
    manufacturer = make_organisation(OrganisationKind.MANUFACTURER)
    person = make_member(manufacturer, Right.APPROVER)
    assert access.rights(person, manufacturer) == frozenset()
    assert not access.has_right(person, OrganisationKind.MANUFACTURER)


def test_superuser_without_membership_is_no_officer(db):
    assert not access.has_right(make_user(is_superuser=True, is_staff=True), OrganisationKind.AUTHORITY)
