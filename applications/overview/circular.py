"""The facts of type 4.2 as they are read: what was done, and the certificate of a recognised body with its days."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.overview.fact import Fact, fact_of
from applications.overview.words import Json, day, word

MATCHES: dict[str, str | Promise] = {
    "same": _("named as in the application"),
    "to_be_confirmed": _("named in other words than in the application"),
    "other": _("another product"),
}


def circular_facts(judged: Json) -> Iterator[Fact]:
    """Yield what the section on the product holds besides for type 4.2."""
    held = judged.get("recognised_certificate") or {}
    yield fact_of("circular_activity", word(choices.CircularActivity, judged.get("circular_activity")))
    yield Fact("work", _("What is done to the used product"), word(choices.CircularWork, judged.get("circular_work")))
    yield Fact("body", _("Body that issued the certificate"), _body(held))
    yield Fact("number", _("Certificate number"), held.get("number", ""))
    yield Fact(
        "certified_activity",
        _("Activity named on the certificate"),
        word(choices.CircularActivity, held.get("activity")),
    )
    match = MATCHES.get(held.get("product_match", ""), "")
    named = held.get("product", "")
    yield Fact("certified_product", _("Product as named on the certificate"), f"{named}\n({match})" if match else named)
    yield Fact("sites", _("Factories named on the certificate"), "\n".join(held.get("sites") or ()))
    days = " – ".join(text for text in (day(held.get("issued_on")), day(held.get("expires_on"))) if text)
    yield Fact("issued_text", _("In force"), days)
    yield Fact("certificate_evidence", _("The certificate itself"), "\n".join(_documents(judged, held)))


def _body(held: Json) -> str:
    english = held.get("body_name_en") if get_language() == "en" else ""
    name = english or held.get("body_name") or ""
    return name if held.get("body") or not name else f"{name}\n({_('not in the register of announced bodies')})"


def _documents(judged: Json, held: Json) -> Iterator[str]:
    cited = set(held.get("evidence") or ())
    for row in judged.get("evidence") or ():
        if row.get("line_id") in cited:
            yield " · ".join(text for text in (row.get("title"), row.get("number")) if text) or word(
                choices.EvidenceKind, row.get("kind")
            )
