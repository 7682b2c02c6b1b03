"""The approver's decision: two people in code and database, one winner of a race, and what an approval orders."""

import threading
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from applications import transitions
from applications.models import Application, Decision, Issuance
from applications.services import approval, screening
from applications.statuses import Status
from applications.transitions import TransitionRefused
from cecfp_portal.accounts.models import Membership
from cecfp_portal.accounts.roles import Right
from cecfp_portal.models import PracticeSetting
from certificates import issuing
from certificates.models import agreement_terms
from certificates.services.agreement import accept_agreement
from tests.factories.filed_cases import make_filed_case, make_recommended_case


def brief(case):
    return reverse("applications:officer_brief", args=[case.public_id])


def answers(recommendation, decision, **more):
    return {"key": str(uuid4()), "recommendation": recommendation.pk, "decision": decision, **more}


def status_of(case):
    return Application.objects.get(pk=case.pk).status


def make_approver(personas, person):
    Membership.objects.filter(user=person, ended_at=None).update(ended_at=timezone.now())
    Membership.objects.create(organisation=personas.authority, user=person, right=Right.APPROVER)


def test_an_approval_orders_the_certificate_with_what_it_prints(personas, signed_in):
    case, recommendation = make_recommended_case(personas)
    data = answers(recommendation, "approve")
    for _click in range(2):
        assert signed_in(personas.approver).post(brief(case), data).status_code == 302
    assert status_of(case) == Status.APPROVED
    issuance = Issuance.objects.get(application=case)
    assert issuance.printed["statement_number"] == "VS-2569-014"
    assert issuance.printed["judged_sha256"] == recommendation.judged_sha256
    assert issuance.approved_on == timezone.localdate(issuance.decision.decided_at)
    assert case.letters.filter(kind="decision_approved").exists()
    page = signed_in(personas.officer).get(reverse("applications:officer_issuing", args=[case.public_id]))
    assert page.context["issuing_state"] == "waiting"
    assert issuance.awaits_agreement and "hx-get" not in page.content.decode()
    assert case.letters.filter(kind="agreement_due", recipient=personas.applicant).exists()
    accept(case, personas)
    page = signed_in(personas.officer).get(reverse("applications:officer_issuing", args=[case.public_id]))
    assert "hx-get" in page.content.decode()


@pytest.mark.parametrize("who", ["officer", "verifier"])
def test_who_recommended_or_verified_is_refused_in_code(personas, signed_in, who):
    case, recommendation = make_recommended_case(personas)
    person = getattr(personas, who)
    make_approver(personas, person)
    assert signed_in(person).post(brief(case), answers(recommendation, "approve")).status_code == 409
    refusal = answers(recommendation, "reject", reason="เหตุผล", clause="5.3")
    assert signed_in(person).post(brief(case), refusal).status_code == 409
    assert status_of(case) == Status.RECOMMENDED


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"decided_by": "officer"}, "decision_another_person"),
        ({"decided_by": "verifier"}, "decision_not_the_verifier"),
        ({"decided_by": "officer", "recommended_by": "second_officer"}, "who recommended"),
        ({"decided_by": "verifier", "verified_by": "other_verifier"}, "who verified"),
        ({"decided_by": "officer", "recommended_by": None}, "who recommended"),
        (
            {"decided_by": "officer", "recommended_by": None, "verified_by": None, "recommendation": None},
            "approval_follows",
        ),
    ],
)
def test_the_database_refuses_one_person_for_two(personas, changed, constraint):
    case, recommendation = make_recommended_case(personas)
    row = {
        "recommended_by": "officer",
        "verified_by": "verifier",
        "decided_by": "approver",
        "recommendation": recommendation,
    }
    row |= changed
    keys = {
        name: getattr(personas, value).pk if isinstance(value, str) else getattr(value, "pk", None)
        for name, value in row.items()
    }
    columns = ", ".join(f"{name}_id" for name in keys)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO applications_decision (application_id, decision, reason, clause, decided_at, {columns})"
            " VALUES (%s, 'approve', '', '', now(), %s, %s, %s, %s)",
            [case.pk, *keys.values()],
        )


