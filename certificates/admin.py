"""Reading certificates in the admin, and entering the wording of the agreement on the use of the mark."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cecfp_portal.accounts.admin import AuditedAdmin
from certificates.models import (
    AgreementAcceptance,
    Certificate,
    Complaint,
    Ending,
    MarkAgreement,
    NumberCounter,
    NumberReservation,
    OfficialMark,
    Revocation,
    Suspension,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Looks, and lets nobody touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    list_display = ("number", "approved_on", "valid_until", "is_example")
    search_fields = ("number", "search_text")


@admin.register(OfficialMark)
class OfficialMarkAdmin(ReadOnlyAdmin):
    list_display = ("kind", "in_force_from", "sha256", "source")
    exclude = ("image",)


@admin.register(NumberReservation)
class NumberReservationAdmin(ReadOnlyAdmin):
    list_display = ("number", "fiscal_year", "running", "reserved_at")


@admin.register(MarkAgreement)
class MarkAgreementAdmin(AuditedAdmin):
    """A wording can be mended until somebody has accepted it; after that a newer one takes its place by its date."""

    fields = ["version", "in_force_from", "title_th", "text_th", "title_en", "text_en"]
    list_display = ["version", "in_force_from", "title_th"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_frozen = obj is not None and obj.acceptances.exists()
        return not is_frozen and super().has_change_permission(request, obj)


admin.site.register([AgreementAcceptance, Complaint, NumberCounter, Revocation, Suspension, Ending], ReadOnlyAdmin)
