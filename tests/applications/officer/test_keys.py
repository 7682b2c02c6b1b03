"""A key is good for one action of one person on one case: anything else under it is refused, not ignored."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.statuses import Status
from tests.applications.officer.test_decision import answers
from tests.factories.filed_cases import make_recommended_case


def brief(application):
    return reverse("applications:officer_brief", args=[application.public_id])


def test_another_decision_under_a_used_key_is_refused(personas, signed_in):
    application, recommendation = make_recommended_case(personas)
    client, data = signed_in(personas.approver), answers(recommendation, "approve")
    assert client.post(brief(application), data).status_code == 302
    changed = data | {"decision": "reject", "reason": "เหตุผล", "clause": "5.3"}
    assert client.post(brief(application), changed).status_code == 409
    assert client.post(brief(application), data).status_code == 302
    assert Application.objects.get(pk=application.pk).status == Status.APPROVED


@pytest.mark.parametrize("other", ["person", "case"])
def test_a_key_of_another_person_or_case_is_refused(personas, signed_in, other):
    first, recommendation = make_recommended_case(personas)
    second, proposed = make_recommended_case(personas)
    data = answers(recommendation, "approve")
    assert signed_in(personas.approver).post(brief(first), data).status_code == 302
    if other == "person":
        answer = signed_in(personas.second_approver).post(brief(first), data)
    else:
        answer = signed_in(personas.approver).post(brief(second), data | {"recommendation": proposed.pk})
    assert answer.status_code == 409
    assert Application.objects.get(pk=second.pk).status == Status.RECOMMENDED