def test_the_database_takes_two_people(personas):
    case, recommendation = make_recommended_case(personas)
    Decision.objects.create(
        application=case,
        recommendation=recommendation,
        decision="approve",
        recommended_by=personas.officer,
        verified_by=personas.verifier,
        decided_at=timezone.now(),
        decided_by=personas.approver,
    )


def test_a_refusal_needs_clause_and_reason_and_ends_the_case(personas, signed_in):
    case, recommendation = make_recommended_case(personas)
    client = signed_in(personas.approver)
    lacking = client.post(brief(case), answers(recommendation, "reject"))
    assert lacking.status_code == 422
    assert set(lacking.context["form"].errors) == {"reason", "clause"}
    client.post(brief(case), answers(recommendation, "reject", reason="ไม่เป็นชนิดเดียวกัน", clause="5.3"))
    assert status_of(case) == Status.REJECTED
    assert not Issuance.objects.exists()
    page = client.get(f"/en{brief(case)[3:]}").content.decode()
    assert "15 days" in page
    assert "ไม่เป็นชนิดเดียวกัน" in page


def test_sending_back_voids_the_recommendation(personas, signed_in):
    case, recommendation = make_recommended_case(personas)
    signed_in(personas.approver).post(brief(case), answers(recommendation, "send_back", reason="โปรดชี้แจง"))
    recommendation.refresh_from_db()
    assert recommendation.voided_at is not None
    assert status_of(case) == Status.REVIEW


def test_what_is_proposed_for_refusal_cannot_be_approved(personas, signed_in):
    case, recommendation = make_recommended_case(personas, proposal="reject")
    with pytest.raises(TransitionRefused):
        approval.approve(
            case.pk, recommendation_id=recommendation.pk, by=personas.approver, at=timezone.now(), key=uuid4()
        )
    answer = signed_in(personas.approver).post(brief(case), answers(recommendation, "approve"))
    assert answer.status_code == 422


def test_a_brief_of_a_voided_recommendation_is_stale(personas, signed_in):
    case, recommendation = make_recommended_case(personas)
    data = answers(recommendation, "approve") | {"recommendation": recommendation.pk + 1}
    assert signed_in(personas.approver).post(brief(case), data).status_code == 409
    assert status_of(case) == Status.RECOMMENDED


@pytest.mark.parametrize(("decision", "expected"), [("reject", Status.REJECTED), ("send_back", Status.SCREENING)])
def test_out_of_scope_is_proposed_by_one_and_decided_by_another(personas, signed_in, decision, expected):
    case = make_filed_case(personas, Status.SCREENING)
    proposal = {"key": str(uuid4()), "clause": "1", "reason": "เป็นบริการ"}
    officer = signed_in(personas.officer)
    assert (
        officer.post(reverse("applications:officer_out_of_scope", args=[case.public_id]), proposal).status_code == 302
    )
    recommendation = case.recommendations.get()
    agenda = signed_in(personas.approver).get(reverse("applications:officer_agenda"))
    assert agenda.context["count"] == 1
    data = answers(recommendation, decision, reason="เหตุผล", clause="1")
    assert signed_in(personas.approver).post(brief(case), data).status_code == 302
    assert status_of(case) == expected


def test_an_accepted_filing_drops_the_proposal(personas):
    case = make_filed_case(personas, Status.SCREENING)
    now = timezone.now()
    screening.propose_out_of_scope(case.pk, clause="4", reason="-", by=personas.officer, at=now, key=uuid4())
    ticks = {code: screening.Tick(is_complete=True) for code, _label in screening.COMPLETENESS_LIST}
    screening.save_completeness(case.pk, ticks, is_accepting=True, by=personas.officer, at=now, key=uuid4())
    assert case.recommendations.get().voided_at is not None


def test_a_given_up_issuance_shows_as_technical_and_is_retried(personas, signed_in):
    case, recommendation = make_recommended_case(personas)
    client = signed_in(personas.approver)
    client.post(brief(case), answers(recommendation, "approve"))
    Issuance.objects.update(failed_at=timezone.now(), attempts=5, failure="RendererUnavailable: Pango")
    page = client.get(brief(case))
    assert page.context["issuing_state"] == "failed"
    retry = reverse("applications:officer_retry_issuing", args=[case.public_id])
    assert client.post(retry).status_code == 302
    assert Issuance.objects.get().failed_at is None
    assert client.post(retry).status_code == 409


