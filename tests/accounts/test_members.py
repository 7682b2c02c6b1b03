"""The desk, and the members of an organisation: who sees them, who changes them, what is refused."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.membership import MembershipRefused, end_membership, grant_right
from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import Right
from tests.factories.accounts import make_member, make_user


def members_url(organisation, name="accounts:members", *further):
    return reverse(name, args=[organisation.public_id, *further])


def open_rights(organisation):
    return dict(organisation.memberships.filter(ended_at=None).values_list("user__email", "right"))


def test_desk_needs_a_sign_in(client, db):
    assert client.get("/th/people/desk/")["Location"].startswith("/th/accounts/login/")


@pytest.mark.parametrize("name", ["applicant", "verifier", "officer", "approver"])
def test_desk_of_one_audience_is_found_without_asking(personas, signed_in, name):
    response = signed_in(getattr(personas, name)).get("/th/people/desk/")
    assert response.status_code == 302
    assert response["Location"].startswith("/th/")
    assert "/people/desk/" not in response["Location"]


def test_person_of_several_audiences_chooses(personas, signed_in):
    make_member(personas.body_a, Right.VERIFIER, user=personas.applicant)
    response = signed_in(personas.applicant).get("/en/people/desk/")
    assert response.status_code == 200
    page = response.content.decode()
    assert personas.body_a.name_en in page and personas.manufacturer.name_en in page


def test_person_of_none_is_told_what_to_do(signed_in, db):
    person = make_user()
    response = signed_in(person).get("/en/people/desk/")
    assert response.status_code == 200
    assert person.email in response.content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("applicant", 200), ("applicant_viewer", 200), ("rival", 404), ("officer", 404)]
)
def test_members_are_seen_by_members_only(personas, signed_in, name, status):
    assert signed_in(getattr(personas, name)).get(members_url(personas.manufacturer)).status_code == status


def test_signer_grants_changes_and_ends_a_right(personas, signed_in):
    client, url, person = signed_in(personas.applicant), members_url(personas.manufacturer), make_user("new@example.th")
    assert client.post(url, {"email": "NEW@example.th", "right": "view"}).status_code == 302
    assert open_rights(personas.manufacturer)[person.email] == Right.VIEW
    assert client.post(url, {"email": person.email, "right": "edit"}).status_code == 302
    assert open_rights(personas.manufacturer)[person.email] == Right.EDIT
    membership = Membership.objects.get(user=person, ended_at=None)
    assert client.post(members_url(personas.manufacturer, "accounts:end", membership.pk)).status_code == 302
    assert person.email not in open_rights(personas.manufacturer)
    assert [(event.verb, event.by, event.data.get("right")) for event in audit.events_for(personas.manufacturer)] == [
        ("accounts.right_granted", personas.applicant, "view"),
        ("accounts.right_granted", personas.applicant, "edit"),
        ("accounts.right_ended", personas.applicant, "edit"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "nobody@example.th", "right": "view"},
        {"email": "not an address", "right": "view"},
        {"email": "rival@example.th", "right": "approver"},
        {"email": "rival@example.th", "right": ""},
        {"email": "rival@example.th\x00", "right": "view"},
        {"email": "applicant@example.th", "right": "view"},
        {},
    ],
    ids=lambda typed: "-".join(typed.values()) or "nothing",
)
def test_what_cannot_be_granted_is_refused_beside_the_field(personas, signed_in, typed):
    before = open_rights(personas.manufacturer)
    response = signed_in(personas.applicant).post(members_url(personas.manufacturer), typed)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert open_rights(personas.manufacturer) == before


@pytest.mark.parametrize("name", ["applicant_editor", "applicant_viewer"])
def test_only_a_signer_changes_members(personas, signed_in, name):
    client, before = signed_in(getattr(personas, name)), open_rights(personas.manufacturer)
    typed = {"email": "rival@example.th", "right": "view"}
    assert client.post(members_url(personas.manufacturer), typed).status_code == 422
    signer = Membership.objects.get(user=personas.applicant)
    client.post(members_url(personas.manufacturer, "accounts:end", signer.pk))
    assert open_rights(personas.manufacturer) == before


def test_membership_of_another_organisation_is_not_found(personas, signed_in):
    theirs = Membership.objects.get(user=personas.rival)
    client = signed_in(personas.applicant)
    assert client.post(members_url(personas.manufacturer, "accounts:end", theirs.pk)).status_code == 404
    assert client.post(members_url(personas.rival_manufacturer, "accounts:end", theirs.pk)).status_code == 404
    assert Membership.objects.get(pk=theirs.pk).ended_at is None


def test_members_of_tgo_are_not_changed_by_its_officers(personas, signed_in):
    for person in (personas.officer, personas.approver):
        typed = {"email": person.email, "right": "approver"}
        assert signed_in(person).post(members_url(personas.authority), typed).status_code == 422
    assert open_rights(personas.authority)[personas.officer.email] == Right.OFFICER


def test_nobody_changes_the_own_right_even_below_the_pages(personas):
    own = Membership.objects.get(user=personas.applicant)
    with pytest.raises(MembershipRefused):
        grant_right(personas.manufacturer, personas.applicant, Right.VIEW, by=personas.applicant, at=timezone.now())
    with pytest.raises(MembershipRefused):
        end_membership(own, by=personas.applicant, at=timezone.now())
    with pytest.raises(MembershipRefused):
        grant_right(personas.manufacturer, personas.rival, Right.OFFICER, by=personas.applicant, at=timezone.now())


def test_ended_right_ends_with_the_next_request(personas, signed_in):
    client = signed_in(personas.applicant_viewer)
    assert client.get(members_url(personas.manufacturer)).status_code == 200
    held = Membership.objects.get(user=personas.applicant_viewer)
    end_membership(held, by=personas.applicant, at=timezone.now())
    assert client.get(members_url(personas.manufacturer)).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(personas, signed_in, method):
    client = signed_in(personas.applicant)
    assert getattr(client, method)(members_url(personas.manufacturer)).status_code == 405
    assert getattr(client, method)("/th/people/desk/").status_code == 405


def test_members_page_costs_the_same_for_one_and_for_thirty(personas, signed_in, django_assert_max_num_queries):
    client = signed_in(personas.applicant)
    client.get(members_url(personas.manufacturer))
    for _ in range(30):
        make_member(personas.manufacturer, Right.VIEW)
    with django_assert_max_num_queries(10):
        assert client.get(members_url(personas.manufacturer)).status_code == 200


@pytest.mark.parametrize("name", ["officer", "approver", "verifier"])
def test_an_applicant_cannot_make_a_judge_its_member(personas, signed_in, name):
    """Whoever belongs to the applicant may not judge its cases: it could choose its judges by naming the others."""
    judge = getattr(personas, name)
    response = signed_in(personas.applicant).post(
        members_url(personas.manufacturer), {"email": judge.email, "right": "view"}
    )
    assert response.status_code == 422
    assert judge.email not in open_rights(personas.manufacturer)


def test_a_person_of_another_manufacturer_can_be_made_a_member(personas, signed_in):
    typed = {"email": personas.rival.email, "right": "view"}
    assert signed_in(personas.applicant).post(members_url(personas.manufacturer), typed).status_code == 302
    assert open_rights(personas.manufacturer)[personas.rival.email] == Right.VIEW
