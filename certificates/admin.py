"""Reading certificates in the admin; nothing can be added, changed or removed there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from certificates.models import (
    Certificate,
    Ending,
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


admin.site.register([NumberCounter, Revocation, Suspension, Ending], ReadOnlyAdmin)
