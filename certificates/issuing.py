"""The worker's act of issuing: reserve, render, lint, store, certify; stopped anywhere, the number stays."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.choices import Route
from applications.models import Issuance
from applications.notifications import certificate_issued
from applications.transitions import apply_transition, lock
from applications.verdicts import printed_share
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.display import exact_text
from cecfp_portal import audit, outbox, practice
from cecfp_portal.text import search_text
from certificates import numbering, wording
from certificates.content import CertificateContent, FactoryLine
from certificates.models import Certificate, NumberReservation
from certificates.pdf import archive
from certificates.pdf.lint import lint_content, lint_document
from certificates.pdf.page import render_certificate

FOOTPRINT_UNIT = "kgCO₂e"
_NOT_YET = "–"


class OtherWorkerFinishedError(Exception):
    """Another attempt holds the issuance by now: what this one did is rolled back."""


def issue(issuance_id: int) -> None:
    """Bring one issuance to its certificate; safe to be called any number of times, at once or after a crash."""
    outbox.attempt(Issuance, issuance_id, _issue)


def _issue(issuance: Issuance) -> None:
    reservation = _reserve(issuance)
    content = CertificateContent.from_json(reservation.content)
    pdf = render_certificate(content)
    lint_document(pdf, content)
    pdf_sha256 = archive.keep(pdf)
    _certify(issuance, reservation, content, pdf_sha256)


def _reserve(issuance: Issuance) -> NumberReservation:
    """Return the number and content of this issuance, taken the first time and the same ever after.

    What cannot be printed is refused before a number is taken for it.
    """
    lint_content(content_of(issuance, number=_NOT_YET, code=_NOT_YET))
    with transaction.atomic():
        lock(issuance.application_id)
        existing = NumberReservation.objects.filter(issuance=issuance).first()
        if existing is not None:
            return existing
        at, code = timezone.now(), numbering.new_code()
        taken = numbering.take_number(approved_on=issuance.approved_on)
        content = content_of(issuance, number=taken.text, code=code)
        reservation = NumberReservation.objects.create(
            issuance=issuance,
            scheme=numbering.SCHEME,
            fiscal_year=taken.fiscal_year,
            running=taken.running,
            number=taken.text,
            code=code,
            content=content.to_json(),
            content_sha256=content.sha256(),
            reserved_at=at,
        )
        Issuance.objects.filter(pk=issuance.pk).update(number=taken.text)
        facts = {"number": taken.text, "content_sha256": reservation.content_sha256}
        audit.append(verb="certificate.number_reserved", by=None, at=at, subject=issuance.application, data=facts)
    return reservation


def _certify(issuance: Issuance, reservation: NumberReservation, content: CertificateContent, pdf_sha256: str) -> None:
    """Make the certificate public and the application certified, in one transaction."""
    hashes = {"content_sha256": reservation.content_sha256, "pdf_sha256": pdf_sha256}
    with transaction.atomic():
        application = lock(issuance.application_id)
        at = timezone.now()
        if not outbox.finish(issuance, at=at, number=reservation.number, **hashes):
            raise OtherWorkerFinishedError
        certificate = Certificate.objects.create(
            application=application,
            issuance=issuance,
            number=reservation.number,
            code=reservation.code,
            content=reservation.content,
            judged_sha256=content.judged_sha256,
            search_text=_search_text(content),
            approved_on=content.approved_on,
            valid_from=content.valid_from,
            valid_until=content.valid_until,
            issued_at=at,
            is_example=content.is_example,
            **hashes,
        )
        apply_transition(application.pk, "certify", by=None, at=at, data={"number": certificate.number, **hashes})
        certificate_issued(application, at=at)
        audit.append(
            verb="certificate.issued",
            by=None,
            at=at,
            subject=certificate,
            data={"number": certificate.number, **hashes},
        )


def content_of(issuance: Issuance, *, number: str, code: str) -> CertificateContent:
    """Return what the certificate of an approved case prints, out of what was frozen when it was approved.

    Raises ValueError when the run or the frozen names lack something that is printed.
    """
    run = issuance.decision.recommendation.check_run if issuance.decision.recommendation else None
    if run is None or run.report is None:
        raise ValueError("an approved case has a finished run for its recommendation")
    printed, judged = issuance.printed, run.revision.case["judged"]
    if printed["judged_sha256"] != run.revision.judged_sha256:
        raise ValueError("the names were frozen for another judged case")
    recognised = judged.get("recognised_certificate") if judged["route"] == Route.CIRCULAR_ACTIVITY else None
    valid_from, valid_until = _validity(issuance.approved_on, recognised)
    return CertificateContent(
        number=number,
        code=code,
        verify_url=f"{settings.SITE_URL}/c/{code}",
        **_names(printed, judged),
        **_figures(run.report),
        **_references(printed, judged),
        **_recognised(judged["route"], recognised),
        meeting_on=date.fromisoformat(printed["meeting"]["on"]),
        approved_on=issuance.approved_on,
        valid_from=valid_from,
        valid_until=valid_until,
        judged_sha256=printed["judged_sha256"],
        case_sha256=printed["case_sha256"],
        rulings_sha256=run.rulings_sha256,
        context_sha256=run.context_sha256,
        engine=run.engine_version,
        is_example=bool(printed["presentation"].get("is_example")),
    )


def _validity(approved_on: date, recognised: dict[str, Any] | None) -> tuple[date, date]:
    """Return the term: whole years from the approval, never beyond the recognised certificate of a type 4.2 case."""
    years: int = practice.value("certificate_validity_years", on=approved_on)
    until = day_before_anniversary(approved_on, years)
    if recognised:
        until = min(until, date.fromisoformat(recognised["expires_on"]))
    if until < approved_on:
        raise ValueError("the recognised certificate expired before the approval")
    return approved_on, until


def _recognised(route: str, recognised: dict[str, Any] | None) -> dict[str, Any]:
    """Return the body that clause 4.2 rests on; a case of type 4.2 without one is never printed."""
    if route != Route.CIRCULAR_ACTIVITY:
        return {}
    if not recognised or not recognised["body_name"]:
        raise ValueError("a certificate of type 4.2 names the recognised body")
    return {
        "recognised_body_th": recognised["body_name"],
        "recognised_body_en": recognised.get("body_name_en", ""),
        "recognised_number": recognised["number"],
    }


def day_before_anniversary(start: date, years: int) -> date:
    """Return the last day of a term of whole years.

    >>> day_before_anniversary(date(2026, 11, 29), 3), day_before_anniversary(date(2028, 2, 29), 3)
    (datetime.date(2029, 11, 28), datetime.date(2031, 2, 28))
    """
    try:
        anniversary = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)
    return date.fromordinal(anniversary.toordinal() - 1)


def _names(printed: dict[str, Any], judged: dict[str, Any]) -> dict[str, Any]:
    shown = printed["presentation"]
    applicant, product = shown["applicant"], shown["product"]
    licences = {row["line_id"]: row["licence"] for row in judged["factories"]}
    return {
        "holder_th": applicant["name_th"],
        "holder_en": applicant["name_en"],
        "holder_address_th": applicant["address_th"],
        "holder_address_en": applicant["address_en"],
        "factories": tuple(
            FactoryLine(
                name_th=row["name_th"],
                name_en=row["name_en"],
                licence=licences[row["line_id"]],
                address_th=row["address_th"],
                address_en=row["address_en"],
            )
            for row in shown["factories"]
        ),
        "product_th": product["name_th"],
        "product_en": product["name_en"],
        "model": product["model"],
        "functional_unit_th": _unit(shown["functional_unit"]["text_th"], judged["functional_unit"]),
        "functional_unit_en": _unit(shown["functional_unit"]["text_en"], judged["functional_unit"]),
        "product_unit_th": _unit(shown["product_unit"]["text_th"], judged["product_unit"]),
        "product_unit_en": _unit(shown["product_unit"]["text_en"], judged["product_unit"]),
    }


def _unit(text: str, amount: dict[str, str]) -> str:
    return text or f"{amount['amount']} {amount['unit']}"


def _figures(report: dict[str, Any]) -> dict[str, Any]:
    share, footprint = printed_share(report), report["footprints"]["product"]
    if not share or not footprint["text"]:
        raise ValueError("share and footprint must both be known")
    return {
        # Of the printed figure: the exact fraction would tell a rival the weights of the parts.
        "recycled_share": exact_text(Fraction(share) / 100),
        "recycled_share_percent": share,
        "footprint": footprint["text"],
        "footprint_unit": FOOTPRINT_UNIT,
    }


def _references(printed: dict[str, Any], judged: dict[str, Any]) -> dict[str, Any]:
    editions, body = judged["editions"], printed["verification_body"]
    criteria, guideline = EDITIONS[editions["criteria"]], wording.GUIDELINES[editions["guideline"]]
    return {
        "route": judged["route"],
        "activity": judged.get("circular_activity") or "",
        "kind": judged["product"]["kind"],
        "market": judged["product"]["market"],
        "boundary": judged["boundary"],
        "criteria_th": criteria.title_th,
        "criteria_en": criteria.title_en,
        "guideline_th": guideline.th,
        "guideline_en": guideline.en,
        "pcr_th": printed["pcr"]["text_th"],
        "pcr_en": printed["pcr"]["text_en"],
        "verification_body_th": body["name_th"],
        "verification_body_en": body["name_en"],
        "statement_number": printed["statement_number"],
        "meeting_round": printed["meeting"]["round"],
        "edition": criteria.id,
        "factor_set": editions["factor_set"],
    }


def _search_text(content: CertificateContent) -> str:
    found_by = (
        content.number,
        content.product_th,
        content.product_en,
        content.model,
        content.holder_th,
        content.holder_en,
    )
    return search_text(" ".join(found_by))
