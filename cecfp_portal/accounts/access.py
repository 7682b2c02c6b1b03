"""Who may do what: memberships in force, rights in an organisation, and the gate before each audience's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cecfp_portal.accounts.models import Membership, Organisation, User
from cecfp_portal.accounts.roles import RIGHTS_BY_KIND, OrganisationKind

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind `audience`: somebody is signed in. For annotations only."""

    user: User


WRONG_AUDIENCE: dict[str, Promise] = {
    OrganisationKind.MANUFACTURER: _("This page is for manufacturers. Your account does not belong to one."),
    OrganisationKind.VERIFICATION_BODY: _(
        "This page is for verifiers. Your account does not belong to a verification body."
    ),
    OrganisationKind.AUTHORITY: _("This page is for TGO officers. Your account does not belong to TGO."),
}
WRONG_RIGHT = _("Your account has no right to do this. Please ask the person who signs for your organisation.")


def person(request: HttpRequest) -> User:
    """Return the person of a request behind `login_required` or `audience`, by the name that type checkers know."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def memberships(user: User | AnonymousUser) -> QuerySet[Membership]:
    """Return the memberships of an active person that are in force, with their organisations."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return user.memberships.filter(ended_at=None).select_related("organisation").order_by("organisation__name_th", "pk")


def rights(user: User | AnonymousUser, organisation: Organisation) -> frozenset[str]:
    """Return the rights `user` holds in `organisation`; a right that its kind does not know counts for nothing."""
    held = memberships(user).filter(organisation=organisation).values_list("right", flat=True)
    return frozenset(held) & frozenset(RIGHTS_BY_KIND[organisation.kind])


def organisations_of(user: User | AnonymousUser, kind: str, among: tuple[str, ...] = ()) -> QuerySet[Organisation]:
    """Return the organisations of one kind where `user` holds one of the rights `among` (any when empty)."""
    held = memberships(user).filter(organisation__kind=kind, right__in=among or RIGHTS_BY_KIND[kind])
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("name_th", "pk")


def has_right(user: User | AnonymousUser, kind: str, *among: str) -> bool:
    """Tell whether `user` holds one of the rights (any when none is named) in an organisation of `kind`."""
    return organisations_of(user, kind, among).exists()


def audience(kind: str, *among: str) -> Callable[[View], View]:
    """Gate a view: visitors sign in first; people of another kind, or without one of the rights, read why not (403).

    Another organisation's object is not this gate's matter: views find objects with `visible_to`, and answer 404.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require_audience(request.user, kind, *among)
            return view(request, *args, **kwargs)

        return login_required(gated)

    return gate


def require_audience(user: User | AnonymousUser, kind: str, *among: str) -> None:
    """Raise PermissionDenied with a sentence for the person unless `audience` would let them in."""
    if has_right(user, kind, *among):
        return
    if among and has_right(user, kind):
        raise PermissionDenied(WRONG_RIGHT)
    raise PermissionDenied(WRONG_AUDIENCE[kind])
