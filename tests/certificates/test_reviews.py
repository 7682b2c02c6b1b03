"""A review after a withdrawal: asked once, worked out in steps that can be stopped, and listed with what changes."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cecfp_portal import audit, outbox
from cecfp_portal.accounts.models import User, VerifierRegistration
from certificates.models import Certificate, ReviewedCertificate, ReviewEffect, Standing, WithdrawalReview
from certificates.reviewing import acting
from certificates.reviewing.items import Item, items_of
from certificates.services import reviews
from certificates.services.acts import ActRefused
from certificates.services.reviews import Withdrawal
from tests.factories import approved_cases
from tests.factories.approved_cases import make_certificate
from tests.personas import Personas

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User | AnonymousUser], Client]
RECYCLER = "3-106-33/50รย"


def ask(by: User, kind: str, item: str, **more: Any) -> WithdrawalReview:
    withdrawal = Withdrawal(kind=kind, item=Item(item, item, item), reason="ตัวอย่าง", **more)
    return reviews.ask(withdrawal, by=by, at=timezone.now(), key=uuid4())


def answered(review: WithdrawalReview) -> list[ReviewedCertificate]:
    acting.complete(review.pk)
    review.refresh_from_db()
    assert outbox.state(review) == "finished", review.failure
    return list(review.found.order_by("pk"))


@pytest.fixture
def frozen_as_by_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the bottle's factors the ids of set and key, and leave the recycler's factor to its meters."""
    text = approved_cases.json.dumps(approved_cases.CASE).replace('"vpet"', '"cfp-2569/27"')
    case = approved_cases.json.loads(text.replace('"grid"', '"cfp-2569/44"'))
    case["judged"]["own_factors"][0]["value_kgco2e"] = None
    monkeypatch.setattr(approved_cases, "CASE", case)


@pytest.fixture
def certificate(frozen_as_by_the_portal: None, personas: Personas) -> Certificate:
    return make_certificate(personas)


def test_a_factor_whose_correction_moves_the_print_but_not_the_verdict(
    certificate: Certificate, personas: Personas
) -> None:
    found = answered(ask(personas.officer, "factor", "cfp-2569/27", replacement="2.9000"))
    assert [row.effect for row in found] == [ReviewEffect.FIGURES]
    row = found[0]
    assert row.before["overall"] == row.after["overall"] == "pass" and row.before["footprint"] == "0.396"
    assert row.after["footprint"] != "0.396" and row.before["comparator"] != row.after["comparator"]
    assert row.uses == ["V-PET"] and row.certificate == certificate


def test_a_factor_taken_away_turns_the_verdict(certificate: Certificate, personas: Personas) -> None:
    found = answered(ask(personas.officer, "factor", "cfp-2569/27"))
    assert [row.effect for row in found] == [ReviewEffect.OUTCOME] and found[0].after["overall"] == "invalid"


def test_a_certificate_that_mentions_it_and_stays_is_told_as_such(certificate: Certificate, personas: Personas) -> None:
    found = answered(ask(personas.officer, "factor", "cfp-2569/27", replacement="2.93890001"))
    assert [row.effect for row in found] == [ReviewEffect.NONE]


def test_a_recyclers_licence_takes_the_share(certificate: Certificate, personas: Personas) -> None:
    found = answered(ask(personas.officer, "licence", RECYCLER))
    assert [row.effect for row in found] == [ReviewEffect.OUTCOME]
    assert (found[0].before["share"], found[0].after["share"]) == ("20.00", "0.00")
    assert answered(ask(personas.officer, "licence", "3-999-9/50รย")) == []


