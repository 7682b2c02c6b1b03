"""Who reaches TGO's pages: every address, for every person, and cases that were never filed."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.statuses import Status
from tests.factories.filed_cases import make_filed_case

READS = (
    "officer_case",
    "officer_screening",
    "officer_requests",
    "officer_recommendation",
    "officer_brief",
    "officer_issuing",
)
OFFICERS_POSTS = ("officer_take", "officer_release", "officer_out_of_scope", "officer_send_requests")


@pytest.fixture
def case(personas):
    return make_filed_case(personas)


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("public", 302),
        ("applicant", 403),
        ("rival", 403),
        ("verifier", 403),
        ("officer", 200),
        ("second_officer", 200),
        ("approver", 200),
    ],
)
def test_pages_of_a_case_are_read_by_tgo_alone(case, personas, signed_in, name, who, expected):
    answer = signed_in(getattr(personas, who)).get(reverse(f"applications:{name}", args=[case.public_id]))
    assert answer.status_code == expected


@pytest.mark.parametrize("name", OFFICERS_POSTS)
@pytest.mark.parametrize("who", ["applicant", "verifier", "approver"])
def test_an_officers_buttons_are_refused_to_others(case, personas, signed_in, name, who):
    answer = signed_in(getattr(personas, who)).post(reverse(f"applications:{name}", args=[case.public_id]))
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["officer_case", "officer_screening", "officer_requests", "officer_recommendation"])
def test_an_approver_may_not_write_on_an_officers_page(case, personas, signed_in, name):
    assert signed_in(personas.approver).post(reverse(f"applications:{name}", args=[case.public_id])).status_code == 403


def test_an_officer_may_not_decide(case, personas, signed_in):
    answer = signed_in(personas.officer).post(reverse("applications:officer_brief", args=[case.public_id]))
    assert answer.status_code == 403


@pytest.mark.parametrize("name", READS)
def test_a_case_that_was_not_filed_does_not_exist_for_tgo(case, personas, signed_in, name):
    Application.objects.filter(pk=case.pk).update(filed_at=None, filed_by=None, status=Status.VERIFIED)
    assert signed_in(personas.officer).get(reverse(f"applications:{name}", args=[case.public_id])).status_code == 404


@pytest.mark.parametrize("name", [*OFFICERS_POSTS, "officer_retry_issuing", "officer_withdraw_proposal"])
def test_buttons_are_not_links(case, personas, signed_in, name):
    assert signed_in(personas.officer).get(reverse(f"applications:{name}", args=[case.public_id])).status_code == 405


def test_every_tab_is_linked_from_the_case(case, personas, signed_in):
    page = signed_in(personas.officer).get(reverse("applications:officer_case", args=[case.public_id])).content.decode()
    for name in ("officer_screening", "officer_requests", "officer_recommendation", "officer_brief"):
        assert reverse(f"applications:{name}", args=[case.public_id]) in page
