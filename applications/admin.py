"""Reference data kept by TGO's administrator: lists, rounds, fees, holidays, practice settings. No cases."""

from typing import Any

from django import forms
from django.contrib import admin

from applications.models import (
    BodyListing,
    FeeRate,
    Holiday,
    MassBand,
    MeetingRound,
    ProductCategory,
    ProductCategoryRule,
    RecognisedBody,
)
from cecfp_portal.accounts.admin import AuditedAdmin
from cecfp_portal.models import PracticeSetting
from cecfp_portal.practice import MATTERS


@admin.register(ProductCategory)
class ProductCategoryAdmin(AuditedAdmin):
    fields = ["code", "name_th", "name_en", "is_example"]
    list_display = ["code", "name_th", "name_en", "is_example"]
    search_fields = ["code", "name_th", "name_en"]


@admin.register(MassBand)
class MassBandAdmin(AuditedAdmin):
    fields = ["category", "low_kg", "high_kg", "in_force_from", "in_force_to", "source", "is_example"]
    list_display = ["category", "low_kg", "high_kg", "in_force_from", "in_force_to", "source", "is_example"]
    list_filter = ["is_example"]
    list_select_related = ["category"]


@admin.register(ProductCategoryRule)
class ProductCategoryRuleAdmin(AuditedAdmin):
    fields = [
        "code",
        "version",
        "title_th",
        "title_en",
        "approved_on",
        "withdrawn_on",
        "is_cradle_to_gate_permitted",
        "is_example",
    ]
    list_display = ["code", "version", "title_th", "approved_on", "withdrawn_on", "is_example"]
    search_fields = ["code", "title_th", "title_en"]


@admin.register(RecognisedBody)
class RecognisedBodyAdmin(AuditedAdmin):
    fields = ["code", "name_th", "name_en", "is_example"]
    list_display = ["code", "name_th", "name_en", "is_example"]
    list_filter = ["is_example"]
    search_fields = ["code", "name_th", "name_en"]


@admin.register(BodyListing)
class BodyListingAdmin(AuditedAdmin):
    """A listing is ended with its last day, never deleted: certificates issued while it stood are judged by it."""

    fields = ["body", "activity", "category", "listed_from", "listed_to", "announcement"]
    list_display = ["body", "activity", "category", "listed_from", "listed_to", "announcement"]
    list_filter = ["activity", "category", "body__is_example"]
    list_select_related = ["body", "category"]
    search_fields = ["body__code", "body__name_th", "body__name_en", "announcement"]
    date_hierarchy = "listed_from"


@admin.register(MeetingRound)
class MeetingRoundAdmin(AuditedAdmin):
    fields = ["number", "year_be", "meets_on", "documents_due_on", "fees_due_on", "held_on", "is_example"]
    list_display = ["__str__", "meets_on", "documents_due_on", "fees_due_on", "held_on", "is_example"]
    list_filter = ["year_be"]
    ordering = ["-meets_on"]


@admin.register(FeeRate)
class FeeRateAdmin(AuditedAdmin):
    fields = ["code", "name_th", "name_en", "amount_thb", "in_force_from", "in_force_to", "source"]
    list_display = ["code", "name_th", "amount_thb", "in_force_from", "in_force_to"]


@admin.register(Holiday)
class HolidayAdmin(AuditedAdmin):
    fields = ["day", "name_th", "name_en"]
    list_display = ["day", "name_th", "name_en"]
    date_hierarchy = "day"


class PracticeSettingForm(forms.ModelForm):
    """A dated answer to one of the open questions; its value must be readable as that question's kind of answer."""

    key = forms.ChoiceField(choices=[(key, f"{key}: {matter.question_en}") for key, matter in MATTERS.items()])

    class Meta:
        model = PracticeSetting
        fields = ["key", "value", "in_force_from", "source"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"key", "value"} <= cleaned.keys():
            try:
                MATTERS[cleaned["key"]].read(cleaned["value"])
            except (ValueError, ArithmeticError) as error:
                self.add_error("value", str(error))
        return cleaned


@admin.register(PracticeSetting)
class PracticeSettingAdmin(AuditedAdmin):
    form = PracticeSettingForm
    fields = ["key", "value", "in_force_from", "source"]
    list_display = ["key", "value", "in_force_from", "source"]
    list_filter = ["key"]
