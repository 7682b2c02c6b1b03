"""Emission-factor sets in the admin: officers read them, and every change is audited."""

from django.contrib import admin

from calculations.models import EmissionFactor, EmissionFactorSet, GuidelineEdition
from cecfp_portal.accounts.admin import AuditedAdmin


@admin.register(EmissionFactorSet)
class EmissionFactorSetAdmin(AuditedAdmin):
    list_display = [
        "code",
        "scheme",
        "name_th",
        "gwp_set",
        "published_on",
        "in_force_from",
        "in_force_to",
        "grace_until",
    ]
    list_filter = ["scheme"]


@admin.register(EmissionFactor)
class EmissionFactorAdmin(AuditedAdmin):
    list_display = ["name_th", "name_en", "factor_set", "row", "value_text", "unit", "origin", "confidence_level"]
    list_filter = ["factor_set", "category", "origin", "confidence_level"]
    search_fields = ["name_th", "name_en", "row"]
    list_select_related = ["factor_set"]
    # A row that frozen cases cite stays as published: a correction comes as a new set.
    readonly_fields = ["factor_set", "key", "row", "value_text", "factor_kgco2e_per_unit", "unit", "unit_code"]

    def has_add_permission(self, request: object) -> bool:
        return False


@admin.register(GuidelineEdition)
class GuidelineEditionAdmin(AuditedAdmin):
    list_display = ["code", "name_th", "in_force_from", "in_force_to", "accepted_until"]
