"""Emission-factor sets in the admin: a set comes from a file, is read, and is succeeded; every change is audited."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from calculations import factor_imports
from calculations.factor_imports import ImportRefused
from calculations.import_forms import FactorSetImportForm
from calculations.models import EmissionFactor, EmissionFactorSet, FactorImport, GuidelineEdition
from calculations.tables import MAX_BYTES, TableRefused
from cecfp_portal.accounts.access import person
from cecfp_portal.accounts.admin import AuditedAdmin

SHOWN_ROWS = 200


@admin.register(EmissionFactorSet)
class EmissionFactorSetAdmin(AuditedAdmin):
    """A set is added by importing its file; once a case uses it, nothing of it can be edited."""

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
    readonly_fields = ["code", "succeeds"]

    def has_change_permission(self, request: HttpRequest, obj: EmissionFactorSet | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_used)

    def get_urls(self) -> list[Any]:
        confirm = self.admin_site.admin_view(self.confirm_view)
        own = [path("import/<int:import_id>/", confirm, name="calculations_emissionfactorset_import")]
        return own + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take the file, name what is wrong with it, or keep it and lead to its preview."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = FactorSetImportForm(request.POST or None, request.FILES or None)
        found = None
        if request.method == "POST" and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                content = upload.read(MAX_BYTES + 1)
                found = factor_imports.preview(upload.name, content, form.cleaned_data["code"])
            except TableRefused as refusal:
                form.add_error("file", str(refusal.sentence))
            if found is not None and not found.errors:
                at, by = timezone.now(), person(request)
                kept = factor_imports.keep(upload.name, content, found, form.set_values(), by=by, at=at)
                return redirect("admin:calculations_emissionfactorset_import", kept.pk)
        return self._page(request, "import", {"form": form, "found": found}, _("New set of emission factors"))

    def confirm_view(self, request: HttpRequest, import_id: int) -> HttpResponse:
        """Show what would be stored, and store it on confirmation."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kept = get_object_or_404(FactorImport, pk=import_id)
        if request.method == "POST":
            try:
                stored = factor_imports.confirm(kept.pk, by=person(request), at=timezone.now())
            except ImportRefused as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:calculations_emissionfactorset_add")
            messages.success(request, _("The set %(code)s is stored.") % {"code": stored.code})
            return redirect("admin:calculations_emissionfactorset_changelist")
        context = {
            "kept": kept,
            "rows": kept.rows[:SHOWN_ROWS],
            "unusable": sum(1 for row in kept.rows if not row["unit_code"]),
        }
        return self._page(request, "preview", context, _("Check the new set"))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any], title: str) -> HttpResponse:
        shown = {**self.admin_site.each_context(request), "opts": self.model._meta, "title": title, **context}
        return TemplateResponse(request, f"admin/calculations/emissionfactorset/{name}.html", shown)


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

    def has_change_permission(self, request: HttpRequest, obj: EmissionFactor | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or not obj.factor_set.is_used)


@admin.register(GuidelineEdition)
class GuidelineEditionAdmin(AuditedAdmin):
    list_display = ["code", "name_th", "in_force_from", "in_force_to", "accepted_until"]
