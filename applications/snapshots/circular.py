"""The facts of type 4.2: activity, work done, and the certificate of a recognised body."""

from typing import Any

from applications.choices import Route
from applications.models import Application, RecognisedCertificate, recognised_certificate_of
from applications.snapshots.typed import Json, day
from cecfp_portal.text import search_text

SAME, TO_BE_CONFIRMED = "same", "to_be_confirmed"


def circular_facts(application: Application) -> Json:
    """Return the keys that type 4.2 adds to the judged part; a case of type 4.1 has none of them."""
    if application.route != Route.CIRCULAR_ACTIVITY:
        return {"circular_activity": ""}
    held = recognised_certificate_of(application)
    return {
        "circular_activity": application.circular_activity,
        "circular_work": held.work,
        "recognised_certificate": _certificate(application, held) if held.pk else None,
    }


def is_work_on_customers_goods(application: Application) -> bool | None:
    is_42 = application.route == Route.CIRCULAR_ACTIVITY
    return recognised_certificate_of(application).is_work_on_customers_goods if is_42 else None


def _certificate(application: Application, held: RecognisedCertificate) -> dict[str, Any]:
    body = held.body
    return {
        "body": body.code if body else "",
        "body_name": body.name_th if body else held.other_body_name,
        "body_name_en": body.name_en if body else "",
        "number": held.number,
        "activity": held.activity,
        "product": held.product_name,
        "product_match": product_match(application, held.product_name),
        "sites": [row.factory.licence for row in held.sites.select_related("factory")],
        "issued_on": day(held.issued_text),
        "expires_on": day(held.expires_text),
        "evidence": [row.line_id for row in held.evidence.filter(removed_at=None).order_by("line_id")],
    }


def product_match(application: Application, named: str) -> str:
    """Compare the product named on the certificate with the application's, letter by letter but for case and blanks.

    Stands among the judged facts: a name corrected afterwards must not leave the certificate to another product.
    """
    if not named.strip():
        return ""
    model = application.product_model
    names = [name for name in (application.product_name_th, application.product_name_en) if name]
    applied_for = {_plain(text) for name in names for text in (name, f"{name} {model}")}
    return SAME if _plain(named) in applied_for else TO_BE_CONFIRMED


def _plain(text: str) -> str:
    return "".join(search_text(text).split())
