"""Who has a part in a case neither handles nor decides it at TGO, whatever rights they hold there."""

from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, ClauseDecision, Decision, Recommendation
from applications.services import screening
from applications.statuses import Status
from applications.transitions import TransitionRefused
from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import Right
from tests.factories.accounts import make_member
from tests.factories.filed_cases import make_filed_case, make_recommended_case

RIGHTS = {"manufacturer": Right.VIEW, "body_a": Right.VERIFIER}


def join(personas, organisation, person):
    make_member(getattr(personas, organisation), RIGHTS[organisation], user=person)


def status_of(case):
    return Application.objects.get(pk=case.pk).status


def approve(signed_in, person, case, recommendation):
    brief = reverse("applications:officer_brief", args=[case.public_id])
    return signed_in(person).post(
        brief, {"key": str(uuid4()), "recommendation": recommendation.pk, "decision": "approve"}
    )


@pytest.mark.parametrize("organisation", RIGHTS)
def test_an_officer_of_a_party_cannot_take_its_case(personas, organisation):
    case = make_filed_case(personas, Status.SCREENING, case_officer=None)
    join(personas, organisation, personas.second_officer)
    with pytest.raises(TransitionRefused):
        screening.take(case.pk, by=personas.second_officer, at=timezone.now())
    assert Application.objects.get(pk=case.pk).case_officer is None


@pytest.mark.parametrize("organisation", RIGHTS)
def test_an_officer_who_became_a_party_goes_no_further(personas, organisation):
    case = make_filed_case(personas, Status.SCREENING)
    join(personas, organisation, personas.officer)
    ticks = {code: screening.Tick(is_complete=True) for code, _label in screening.COMPLETENESS_LIST}
    with pytest.raises(TransitionRefused):
        screening.save_completeness(
            case.pk, ticks, is_accepting=True, by=personas.officer, at=timezone.now(), key=uuid4()
        )
    assert status_of(case) == Status.SCREENING


def test_who_signed_the_statement_cannot_take_the_case_as_an_officer_later(personas):
    case = make_filed_case(personas, Status.SCREENING, case_officer=None)
    Membership.objects.filter(user=personas.verifier).update(ended_at=timezone.now())
    make_member(personas.authority, Right.OFFICER, user=personas.verifier)
    with pytest.raises(TransitionRefused):
        screening.take(case.pk, by=personas.verifier, at=timezone.now())


@pytest.mark.parametrize("organisation", RIGHTS)
def test_an_approver_of_a_party_cannot_decide(personas, signed_in, organisation):
    case, recommendation = make_recommended_case(personas)
    join(personas, organisation, personas.approver)
    assert approve(signed_in, personas.approver, case, recommendation).status_code == 409
    assert status_of(case) == Status.RECOMMENDED


@pytest.mark.parametrize("verb", ["decided", "ruled"])
def test_an_approver_who_judged_the_case_as_an_officer_cannot_decide(personas, signed_in, verb):
    case, recommendation = make_recommended_case(personas)
    if verb == "decided":
        ClauseDecision.objects.filter(application=case, clause="5.3").update(decided_by=personas.approver)
    else:
        case.rulings.create(
            judged_sha256=recommendation.judged_sha256,
            outcome_id="ce-cfp.5.3.method",
            is_accepted=True,
            reason="เหตุผล",
            ruled_at=timezone.now(),
            ruled_by=personas.approver,
        )
    assert approve(signed_in, personas.approver, case, recommendation).status_code == 409
    assert approve(signed_in, personas.second_approver, case, recommendation).status_code == 302


def test_the_database_refuses_a_recommendation_by_the_verifier(personas):
    case, recommendation = make_recommended_case(personas)
    Recommendation.objects.filter(pk=recommendation.pk).update(recommended_by=personas.verifier)
    with pytest.raises(IntegrityError, match="decision_recommender_not_the_verifier"):
        Decision.objects.create(
            application=case,
            recommendation=recommendation,
            decision="approve",
            recommended_by=personas.verifier,
            verified_by=personas.verifier,
            decided_at=timezone.now(),
            decided_by=personas.approver,
        )
