"""What a certificate of an approved case prints, out of what was frozen when it was approved."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings

from applications.choices import Route
from applications.models import Issuance
from applications.verdicts import printed_share
from calculations.engine.criteria.editions import EDITIONS
from calculations.engine.display import exact_text
from certificates import wording
from certificates.content import CertificateContent, FactoryLine
from certificates.models import OfficialMark, mark_of
from certificates.terms import last_day

FOOTPRINT_UNIT = "kgCO₂e"


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
    valid_from, valid_until = _validity(issuance, recognised)
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
        mark_sha256=_mark(judged["product"]["kind"], issuance.approved_on),
        is_example=bool(printed["presentation"].get("is_example")),
    )


def _mark(kind: str, approved_on: date) -> str:
    """Return the hash of the official artwork in force; empty while TGO has supplied none."""
    mark = OfficialMark.objects.in_force(mark_of(kind), approved_on)
    return mark.sha256 if mark else ""


def _validity(issuance: Issuance, recognised: dict[str, Any] | None) -> tuple[date, date]:
    """Return the term from the approval on, never beyond the recognised certificate of a type 4.2 case."""
    approved_on = issuance.approved_on
    until = last_day(issuance.application, approved_on=approved_on)
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
