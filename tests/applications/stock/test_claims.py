"""The ledger of claims: what one case sees of another's claims on its delivery documents. Row O12."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from applications import snapshots
from applications.choices import EvidenceKind
from applications.models import Application, DocumentClaim, Evidence, Revision
from applications.services import submission
from applications.surroundings import claims
from applications.surroundings.claims import claims_on_documents, record_claims
from cecfp_portal.local.demo import specimens
from tests.factories.cases import CaseMaker

OUTCOME = "ce-cfp.4.1.2.document"


def record_of(application: Application) -> Evidence:
    return application.evidence.get(kind=EvidenceKind.PURCHASE_RECORD)


def pair(cases: CaseMaker, *, number: str = "DN-2568/001", mass: str = "400,000") -> tuple[Application, Application]:
    """Two drafts of 200,000 kg each that claim the same delivery note of some mass."""
    first, second = cases.draft(), cases.draft(specimens.product_a(" ข", " B"))
    for application in (first, second):
        record = record_of(application)
        record.number, record.mass_text = number, mass
        record.save()
    return first, second


def frozen(application: Application, cases: CaseMaker) -> Revision:
    with transaction.atomic():
        return snapshots.freeze(application, by=cases.personas.applicant, at=timezone.now())


def outcomes(application: Application) -> dict[str, str]:
    """The outcomes of row O12 in the newest run, by what the document's claims come to."""
    report = application.revisions.latest("number").check_runs.latest("pk").report
    assert report is not None
    return {o["outcome"]: o["message"]["en"] for o in report["outcomes"] if o["rule"] == OUTCOME}


@pytest.mark.django_db
def test_o12_the_second_case_on_a_note_is_asked_about_and_the_first_was_not(cases: CaseMaker) -> None:
    first, second = pair(cases)
    assert outcomes(cases.sent_again(first)) == {}
    assert set(outcomes(cases.sent_again(second))) == {"review"}


@pytest.mark.django_db
def test_o12_more_claimed_by_both_than_the_note_says_fails(cases: CaseMaker) -> None:
    first, second = pair(cases, mass="399,999.999")
    assert outcomes(cases.sent_again(first)) == {}
    found = outcomes(cases.sent_again(second))
    assert set(found) == {"fail"}
    assert "0.001 kg" in found["fail"]


@pytest.mark.django_db
def test_o12_a_later_claim_of_another_never_fails_the_earlier_case(cases: CaseMaker) -> None:
    first, second = pair(cases, mass="399,999.999")
    cases.sent_again(first)
    record = record_of(second)
    record.mass_text = "200,000"
    record.save()
    assert set(outcomes(cases.sent_again(second))) == {"fail"}
    Application.objects.filter(pk__in=(first.pk, second.pk)).update(status="draft")
    assert set(outcomes(cases.sent_again(first))) == {"review"}
    assert set(outcomes(cases.sent_again(second))) == {"fail"}


@pytest.mark.django_db
def test_o12_the_same_file_under_another_number(cases: CaseMaker) -> None:
    first, second = pair(cases)
    record = record_of(second)
    record.number, record.document = "something else", record_of(first).document
    record.save()
    cases.sent_again(first)
    assert set(outcomes(cases.sent_again(second))) == {"review"}


@pytest.mark.django_db
def test_o12_nothing_of_the_other_case_but_counts_and_kilograms(cases: CaseMaker) -> None:
    first, second = pair(cases)
    cases.sent_again(first)
    revision = frozen(second, cases)
    own = record_of(second)
    assert claims_on_documents(revision) == [
        {
            "number": "dn-2568-1",
            "sha256": "",
            "cases": 1,
            "claimed_kg": "200000",
            "least_mass_kg": "400000",
            "earlier_kg": "200000",
            "earlier_least_mass_kg": "400000",
            "other_seller_cases": 0,
        }
    ]
    assert own.document.sha256 != record_of(first).document.sha256


@pytest.mark.django_db
def test_o12_a_namesake_of_another_seller_is_not_added(cases: CaseMaker) -> None:
    first, second = pair(cases, mass="200,000")
    record = record_of(second)
    record.seller = "บริษัท อื่น จำกัด"
    record.save()
    cases.sent_again(first)
    assert set(outcomes(cases.sent_again(second))) == {"review"}
    assert claims_on_documents(second.revisions.latest("number"))[0]["claimed_kg"] == "0"


@pytest.mark.django_db
def test_o12_a_withdrawn_case_gives_its_claims_up(cases: CaseMaker) -> None:
    first, second = pair(cases)
    cases.sent_again(first)
    submission.withdraw(first.pk, reason="ขอถอน", by=cases.personas.applicant, at=timezone.now(), key=uuid.uuid4())
    assert outcomes(cases.sent_again(second)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["rejected", "lapsed"])
def test_o12_a_refused_or_lapsed_case_gives_its_claims_up(cases: CaseMaker, status: str) -> None:
    first, second = pair(cases)
    cases.sent_again(first)
    Application.objects.filter(pk=first.pk).update(status=status)
    assert claims_on_documents(frozen(second, cases)) == []
    Application.objects.filter(pk=first.pk).update(status="review")
    assert len(claims_on_documents(frozen(second, cases))) == 1


@pytest.mark.django_db
def test_o12_a_new_revision_takes_the_place_of_the_old_claims(cases: CaseMaker) -> None:
    first, _second = pair(cases)
    with transaction.atomic():
        record_claims(first, frozen(first, cases))
        record_claims(first, frozen(first, cases))
    assert DocumentClaim.objects.filter(application=first).count() == 1
    first.stock_balances.all().delete()
    with transaction.atomic():
        record_claims(first, frozen(first, cases))
    assert not DocumentClaim.objects.filter(application=first).exists()


@contextmanager
def using(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the portal speak through one connection for a while."""
    kept = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = kept


def second_does_not_see_the_first(cases: CaseMaker) -> bool:
    """Two cases on one note are sent at once, stepped by hand: whether the second read the ledger without the first.

    The first has written its claim and not committed when the second begins; the second may wait a tenth of a second.
    """
    first, second = pair(cases)
    revisions = frozen(first, cases), frozen(second, cases)
    one, other = connections["default"], connections["default"].copy()
    try:
        outer = transaction.atomic()
        outer.__enter__()
        record_claims(first, revisions[0])
        with using(other):
            try:
                with transaction.atomic():
                    with other.cursor() as cursor:
                        cursor.execute("SET LOCAL lock_timeout = '100ms'")
                    record_claims(second, revisions[1])
                    blind = claims_on_documents(revisions[1]) == []
            except OperationalError:
                blind = False
        with using(one):
            outer.__exit__(None, None, None)
        if not blind:
            with using(other), transaction.atomic():
                record_claims(second, revisions[1])
                blind = claims_on_documents(revisions[1]) == []
    finally:
        other.close()
    return blind


@pytest.mark.django_db(transaction=True)
def test_o12_two_cases_sent_at_once_wait_for_each_other(cases: CaseMaker) -> None:
    assert second_does_not_see_the_first(cases) is False


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_be_blind(cases: CaseMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above sees the lock at work."""
    monkeypatch.setattr(claims, "_lock", lambda names: None)
    assert second_does_not_see_the_first(cases) is True