def accept(case, personas):
    terms = agreement_terms(timezone.localdate())
    accept_agreement(case.pk, terms_sha256=terms.sha256(), by=personas.applicant, at=timezone.now(), key=uuid4())


def test_without_the_setting_the_certificate_is_ordered_at_once(personas, signed_in):
    PracticeSetting.objects.create(key="agreement_before_issue", value="false", in_force_from="2020-01-01", source="-")
    case, recommendation = make_recommended_case(personas)
    signed_in(personas.approver).post(brief(case), answers(recommendation, "approve"))
    assert not case.letters.filter(kind="agreement_due").exists()
    issuing.issue(Issuance.objects.get().pk)
    assert status_of(case) == Status.CERTIFIED


def test_the_worker_can_issue_what_was_ordered(personas, signed_in):
    case, recommendation = make_recommended_case(personas, has_question=True)
    signed_in(personas.approver).post(brief(case), answers(recommendation, "approve"))
    issuing.issue(Issuance.objects.get().pk)
    assert status_of(case) == Status.APPROVED  # the agreement has to be accepted first
    accept(case, personas)
    issuing.issue(Issuance.objects.get().pk)
    assert status_of(case) == Status.CERTIFIED


def race(*acts):
    """Run the acts at once, each on its own connection; return what each came to."""
    start, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        start.wait(timeout=10)
        try:
            act()
            found[number] = "done"
        except TransitionRefused:
            found[number] = "refused"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(found)


def two_decisions(personas):
    case, recommendation = make_recommended_case(personas)
    common = {"recommendation_id": recommendation.pk, "at": timezone.now()}
    first = lambda: approval.approve(case.pk, by=personas.approver, key=uuid4(), **common)  # noqa: E731
    second = lambda: approval.send_back(case.pk, by=personas.second_approver, reason="-", key=uuid4(), **common)  # noqa: E731
    return first, second


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_exactly_one_is_made(personas):
    assert race(*two_decisions(personas)) == ["done", "refused"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_decisions_would_be_made(personas, monkeypatch):
    """The negative control: the lock is what the test above stands on."""
    both_are_checked = threading.Barrier(2)
    check = transitions.refusals

    def read(application_id):
        return Application.objects.select_related("applicant", "round").get(pk=application_id)

    def checked_at_once(*args, **named):
        found = check(*args, **named)
        both_are_checked.wait(timeout=10)
        return found

    decisions = two_decisions(personas)
    monkeypatch.setattr(approval, "lock", read)
    monkeypatch.setattr(transitions, "lock", read)
    monkeypatch.setattr(transitions, "refusals", checked_at_once)
    assert race(*decisions) == ["done", "done"]


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_taking_a_case_one_gets_it(personas):
    case = make_filed_case(personas, Status.SCREENING, case_officer=None)
    now = timezone.now()
    acts = [lambda by=by: screening.take(case.pk, by=by, at=now) for by in (personas.officer, personas.second_officer)]
    assert race(*acts) == ["done", "refused"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_officers_would_take_it(personas, monkeypatch):
    """The negative control of the test above."""
    both_have_read = threading.Barrier(2)

    def no_lock(application_id):
        application = Application.objects.get(pk=application_id)
        both_have_read.wait(timeout=10)
        return application

    case = make_filed_case(personas, Status.SCREENING, case_officer=None)
    monkeypatch.setattr(screening, "lock", no_lock)
    now = timezone.now()
    acts = [lambda by=by: screening.take(case.pk, by=by, at=now) for by in (personas.officer, personas.second_officer)]
    assert race(*acts) == ["done", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_once_approves_once(personas):
    case, recommendation = make_recommended_case(personas)
    key, now = uuid4(), timezone.now()
    act = lambda: approval.approve(  # noqa: E731
        case.pk, recommendation_id=recommendation.pk, by=personas.approver, at=now, key=key
    )
    assert race(act, act) == ["done", "done"]
    assert Decision.objects.count() == Issuance.objects.count() == 1
