"""How holders reach a certificate: their own organisation's, and what they may do with it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from applications.models import Application
from applications.permissions import is_signer
from cecfp_portal.accounts.access import WRONG_RIGHT, SignedInRequest, audience, organisations_of
from cecfp_portal.accounts.roles import OrganisationKind
from certificates.models import Certificate
from certificates.services.acts import may_edit

holders_only = audience(OrganisationKind.MANUFACTURER)


def visible_certificate(request: SignedInRequest, public_id: UUID) -> Certificate:
    """Return the certificate of an application as members and TGO may read it; anybody else's is a 404."""
    visible = Certificate.objects.visible_to(request.user).with_events().select_related("application__applicant")
    return get_object_or_404(visible, application__public_id=public_id)


def own_certificate(request: SignedInRequest, public_id: UUID) -> Certificate:
    """Return a certificate of an organisation the person belongs to; anything else is a 404."""
    own = Certificate.objects.filter(
        application__applicant__in=organisations_of(request.user, OrganisationKind.MANUFACTURER)
    )
    return get_object_or_404(
        own.with_events().select_related("application__applicant"), application__public_id=public_id
    )


def may_sign(request: SignedInRequest, application: Application) -> bool:
    """Tell whether the person signs for the holder."""
    return is_signer(request.user, application)


def require_signer(request: SignedInRequest, application: Application) -> None:
    """Raise PermissionDenied unless the person signs for the holder."""
    if not may_sign(request, application):
        raise PermissionDenied(WRONG_RIGHT)


def require_editor(request: SignedInRequest, certificate: Certificate) -> None:
    """Raise PermissionDenied unless the person may edit for the holder."""
    if not may_edit(request.user, certificate):
        raise PermissionDenied(WRONG_RIGHT)
