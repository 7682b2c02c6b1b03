"""The filters of TGO's queue; they live in the address, so a view of the queue can be kept as a bookmark."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications import choices
from applications.models import Application, MeetingRound
from applications.models.application import ApplicationQuerySet
from applications.statuses import CLOSED, Status
from cecfp_portal.accounts.models import User
from cecfp_portal.accounts.roles import OrganisationKind, Right
from cecfp_portal.fields import CleanCharField

WITH_APPLICANT = (Status.RETURNED, Status.CHECKING, Status.VERIFYING, Status.VERIFIED)
GROUPS: dict[str, tuple[str, ...]] = {
    "considered": (Status.SCREENING, Status.REVIEW),
    "screening": (Status.SCREENING,),
    "review": (Status.REVIEW,),
    "applicant": WITH_APPLICANT,
    "recommended": (Status.RECOMMENDED,),
    "approved": (Status.APPROVED,),
    "closed": tuple(CLOSED),
}
STATES = (
    ("considered", _("Under consideration")),
    ("screening", _("Completeness check")),
    ("review", _("Consideration of the clauses")),
    ("applicant", _("Waiting for the applicant")),
    ("recommended", _("Before the meeting")),
    ("approved", _("Certificate being prepared")),
    ("closed", _("Closed")),
    ("all", _("All")),
)


class SearchField(CleanCharField):
    """Cleaned words to look for."""

    widget = forms.TextInput(attrs={"type": "search"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


class QueueFilter(django_filters.FilterSet):
    """Search, state, officer, round and type; nothing chosen means every open case."""

    q = SearchFilter(label=_("Number, product or company"), method="search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("All open cases"), method="in_state"
    )
    officer = django_filters.ChoiceFilter(label=_("Case officer"), empty_label=_("Everybody"), method="with_officer")
    round = django_filters.ModelChoiceFilter(
        label=_("Meeting round"), queryset=MeetingRound.objects.all(), to_field_name="public_id", empty_label=_("All")
    )
    route = django_filters.ChoiceFilter(label=_("Type"), choices=choices.Route, empty_label=_("All"))

    class Meta:
        model = Application
        fields = ["q", "state", "officer", "round", "route"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = User.objects.filter(
            memberships__organisation__kind=OrganisationKind.AUTHORITY,
            memberships__ended_at=None,
            memberships__right=Right.OFFICER,
        ).distinct()
        people = [(str(person.public_id), str(person)) for person in officers.order_by("name_th", "pk")]
        self.filters["officer"].extra["choices"] = [("me", _("My cases")), ("none", _("Nobody yet")), *people]

    @property
    def qs(self) -> ApplicationQuerySet:
        found: ApplicationQuerySet = super().qs
        is_chosen = self.form.is_valid() and self.form.cleaned_data.get("state")
        return found if is_chosen else found.exclude(status__in=CLOSED)

    def search(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        for part in value.split():
            queryset = queryset.filter(
                Q(receipt_number__icontains=part)
                | Q(product_name_th__icontains=part)
                | Q(product_name_en__icontains=part)
                | Q(product_model__icontains=part)
                | Q(applicant__name_th__icontains=part)
                | Q(applicant__name_en__icontains=part)
            )
        return queryset

    def in_state(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        return queryset.filter(status__in=GROUPS[value]) if value in GROUPS else queryset

    def with_officer(self, queryset: ApplicationQuerySet, name: str, value: str) -> ApplicationQuerySet:
        if value == "none":
            return queryset.filter(case_officer=None)
        if value == "me":
            return queryset.filter(case_officer=self.request.user)
        return queryset.filter(case_officer__public_id=value)
