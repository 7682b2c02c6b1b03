"""Reference data of people and organisations, kept by TGO's administrator."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.http import HttpRequest
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.access import person
from cecfp_portal.accounts.models import Factory, Membership, Organisation, User, VerifierRegistration


class AuditedAdmin(admin.ModelAdmin):
    """Writes every change to the audit trail, and deletes nothing: memberships and registrations are ended instead."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        verb = f"{obj._meta.label_lower}.{'changed' if change else 'added'}"
        data = {"fields": sorted(form.changed_data)}
        audit.append(verb=verb, by=person(request), at=timezone.now(), subject=obj, data=data)


class UserForm(forms.ModelForm):
    """A person's data; a new person sets the password through "forgotten your password"."""

    password = ReadOnlyPasswordHashField()

    class Meta:
        model = User
        fields = ["email", "name_th", "name_en", "is_active", "is_staff"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class UserAdmin(AuditedAdmin):
    form = UserForm
    fields = ["email", "name_th", "name_en", "is_active", "is_staff"]
    list_display = ["email", "name_th", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "name_th", "name_en"]

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Organisation)
class OrganisationAdmin(AuditedAdmin):
    list_display = ["name_th", "kind", "juristic_id", "registration_number", "is_example"]
    list_filter = ["kind", "is_example"]
    search_fields = ["name_th", "name_en", "juristic_id"]


@admin.register(Factory)
class FactoryAdmin(AuditedAdmin):
    list_display = ["name_th", "organisation", "licence"]
    list_select_related = ["organisation"]
    search_fields = ["name_th", "name_en", "licence"]


@admin.register(Membership)
class MembershipAdmin(AuditedAdmin):
    list_display = ["user", "organisation", "right", "granted_at", "ended_at"]
    list_select_related = ["user", "organisation"]
    list_filter = ["organisation__kind", "right"]
    search_fields = ["user__email", "organisation__name_th"]
    autocomplete_fields = ["user", "organisation"]


@admin.register(VerifierRegistration)
class VerifierRegistrationAdmin(AuditedAdmin):
    list_display = ["number", "user", "organisation", "valid_from", "valid_until", "withdrawn_on"]
    list_select_related = ["user", "organisation"]
    search_fields = ["number", "user__email"]
    autocomplete_fields = ["user", "organisation"]
