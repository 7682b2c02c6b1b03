"""What an applicant does to the facts of type 4.2: store the certificate of a recognised body."""

from collections.abc import Mapping
from typing import Any

from applications.models import Application, RecognisedCertificate

_COLUMNS = {
    "work": "work",
    "body": "body",
    "other_body_name": "other_body_name",
    "number": "number",
    "certified_activity": "activity",
    "certified_product": "product_name",
    "issued_text": "issued_text",
    "expires_text": "expires_text",
}


def save_recognised_certificate(application: Application, values: Mapping[str, Any]) -> RecognisedCertificate:
    """Store what was typed of the certificate; the caller holds the application's lock.

    Factories and documents are taken from this application alone.
    """
    held, _created = RecognisedCertificate.objects.get_or_create(application=application)
    for name, column in _COLUMNS.items():
        if name in values:
            setattr(held, column, values[name])
    if "is_work_on_customers_goods" in values:
        held.is_work_on_customers_goods = {"yes": True, "no": False}.get(values["is_work_on_customers_goods"])
    held.save()
    if "sites" in values:
        held.sites.set(application.application_factories.filter(line_id__in=values["sites"]))
    if "certificate_evidence" in values:
        chosen = values["certificate_evidence"]
        held.evidence.set(application.evidence.filter(removed_at=None, line_id__in=chosen))
    return held
