"""A person's desk, and the members of an organisation."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cecfp_portal.accounts.access import memberships, person
from cecfp_portal.accounts.forms import GrantForm
from cecfp_portal.accounts.membership import MembershipRefused, end_membership, grant_right, may_change_members
from cecfp_portal.accounts.models import Membership, Organisation, User
from cecfp_portal.accounts.roles import OrganisationKind

DESKS = {
    OrganisationKind.MANUFACTURER: "applications:applicant_list",
    OrganisationKind.VERIFICATION_BODY: "applications:verifier_list",
    OrganisationKind.AUTHORITY: "applications:officer_queue",
}


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Send a person to the desk of their audience; with several, or none, show a page that says so."""
    held = list(memberships(request.user))
    desks = {membership.organisation.kind: _desk_url(membership.organisation.kind) for membership in held}
    if len(desks) == 1:
        return redirect(next(iter(desks.values())))
    entries = [(membership, desks[membership.organisation.kind]) for membership in held]
    return render(request, "accounts/desk.html", {"entries": entries})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def members(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    """List the members of my organisation; a person who signs for it can give another person a right."""
    found = _own_organisation(request, organisation)
    form = GrantForm(request.POST if request.method == "POST" else None, organisation=found)
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["email"]
        try:
            grant_right(found, member, form.cleaned_data["right"], by=person(request), at=timezone.now())
        except MembershipRefused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%(name)s has been given the right.") % {"name": _named(member)})
            return redirect("accounts:members", found.public_id)
    return _members_page(request, found, form)


@require_POST
@login_required
def end(request: HttpRequest, organisation: uuid.UUID, membership: int) -> HttpResponse:
    """End a membership in my organisation."""
    found = _own_organisation(request, organisation)
    held = get_object_or_404(
        Membership.objects.select_related("organisation", "user"), pk=membership, organisation=found
    )
    try:
        end_membership(held, by=person(request), at=timezone.now())
    except MembershipRefused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("%(name)s is no longer a member.") % {"name": _named(held.user)})
    return redirect("accounts:members", found.public_id)


@require_safe
def own_address(request: HttpRequest) -> HttpResponse:
    """Stand where allauth would let people change their address: here TGO's administrator does."""
    return redirect("accounts:desk")


def _own_organisation(request: HttpRequest, public_id: uuid.UUID) -> Organisation:
    own = memberships(request.user).values("organisation")
    return get_object_or_404(Organisation.objects.filter(pk__in=own), public_id=public_id)


def _members_page(request: HttpRequest, organisation: Organisation, form: GrantForm) -> HttpResponse:
    context = {
        "organisation": organisation,
        "members": organisation.memberships.filter(ended_at=None).select_related("user").order_by("user__email"),
        "may_change": may_change_members(person(request), organisation),
        "form": form,
    }
    return render(request, "accounts/members.html", context, status=422 if form.is_bound else 200)


def _named(member: User) -> str:
    return member.name_in(get_language() or "th")


def _desk_url(kind: str) -> str:
    try:
        return reverse(DESKS[OrganisationKind(kind)])
    except NoReverseMatch:
        return reverse("home")
