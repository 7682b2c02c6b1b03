"""The reviewed table of who may open what: one row per address, checked against the running code.

`who` names the people who get an answer; everybody else is refused with the code of their kind: the public is sent to
sign in (302), people of another audience read why (403), and the own audience's strangers find nothing (404).
"""

from dataclasses import dataclass

EVERYBODY = frozenset(
    {"public", "applicant", "applicant_viewer", "rival", "verifier", "other_verifier", "officer", "approver"}
)
SIGNED_IN = EVERYBODY - {"public"}
MEMBERS = frozenset({"applicant", "applicant_viewer"})
EDITORS = frozenset({"applicant"})
MANUFACTURERS = MEMBERS | {"rival"}
THE_VERIFIER = frozenset({"verifier"})
VERIFIERS = frozenset({"verifier", "other_verifier"})
AUTHORITY = frozenset({"officer", "approver"})
OFFICERS = frozenset({"officer"})
READERS = MEMBERS | THE_VERIFIER | AUTHORITY
KIND = {
    **dict.fromkeys(("applicant", "applicant_viewer", "rival"), "manufacturer"),
    **dict.fromkeys(("verifier", "other_verifier"), "verification_body"),
    **dict.fromkeys(("officer", "approver"), "authority"),
}


@dataclass(frozen=True)
class Row:
    """An address: the methods it knows, who gets an answer to GET and who to POST, and whose page it is."""

    methods: str
    read: frozenset[str] = frozenset()
    write: frozenset[str] = frozenset()
    audience: str = ""


def applicant(methods: str = "GET POST", *, write: frozenset[str] = EDITORS) -> Row:
    """A page of the applicant's own case; where everybody of it may post, the page shows why a service refuses."""
    return Row(methods, MEMBERS, write if "POST" in methods else frozenset(), "manufacturer")


def verifier(methods: str = "GET") -> Row:
    """A page of the verifier who accepted the case."""
    return Row(methods, THE_VERIFIER, THE_VERIFIER if "POST" in methods else frozenset(), "verification_body")


def officer(methods: str = "GET", *, write: frozenset[str] = OFFICERS) -> Row:
    """A page of TGO."""
    return Row(methods, AUTHORITY, write if "POST" in methods else frozenset(), "authority")


