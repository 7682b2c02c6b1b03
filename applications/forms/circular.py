"""The product of type 4.2: what the section on the product asks besides, and the certificate of a recognised body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.forms.drafts import choice_field, day_field, line_field
from applications.forms.product import ProductForm, product_values
from applications.models import Application, ApplicationFactory, Evidence, RecognisedBody, recognised_certificate_of
from cecfp_portal.wording import Words

CERTIFICATE_FIELDS = (
    "work",
    "is_work_on_customers_goods",
    "body",
    "other_body_name",
    "number",
    "certified_activity",
    "certified_product",
    "issued_text",
    "expires_text",
    "sites",
    "certificate_evidence",
)
_YES_NO = (("no", _("No, the goods are our own when they are sold")), ("yes", _("Yes, they stay the customer's")))


class CircularProductForm(ProductForm):
    """The section on a product of type 4.2."""

    optional = ProductForm.optional | {"other_body_name"}

    circular_activity = choice_field(_("Circular activity (clause 4.2)"), choices.CircularActivity.choices, radios=True)
    work = choice_field(_("What is done to the used product or material"), choices.CircularWork.choices, radios=True)
    is_work_on_customers_goods = choice_field(
        _("Is the work done on goods that stay the customer's?"),
        _YES_NO,
        radios=True,
        help_text=_("Such as retreading the tyres of a customer: a service, which is out of scope (clause 1)"),
    )
    body = forms.ModelChoiceField(
        label=_("Body that issued the certificate"),
        queryset=RecognisedBody.objects.none(),
        to_field_name="code",
        empty_label=_("Please choose"),
        help_text=_("Bodies that TGO has announced, now or in the past"),
    )
    other_body_name = line_field(
        _("Another body"),
        max_length=300,
        help_text=_("Only for a body that is not in the list: clause 4.2 is then not met"),
    )
    number = line_field(_("Certificate number"), max_length=100)
    certified_activity = choice_field(_("Activity named on the certificate"), choices.CircularActivity.choices)
    certified_product = line_field(
        _("Product as named on the certificate"),
        max_length=300,
        help_text=_(
            "Word for word. Where it differs from the product's name above, TGO is asked whether it is the same"
        ),
    )
    issued_text = day_field(_("Issued on"))
    expires_text = day_field(_("Expires on"))
    sites = forms.MultipleChoiceField(
        label=_("Factories named on the certificate"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every factory that makes the product has to be covered"),
    )
    certificate_evidence = forms.MultipleChoiceField(
        label=_("The certificate itself, among the documents"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, case: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = RecognisedBody.objects.all() if case.is_example else RecognisedBody.objects.filter(is_example=False)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["sites"].choices = site_choices(case)  # type: ignore[attr-defined]
        self.fields["certificate_evidence"].choices = certificate_choices(case)  # type: ignore[attr-defined]


def site_choices(application: Application) -> list[tuple[str, Words]]:
    """Return the factories that make the product, each with its licence."""
    rows = application.application_factories.select_related("factory")
    return [(row.line_id, _site(row)) for row in rows]


def _site(row: ApplicationFactory) -> str:
    return " · ".join(text for text in (str(row.factory), row.factory.licence) if text)


def certificate_choices(application: Application) -> list[tuple[str, Words]]:
    """Return the documents of the case that are certificates of recognised bodies."""
    rows = application.evidence.filter(removed_at=None, kind=choices.EvidenceKind.RECOGNISED_CERTIFICATE)
    return [(row.line_id, _document(row)) for row in rows.select_related("document")]


def _document(row: Evidence) -> str:
    return " · ".join(text for text in (row.title, row.number, row.document.original_name) if text)


def circular_values(application: Application) -> dict[str, Any]:
    """Return what the form shows of a product of type 4.2."""
    held = recognised_certificate_of(application)
    own = held.is_work_on_customers_goods
    is_stored = held.pk is not None
    return product_values(application) | {
        "circular_activity": application.circular_activity,
        "work": held.work,
        "is_work_on_customers_goods": "" if own is None else "yes" if own else "no",
        "body": held.body.code if held.body else "",
        "other_body_name": held.other_body_name,
        "number": held.number,
        "certified_activity": held.activity,
        "certified_product": held.product_name,
        "issued_text": held.issued_text,
        "expires_text": held.expires_text,
        "sites": [row.line_id for row in held.sites.all()] if is_stored else [],
        "certificate_evidence": [row.line_id for row in held.evidence.filter(removed_at=None)] if is_stored else [],
    }
