"""Files of a case, sent to those who may read the case, never shown inside the portal's own pages."""

from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from applications.choices import DocumentState
from applications.models import Document
from cecfp_portal import audit
from cecfp_portal.accounts.access import SignedInRequest


@require_safe
@login_required
def document(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """Send one document of a case that the person may read; every reading is recorded."""
    readable = Document.objects.visible_to(request.user).filter(state=DocumentState.SAFE)
    found = get_object_or_404(readable.select_related("application"), public_id=public_id)
    with transaction.atomic():
        audit.append(
            verb="document.downloaded",
            by=request.user,
            at=timezone.now(),
            subject=found.application,
            data={"document": str(found.public_id), "sha256": found.sha256},
        )
    response = _file_response(found)
    response["Content-Type"] = found.media_type
    response["Content-Disposition"] = content_disposition_header(True, found.original_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _file_response(found: Document) -> HttpResponseBase:
    if settings.ACCEL_REDIRECT_PREFIX:
        return HttpResponse(
            headers={"X-Accel-Redirect": f"{settings.ACCEL_REDIRECT_PREFIX}/{quote(str(found.file.name))}"}
        )
    return FileResponse(found.file.open("rb"))