TABLE: dict[str, Row] = {
    "healthz": Row("GET", EVERYBODY),
    "home": Row("GET", EVERYBODY),
    "licences": Row("GET", EVERYBODY),
    "verify:standing": Row("GET", EVERYBODY),
    "verify:file": Row("GET", EVERYBODY),
    "verify:badge": Row("GET", EVERYBODY),
    "verify:picture": Row("GET", EVERYBODY),
    "api:register": Row("GET", EVERYBODY),
    "api:certificate": Row("GET", EVERYBODY),
    "api:standing": Row("GET", EVERYBODY),
    "api:json_ld": Row("GET", EVERYBODY),
    "api:by_number": Row("GET", EVERYBODY),
    "api:schema": Row("GET", EVERYBODY),
    "api:open_data": Row("GET", EVERYBODY),
    "open_data:home": Row("GET", EVERYBODY),
    "open_data:csv": Row("GET", EVERYBODY),
    "open_data:json": Row("GET", EVERYBODY),
    "open_data:jsonld": Row("GET", EVERYBODY),
    "certificates:open_data": Row("GET", EVERYBODY),
    "certificates:developers": Row("GET", EVERYBODY),
    "certificates:register": Row("GET", EVERYBODY),
    "certificates:check": Row("GET", EVERYBODY),
    "certificates:check_file": Row("GET POST", EVERYBODY, EVERYBODY),
    "certificates:standing": Row("GET", EVERYBODY),
    "certificates:complain": Row("GET POST", EVERYBODY, EVERYBODY),
    "certificates:complained": Row("GET", EVERYBODY),
    "accounts:desk": Row("GET", SIGNED_IN),
    "applications:applicant_list": Row("GET", MANUFACTURERS, audience="manufacturer"),
    "applications:applicant_start": Row("GET", EVERYBODY),
    "applications:applicant_case": applicant("GET"),
    "applications:applicant_summary": applicant("GET"),
    "applications:applicant_organisation": applicant(),
    "applications:applicant_product": applicant(),
    "applications:applicant_scope": applicant(),
    "applications:applicant_verification": applicant(),
    "applications:applicant_check": applicant(write=MEMBERS),
    "applications:applicant_sent": applicant("GET"),
    "applications:applicant_results": applicant("GET"),
    "applications:applicant_progress": applicant("GET"),
    "applications:applicant_retry": applicant("POST"),
    "applications:applicant_answers": applicant(),
    "applications:applicant_file": applicant(write=MEMBERS),
    "applications:applicant_filed": applicant("GET"),
    "applications:applicant_withdraw": applicant(write=MEMBERS),
    "applications:applicant_composition": applicant(),
    "applications:applicant_composition_totals": applicant("POST", write=MEMBERS),
    "applications:applicant_documents": applicant(),
    "applications:applicant_evidence": applicant(),
    "applications:applicant_evidence_replace": applicant("POST"),
    "applications:applicant_evidence_remove": applicant("POST"),
    "applications:applicant_stock": applicant(),
    "applications:applicant_stock_balance": applicant(),
    "applications:applicant_stock_figures": applicant("POST", write=MEMBERS),
    "applications:applicant_stock_remove": applicant("POST"),
    "applications:applicant_inventory": applicant(),
    "applications:applicant_line_new": applicant(),
    "applications:applicant_line": applicant(),
    "applications:applicant_line_change": applicant("POST"),
    "applications:applicant_line_figures": applicant("POST", write=MEMBERS),
    "applications:applicant_factor_options": applicant("GET"),
    "applications:applicant_factor_source": applicant("GET"),
    "applications:applicant_own_factor_new": applicant(),
    "applications:applicant_own_factor": applicant(),
    "applications:applicant_own_factor_remove": applicant("POST"),
    "applications:applicant_comparator": applicant(),
    "applications:applicant_counterpart": applicant(),
    "applications:verifier_list": Row("GET", VERIFIERS, audience="verification_body"),
    "applications:verifier_offer": verifier("GET POST"),
    "applications:verifier_case": verifier(),
    "applications:verifier_findings": verifier("GET POST"),
    "applications:verifier_send_findings": verifier("POST"),
    "applications:verifier_settle_finding": verifier("POST"),
    "applications:verifier_statement": verifier("GET POST"),
    "applications:officer_queue": officer(),
    "applications:officer_agenda": officer(),
    "applications:officer_case": officer("GET POST"),
    "applications:officer_take": officer("POST"),
    "applications:officer_release": officer("POST"),
    "applications:officer_screening": officer("GET POST"),
    "applications:officer_out_of_scope": officer("POST"),
    "applications:officer_withdraw_proposal": officer("POST"),
    "applications:officer_requests": officer("GET POST"),
    "applications:officer_send_requests": officer("POST"),
    "applications:officer_settle_request": officer("POST"),
    "applications:officer_recommendation": officer("GET POST"),
    "applications:officer_brief": officer("GET POST", write=frozenset({"approver"})),
    "applications:officer_issuing": officer(),
    "applications:officer_retry_issuing": officer("POST", write=AUTHORITY),
    "applications:document": Row("GET", READERS),
    "applications:predecessor": Row("GET", READERS),
    "certificates:holder_list": Row("GET", SIGNED_IN),
    "certificates:holder_detail": Row("GET", MEMBERS | AUTHORITY),
    "certificates:answer_proposal": Row("POST", MEMBERS, EDITORS, "manufacturer"),
    "certificates:surrender": Row("GET POST", MEMBERS, EDITORS, "manufacturer"),
    "certificates:agreement": Row("GET POST", MEMBERS, EDITORS, "manufacturer"),
    "certificates:holder_download": Row("GET", MEMBERS | AUTHORITY),
    "certificates:holder_changes": applicant(),
    "certificates:holder_labels": applicant(),
    "certificates:holder_confirmations": applicant(),
    "certificates:officer_confirmations": officer(),
    "certificates:officer_changes": officer(),
    "certificates:officer_complaints": officer(),
    "certificates:officer_complaint": officer("GET POST", write=AUTHORITY),
    "certificates:officer_change": officer("GET POST", write=AUTHORITY),
    "certificates:require_verification": officer("POST", write=AUTHORITY),
    "certificates:officer_labels": officer(),
    "certificates:officer_label": officer("GET POST", write=AUTHORITY),
    "certificates:renew": applicant("POST", write=MEMBERS),
    "certificates:vary": applicant("POST", write=MEMBERS),
    "certificates:dossier": Row("GET", READERS),
    "certificates:dossier_progress": Row("GET", READERS),
    "certificates:dossier_file": Row("GET", READERS),
    "certificates:recompute": Row("POST", write=READERS),
    "certificates:retry_dossier": officer("POST", write=AUTHORITY),
    "certificates:register_check": officer(),
    "certificates:register_check_progress": officer(),
    "certificates:start_register_check": officer("POST", write=AUTHORITY),
    "certificates:officer_reviews": officer(),
    "certificates:officer_review_new": officer("GET POST", write=AUTHORITY),
    "certificates:officer_review": officer(),
    "certificates:officer_review_retry": officer("POST", write=AUTHORITY),
    "certificates:officer_list": officer(),
    "certificates:official_mark": officer("GET POST", write=AUTHORITY),
    "certificates:mark_picture": officer(),
    "certificates:officer_detail": officer(),
    "certificates:propose_revocation": officer("POST", write=AUTHORITY),
    "certificates:confirm_revocation": officer("POST", write=AUTHORITY),
    "certificates:withdraw_proposal": officer("POST", write=AUTHORITY),
    "certificates:suspend": officer("POST", write=AUTHORITY),
    "certificates:lift_suspension": officer("POST", write=AUTHORITY),
    "certificates:retry_issuing": officer("POST", write=AUTHORITY),
}
# Tested on their own: they need another case, or belong to libraries that test themselves.
ELSEWHERE = frozenset(
    {
        "applications:applicant_new",
        "applications:applicant_composition_row",
        "accounts:members",
        "accounts:end",
        "styleguide",
        "set_language",
    }
)
