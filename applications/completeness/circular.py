"""What the facts of type 4.2 still lack: activity, work, and the certificate of a recognised body."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.choices import DocumentState
from applications.completeness.figures import day_problem, text_problem
from applications.completeness.problem import Problem
from applications.models import Application, RecognisedCertificate, recognised_certificate_of
from cecfp_portal import thai

SECTION = "product"


def problems(application: Application) -> list[Problem]:
    """Return the problems of the certificate, each at its field of the section on the product."""
    held = recognised_certificate_of(application)
    found = [*_what_is_done(application, held), *_what_it_says(held), *_what_it_covers(held)]
    return [problem for problem in found if problem]


def _what_is_done(application: Application, held: RecognisedCertificate) -> Iterator[Problem | None]:
    sentence = _("Choose one of the five activities of clause 4.2.")
    yield text_problem(application.circular_activity, sentence, section=SECTION, field="circular_activity")
    sentence = _("Say what is done to the used product or material.")
    yield text_problem(held.work, sentence, section=SECTION, field="work")
    if held.is_work_on_customers_goods is None:
        sentence = _("Say whether the goods stay the customer's.")
        yield Problem(SECTION, sentence, "is_work_on_customers_goods", code="choice_missing")


def _what_it_says(held: RecognisedCertificate) -> Iterator[Problem | None]:
    if held.body is None and not held.other_body_name.strip():
        sentence = _("Choose the body that issued the certificate. Without one, apply under type 4.1 instead.")
        yield Problem(SECTION, sentence, "body", code="choice_missing")
    elif held.body is not None and held.other_body_name.strip():
        yield Problem(
            SECTION, _("Choose a body of the list or write another one, not both."), "other_body_name", code="both"
        )
    yield _said(held.number, _("Enter the number of the certificate."), "number")
    sentence = _("Choose the activity that the certificate names.")
    yield text_problem(held.activity, sentence, section=SECTION, field="certified_activity")
    yield _said(held.product_name, _("Enter the product as the certificate names it."), "certified_product")
    issued = day_problem(held.issued_text, section=SECTION, field="issued_text", not_after=timezone.localdate())
    expires = day_problem(held.expires_text, section=SECTION, field="expires_text")
    yield issued
    yield expires
    if not issued and not expires and thai.parse_day(held.expires_text) < thai.parse_day(held.issued_text):
        sentence = _("The certificate expires before it was issued. Please check both days.")
        yield Problem(SECTION, sentence, "expires_text", code="period_order")


def _said(typed: str, sentence: object, field: str) -> Problem | None:
    says_nothing = not any(character.isalnum() for character in typed)
    return Problem(SECTION, sentence, field, code="text_missing") if says_nothing else None  # type: ignore[arg-type]


def _what_it_covers(held: RecognisedCertificate) -> Iterator[Problem]:
    if held.pk is None or not held.sites.exists():
        yield Problem(SECTION, _("Tick the factories that the certificate names."), "sites", code="choice_missing")
    attached = list(held.evidence.filter(removed_at=None).select_related("document")) if held.pk else []
    if not attached:
        sentence = _("Attach the certificate in the section on documents, then tick it here.")
        yield Problem(SECTION, sentence, "certificate_evidence", code="document_missing")
    elif any(row.document.state != DocumentState.SAFE for row in attached):
        sentence = _("The file of the certificate has not passed the file checks.")
        yield Problem(SECTION, sentence, "certificate_evidence", code="document_unsafe")
