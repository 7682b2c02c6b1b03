"""The agreement on the use of the mark: read and accepted by who signs, before the certificate is issued."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.models import Application, Issuance
from applications.transitions import TransitionRefused
from cecfp_portal.accounts.access import SignedInRequest, organisations_of
from cecfp_portal.accounts.roles import OrganisationKind
from certificates.forms.agreement import AgreementForm
from certificates.models import AgreementAcceptance, agreement_terms
from certificates.services.acts import ActRefused
from certificates.services.agreement import accept_agreement
from certificates.views.holder.access import holders_only, may_sign, require_signer


@require_http_methods(["GET", "HEAD", "POST"])
@holders_only
def agreement(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show the wording in force, or the one that was accepted; who signs accepts it here."""
    application = _own_application(request, public_id)
    if request.method != "POST":
        return _page(request, application)
    require_signer(request, application)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _page(request, application, form, status=422)
    given = form.cleaned_data
    try:
        accept_agreement(
            application.pk, terms_sha256=given["terms_sha256"], by=request.user, at=timezone.now(), key=given["key"]
        )
    except (ActRefused, TransitionRefused) as refused:
        form.add_error(None, [str(sentence) for sentence in refused.sentences])
        return _page(request, application, form, status=409)
    messages.success(request, _("The agreement is accepted. The certificate is being issued."))
    return redirect("applications:applicant_case", public_id)


def _own_application(request: SignedInRequest, public_id: UUID) -> Application:
    own = Application.objects.filter(applicant__in=organisations_of(request.user, OrganisationKind.MANUFACTURER))
    return get_object_or_404(own.select_related("applicant"), public_id=public_id)


def _page(
    request: SignedInRequest, application: Application, refused: AgreementForm | None = None, *, status: int = 200
) -> HttpResponse:
    acceptance = AgreementAcceptance.objects.filter(application=application).select_related("accepted_by").first()
    terms = acceptance.accepted_terms if acceptance else agreement_terms(timezone.localdate())
    context = {
        "application": application,
        "acceptance": acceptance,
        "terms": terms,
        "terms_sha256": terms.sha256(),
        "is_waiting": Issuance.objects.filter(application=application, awaits_agreement=True).exists(),
        "may_sign": may_sign(request, application),
        "refused": refused,
        # Always of the wording on the page, even after another one was refused.
        "form": AgreementForm(initial={"terms_sha256": terms.sha256()}),
    }
    return render(request, "certificates/holder/agreement.html", context, status=status)
