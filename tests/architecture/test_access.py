"""Every address × method × person gives the answer of the reviewed table."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from applications.models import Application, Document, Portion
from certificates.models import Certificate, ChangeNotice, Complaint, LabelArtwork, OfficialMark, WithdrawalReview
from certificates.services.complaints import complain
from tests.architecture.access_table import ELSEWHERE, EVERYBODY, KIND, TABLE
from tests.factories.approved_cases import make_certificate
from tests.factories.cases import CaseMaker
from tests.personas import Personas

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE")
LIBRARIES = ("account_", "admin:")
# A method an address does not know is refused before anybody is looked at.
UNKNOWN_METHODS_BY = ("public", "applicant")
SignedIn = Callable[[object], Client]


@pytest.fixture
def case(cases: CaseMaker, personas: Personas) -> Application:
    application = cases.checked()
    engagement = application.engagements.get()
    engagement.findings.create(kind="car", text="แก้ไข", raised_at=timezone.now(), raised_by=personas.verifier)
    application.correction_requests.create(
        text="แก้ไข", due_on="2027-01-01", raised_at=timezone.now(), raised_by=personas.officer
    )
    Application.objects.filter(pk=application.pk).update(filed_at=timezone.now(), filed_by=personas.applicant)
    return application


@pytest.fixture
def arguments(case: Application, personas: Personas) -> dict[str, Any]:
    """What stands for each variable part of an address; the exceptions carry the address's name."""
    certificate: Certificate = make_certificate(personas)
    engagement = case.engagements.get()
    Application.objects.filter(pk=case.pk).update(filing_kind="variation", predecessor=certificate.application)
    return {
        "public_id": case.public_id,
        "side": "product",
        "line_id": case.inventory_lines.first().line_id,  # type: ignore[union-attr]
        "code": certificate.code,
        "number": certificate.number,
        "finding_id": engagement.findings.get().pk,
        "request_id": case.correction_requests.get().pk,
        "verifier_offer.public_id": engagement.public_id,
        "document.public_id": Document.objects.filter(application=case)[0].public_id,
        "retry_issuing.public_id": certificate.issuance.public_id,
        "mark_picture.public_id": _mark(personas).public_id,
        "holder_detail.public_id": certificate.application.public_id,
        **dict.fromkeys(
            ("answer_proposal.public_id", "surrender.public_id", "agreement.public_id"),
            certificate.application.public_id,
        ),
        "holder_changes.public_id": certificate.application.public_id,
        "holder_confirmations.public_id": certificate.application.public_id,
        "holder_labels.public_id": certificate.application.public_id,
        "complained.public_id": _complaint(certificate).public_id,
        "officer_complaint.public_id": _complaint(certificate).public_id,
        "officer_change.public_id": _notice(certificate, personas).public_id,
        "officer_review.public_id": (review := _review(personas)).public_id,
        "officer_review_retry.public_id": review.public_id,
        "officer_label.public_id": _artwork(certificate, case, personas).public_id,
        "renew.public_id": certificate.application.public_id,
        "vary.public_id": certificate.application.public_id,
        "holder_download.public_id": certificate.application.public_id,
        "dossier.public_id": certificate.application.public_id,
        "dossier_progress.public_id": certificate.application.public_id,
        "dossier_file.public_id": certificate.application.public_id,
        "recompute.public_id": certificate.application.public_id,
        "retry_dossier.public_id": certificate.application.public_id,
        "applicant_evidence.line_id": case.evidence.first().line_id,  # type: ignore[union-attr]
        "applicant_evidence_replace.line_id": case.evidence.first().line_id,  # type: ignore[union-attr]
        "applicant_evidence_remove.line_id": case.evidence.first().line_id,  # type: ignore[union-attr]
        "applicant_counterpart.line_id": _recycled(case).line_id,
        "applicant_stock_balance.line_id": case.stock_balances.first().line_id,  # type: ignore[union-attr]
        "applicant_stock_figures.line_id": case.stock_balances.first().line_id,  # type: ignore[union-attr]
        "applicant_stock_remove.line_id": case.stock_balances.first().line_id,  # type: ignore[union-attr]
        "applicant_own_factor.line_id": case.own_factors.first().line_id,  # type: ignore[union-attr]
        "applicant_own_factor_remove.line_id": case.own_factors.first().line_id,  # type: ignore[union-attr]
    }


