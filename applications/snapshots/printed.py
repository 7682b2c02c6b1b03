"""What a certificate will print beyond the judged figures."""

from applications import choices
from applications.models import Application
from applications.snapshots.typed import Json

PRINTED_SCHEMA = "cecfp-printed/1"


def printed_of(application: Application) -> Json:
    """Return what a certificate will print beyond the judged figures: names and references as they stand at approval.

    Goes into `Issuance.printed`; the caller holds the application's lock, a statement is in force, a round is chosen.
    """
    revision = application.revisions.order_by("-number")[0]
    statement = application.statements.select_related("engagement__organisation").get(voided_at=None)
    body, meeting = statement.engagement.organisation, application.round
    if meeting is None:
        raise ValueError("an approved case stands on the agenda of a round")
    return {
        "schema": PRINTED_SCHEMA,
        "revision": revision.number,
        "case_sha256": revision.case_sha256,
        "judged_sha256": revision.judged_sha256,
        "presentation": revision.case["presentation"],
        "pcr": _printed_pcr(application),
        "verification_body": {"name_th": body.name_th, "name_en": body.name_en},
        "statement_number": statement.number,
        "meeting": {"round": str(meeting), "on": (meeting.held_on or meeting.meets_on).isoformat()},
    }


def _printed_pcr(application: Application) -> Json:
    pcr = application.pcr
    if pcr is None or application.pcr_status == choices.PcrStatus.DRAFT:
        return {"text_th": "ร่างข้อกำหนดเฉพาะที่เสนอ อบก.", "text_en": "draft rule proposed to TGO"}
    return {
        "text_th": f"{pcr.title_th} ({pcr.code} ฉบับที่ {pcr.version})",
        "text_en": f"{pcr.title_en or pcr.title_th} ({pcr.code}, version {pcr.version})",
    }
