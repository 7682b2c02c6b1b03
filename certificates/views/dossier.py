"""The dossier's page for everybody who may read the case: its file, how far it is, and recomputing the certificate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cecfp_portal import audit, outbox
from cecfp_portal.accounts.access import SignedInRequest, has_right
from cecfp_portal.accounts.roles import AUTHORITY_RIGHTS, OrganisationKind
from certificates.checking import recomputation
from certificates.dossier.files import CERTIFICATE, LIST
from certificates.dossier.pages import TITLES
from certificates.models import Certificate, Dossier
from certificates.pdf import archive
from certificates.views.officer.access import officers_only
from certificates.views.recomputed import recomputed


@require_safe
@never_cache
@login_required
def dossier_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show the dossier of an application's certificate and the last recomputation; another's case is a 404."""
    return render(request, "certificates/dossier/page.html", _context(request, _dossier(request, public_id)))


@require_safe
@never_cache
@login_required
def dossier_progress(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Return the part of the page that changes while the work goes on."""
    return render(request, "certificates/dossier/panel.html", _context(request, _dossier(request, public_id)))


@require_safe
@login_required
def dossier_file(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send the dossier and record who got it; one that is not made yet leads back to its page."""
    dossier = _dossier(request, public_id)
    if dossier.finished_at is None:
        messages.info(request, _("The dossier is not made yet."))
        return redirect("certificates:dossier", public_id)
    pdf = archive.read(dossier.pdf_sha256, folder=archive.DOSSIERS)
    certificate = dossier.certificate
    with transaction.atomic():
        facts = {"number": certificate.number, "sha256": dossier.pdf_sha256}
        audit.append(
            verb="dossier.downloaded", by=request.user, at=timezone.now(), subject=certificate.application, data=facts
        )
    response = HttpResponse(pdf, content_type="application/pdf")
    name = "-".join(certificate.number.split())
    response["Content-Disposition"] = f'attachment; filename="{name}-dossier.pdf"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def recompute(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Have the certificate worked out anew; asked twice at once it is done once."""
    dossier = _dossier(request, public_id)
    recomputation.ask(dossier.certificate, by=request.user, at=timezone.now())
    return redirect(_page(public_id))


@require_POST
@officers_only
def retry_dossier(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a dossier that was given up another set of attempts."""
    dossier = _dossier(request, public_id)
    if outbox.retry(dossier, by=request.user, at=timezone.now()):
        messages.success(request, _("The dossier is being made again."))
    else:
        messages.info(request, _("This dossier is being made or is there already."))
    return redirect("certificates:dossier", public_id)


def _page(public_id: UUID) -> str:
    return f"{reverse('certificates:dossier', args=[public_id])}#recomputation"


def _dossier(request: SignedInRequest, public_id: UUID) -> Dossier:
    visible = Dossier.objects.visible_to(request.user).select_related("certificate__application")
    return get_object_or_404(visible, certificate__application__public_id=public_id)


def _context(request: SignedInRequest, dossier: Dossier) -> dict[str, Any]:
    certificate = dossier.certificate
    last = certificate.recomputations.select_related("requested_by").first()
    state = outbox.state(dossier)
    recomputation_state = outbox.state(last) if last else ""
    under_way = ("waiting", "running")
    return {
        "certificate": certificate,
        "printed": certificate.printed,
        "public_id": certificate.application.public_id,
        "dossier": dossier,
        "state": state,
        "files": _in_order(dossier.files),
        "recomputation": last,
        "recomputation_state": recomputation_state,
        "recomputed": recomputed(last) if last else None,
        "is_under_way": state in under_way or recomputation_state in under_way,
        "is_holder": Certificate.objects.visible_to(request.user).filter(pk=certificate.pk).exists(),
        "is_officer": has_right(request.user, OrganisationKind.AUTHORITY, *AUTHORITY_RIGHTS),
    }


def _in_order(files: dict[str, str]) -> list[tuple[str, dict[str, str], str]]:
    """Return name, title and hash of each file: the certificate's content first, the list of them last."""
    ends = {CERTIFICATE: 0, LIST: 2}
    names = sorted(files, key=lambda name: (ends.get(name, 1), name))
    return [(name, {"th": TITLES[name].th, "en": TITLES[name].en}, files[name]) for name in names]