def test_that_no_recycled_material_would_remain_is_said_in_words(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    """The engine calls 5.3 invalid, as there is no virgin twin; to the officer that would look like missing data."""
    review = ask(personas.officer, "licence", RECYCLER)
    assert answered(review)[0].after["clauses"]["5.3"] == "invalid"
    page = signed_in(personas.officer).get(f"/en/officer/certificates/reviews/{review.public_id}/").content.decode()
    assert "No recycled or circular material would remain" in page and "<strong>0.00 %</strong>" in page
    assert "Clause 4.1.1: Pass → Fail" in " ".join(page.split())
    assert "Clause 5.3" not in page and "Incomplete" not in page


def test_a_counterpart_is_told_only_where_something_changes(certificate: Certificate, personas: Personas) -> None:
    assert answered(ask(personas.officer, "counterpart", "pet-2569", replacement="2.94")) == []
    found = answered(ask(personas.officer, "counterpart", "pet-2569", replacement="0.1"))
    assert [row.effect for row in found] == [ReviewEffect.OUTCOME] and found[0].after["clauses"]["5.3"] == "fail"


def test_a_set_without_successor_and_one_nobody_uses(certificate: Certificate, personas: Personas) -> None:
    assert [row.effect for row in answered(ask(personas.officer, "factor_set", "cfp-2569"))] == [ReviewEffect.OUTCOME]
    assert answered(ask(personas.officer, "factor_set", "cfp-2560")) == []


@pytest.mark.parametrize(
    ("days", "is_listed"), [(None, True), (-1, True), (0, True), (1, False)], ids=["never", "before", "same", "after"]
)
def test_a_verifiers_registration_counts_until_the_day_before(
    days: int | None, is_listed: bool, certificate: Certificate, personas: Personas
) -> None:
    signed_on = timezone.localdate(certificate.application.statements.get().signed_at)
    effective_on = None if days is None else signed_on + timedelta(days=days)
    found = answered(ask(personas.officer, "verifier", "VB-A-001", effective_on=effective_on))
    assert [row.effect for row in found] == ([ReviewEffect.STATEMENT] if is_listed else [])
    assert answered(ask(personas.officer, "verifier", "VB-B-001")) == []


def test_another_registration_of_the_same_person_still_counts(certificate: Certificate, personas: Personas) -> None:
    VerifierRegistration.objects.create(
        user=personas.verifier,
        organisation=personas.body_a,
        number="VB-A-002",
        valid_from=date(2020, 1, 1),
        valid_until=date(2099, 1, 1),
    )
    assert answered(ask(personas.officer, "verifier", "VB-A-001")) == []


def test_what_is_over_is_not_looked_at(certificate: Certificate, personas: Personas) -> None:
    certificate.endings.create(kind=Standing.SURRENDERED, ended_at=timezone.now(), ended_by=personas.applicant)
    review = ask(personas.officer, "licence", RECYCLER)
    assert answered(review) == [] and review.total == 0


def test_a_case_that_cannot_be_recomputed_is_told_and_the_rest_goes_on(
    certificate: Certificate, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, original = make_certificate(personas), acting.frozen_of

    def broken(of: Certificate) -> Any:
        if of.pk == certificate.pk:
            raise ValueError("damaged")
        return original(of)

    monkeypatch.setattr(acting, "frozen_of", broken)
    found = {row.certificate_id: row for row in answered(ask(personas.officer, "licence", RECYCLER))}
    assert found[certificate.pk].effect == ReviewEffect.FAILED and "damaged" in found[certificate.pk].after["error"]
    assert found[other.pk].effect == ReviewEffect.OUTCOME


def test_a_stopped_review_goes_on_where_it_stopped(
    frozen_as_by_the_portal: None, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make_certificate(personas) for _ in range(3)]
    monkeypatch.setattr(acting, "BATCH", 1)
    review, original = ask(personas.officer, "licence", RECYCLER), acting.frozen_of
    judged: list[int] = []

    def killed_at_the_second(of: Certificate) -> Any:
        judged.append(of.pk)
        if len(judged) == 2:
            raise KeyboardInterrupt
        return original(of)

    monkeypatch.setattr(acting, "frozen_of", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        acting.complete(review.pk)
    review.refresh_from_db()
    assert (review.checked, review.total) == (1, 3) and outbox.state(review) == "running"
    later = timezone.now() + timedelta(hours=1)
    acting.complete(review.pk, lambda: later)
    assert judged == [made[0].pk, made[1].pk, made[1].pk, made[2].pk]
    assert [row.certificate_id for row in review.found.order_by("pk")] == [row.pk for row in made]


def test_a_late_worker_writes_nothing(
    certificate: Certificate, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease ran out and another took the review: what the late one found is rolled back."""
    review, original = ask(personas.officer, "licence", RECYCLER), acting.frozen_of

    def overtaken(of: Certificate) -> Any:
        WithdrawalReview.objects.filter(pk=review.pk).update(token=uuid4())
        return original(of)

    monkeypatch.setattr(acting, "frozen_of", overtaken)
    acting.complete(review.pk)
    assert not review.found.exists()


def test_asking_twice_is_one_review_and_only_tgo_asks(personas: Personas) -> None:
    withdrawal, key = Withdrawal(kind="licence", item=Item(RECYCLER, "-", "-"), reason="-"), uuid4()
    first, second = (reviews.ask(withdrawal, by=personas.officer, at=timezone.now(), key=key) for _ in range(2))
    assert first == second and WithdrawalReview.objects.count() == 1
    with pytest.raises(ActRefused):
        reviews.ask(withdrawal, by=personas.applicant, at=timezone.now(), key=uuid4())
    assert [event.verb for event in audit.events_for(first)] == ["review.asked"]


def test_what_was_found_is_frozen(certificate: Certificate, personas: Personas) -> None:
    answered(ask(personas.officer, "licence", RECYCLER))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE certificates_reviewedcertificate SET effect = 'none'")


def test_memory_stays_flat_because_certificates_come_a_few_at_a_time(
    frozen_as_by_the_portal: None, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many queries for each further batch, and never more certificates at hand than one batch holds."""
    monkeypatch.setattr(acting, "BATCH", 2)
    for _ in range(3):
        make_certificate(personas)
    sizes = [len(batch) for batch in acting._batches(acting.in_question(timezone.now()), after=0)]
    assert sizes == [2, 1]


def test_the_pages_from_the_question_to_the_table(
    certificate: Certificate, personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.officer)
    for kind in ("factor", "factor_set", "counterpart", "licence", "body", "verifier"):
        assert client.get(f"/th/officer/certificates/reviews/new/?kind={kind}").status_code == 200
    typed = {"kind": "counterpart", "item": "pet-2569", "replacement": "0,1", "reason": "แก้ไขค่า", "key": uuid4()}
    assert client.post("/th/officer/certificates/reviews/new/", typed | {"replacement": "x"}).status_code == 422
    assert client.post("/th/officer/certificates/reviews/new/", typed | {"item": "none"}).status_code == 422
    answer = client.post("/th/officer/certificates/reviews/new/", typed | {"replacement": "0.1"})
    assert answer.status_code == 302
    waiting = client.get(answer["Location"]).content.decode()
    assert "การทบทวนอยู่ในคิว" in waiting
    panel = client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert panel.lstrip().startswith('<div id="found"')
    answered(WithdrawalReview.objects.get())
    page = client.get(answer["Location"]).content.decode()
    assert certificate.code in page and "5.3" in page and "ผลการพิจารณาเปลี่ยน" in page
    assert "เม็ดพลาสติก PET ใหม่" in client.get("/th/officer/certificates/reviews/").content.decode()


def test_the_table_asks_as_much_for_three_as_for_one(
    frozen_as_by_the_portal: None, personas: Personas, signed_in: SignedIn
) -> None:
    client, counts = signed_in(personas.officer), []
    for wanted in (1, 3):
        while Certificate.objects.count() < wanted:
            make_certificate(personas)
        review = ask(personas.officer, "licence", RECYCLER)
        assert len(answered(review)) == wanted
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/th/officer/certificates/reviews/{review.public_id}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_item_of_every_register_can_be_chosen(certificate: Certificate) -> None:
    assert [item.code for item in items_of("factor")] == ["cfp-2569/27"]
    assert [item.code for item in items_of("factor_set")] == ["cfp-2569"]
    assert [item.code for item in items_of("verifier")] == ["VB-A-001", "VB-B-001"]
    assert items_of("licence") == []