def _mark(personas: Personas) -> OfficialMark:
    return OfficialMark.objects.create(
        kind="product",
        image=b"picture",
        sha256="0" * 64,
        in_force_from=timezone.localdate(),
        source="letter",
        added_at=timezone.now(),
        added_by=personas.approver,
    )


def _notice(certificate: Certificate, personas: Personas) -> ChangeNotice:
    return certificate.change_notices.create(
        matters=["other"],
        changes_on=timezone.localdate(),
        description="-",
        sent_at=timezone.now(),
        sent_by=personas.applicant,
    )


def _review(personas: Personas) -> WithdrawalReview:
    return WithdrawalReview.objects.create(
        key=uuid.uuid4(), kind="licence", item="3-1", reason="-", queued_at=timezone.now(), asked_by=personas.officer
    )


def _artwork(certificate: Certificate, case: Application, personas: Personas) -> LabelArtwork:
    return certificate.label_artworks.create(
        use="product",
        mark_kind="packaging",
        description="-",
        document=case.documents.earliest("pk"),
        sent_at=timezone.now(),
        sent_by=personas.applicant,
    )


def _complaint(certificate: Certificate) -> Complaint:
    key, at = uuid.uuid4(), timezone.now()
    return complain(about=certificate.number, matter="forged", text="ฉลากปลอม", contact="", at=at, key=key)


def _recycled(case: Application) -> Portion:
    return Portion.objects.filter(node__application=case, origin="post_consumer").earliest("pk")


def addresses() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and the variable parts of every address of ours."""

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                yield from walk(entry.url_patterns, inner)
            elif entry.name:
                yield f"{namespace}{entry.name}", tuple(entry.pattern.converters)

    found = walk(get_resolver().url_patterns, "")
    return ((name, parts) for name, parts in found if not name.startswith(LIBRARIES))


PARTS = dict(addresses())


def test_every_address_stands_in_the_table() -> None:
    assert set(PARTS) == set(TABLE) | ELSEWHERE


def expected(name: str, method: str, who: str) -> str:
    row = TABLE[name]
    allowed = row.methods.split()
    if method not in (*allowed, *(("HEAD",) if "GET" in allowed else ())):
        return "405"
    people = row.write if method == "POST" else row.read
    if who in people:
        return "answer"
    if who == "public":
        return "302"
    if row.audience and KIND[who] != row.audience:
        return "403"
    if row.audience and method == "POST" and who in row.read:
        return "403"
    return "404"


def kind_of(status: int) -> str:
    if status in (403, 404, 405):
        return str(status)
    return "answer" if status < 500 else f"broken ({status})"


def ask(client: Client, method: str, url: str) -> int:
    """Return the status of an answer, undoing whatever the request did."""
    with transaction.atomic():
        answer = client.generic(method, url, b"", content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_every_address_answers_as_the_table_says(
    who: str, arguments: dict[str, Any], personas: Personas, signed_in: SignedIn
) -> None:
    client = signed_in(personas.people()[who])
    client.raise_request_exception = False
    differences = []
    for name in sorted(TABLE):
        last = name.rpartition(":")[2]
        url = reverse(name, kwargs={part: arguments.get(f"{last}.{part}", arguments[part]) for part in PARTS[name]})
        for method in METHODS if who in UNKNOWN_METHODS_BY else ("GET", "HEAD", "POST"):
            status, wanted = ask(client, method, url), expected(name, method, who)
            got = "302" if wanted == "302" and status == 302 else kind_of(status)
            if wanted != got:
                differences.append(f"{method} {name}: expected {wanted}, got {got}")
    assert not differences, "\n".join(differences)


def test_an_unknown_code_is_an_answer_not_an_error(signed_in: SignedIn, personas: Personas) -> None:
    client = signed_in(personas.public)
    for code in ("x", "0" * 26, uuid.uuid4().hex):
        assert client.get(reverse("verify:standing", args=[code])).status_code in (200, 404)
