"""Composition of all addresses: pages per language, and the few that have none."""

import importlib.util

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cecfp_portal import views
from cecfp_portal.accounts.views import own_address
from cecfp_portal.health import healthz


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send on to the home page, in Thai unless the visitor chose another language before."""
    return redirect(f"/{get_language()}/")


# One door for everybody: the admin's own sign-in page knows no limit on attempts.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# The portal's rights are memberships, and addresses are changed with the person.
for unused in (Group, EmailAddress):
    admin.site.unregister(unused)


def _where_built(module: str, route: str) -> list[URLPattern | URLResolver]:
    return [path(route, include(module))] if importlib.util.find_spec(module) else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("", root),
    path("healthz", healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    *_where_built("certificates.public_urls", "c/"),
    *_where_built("certificates.api_urls", "api/"),
    *_where_built("certificates.open_data_urls", "open-data/"),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("licences/", views.licences, name="licences"),
        path("styleguide/", views.styleguide, name="styleguide"),
        path("accounts/email/", own_address, name="account_email"),
        path("accounts/", include("allauth.account.urls")),
        path("people/", include("cecfp_portal.accounts.urls")),
        path("", include("applications.urls")),
        path("", include("certificates.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "cecfp_portal.views.bad_request"
handler403 = "cecfp_portal.views.permission_denied"
handler404 = "cecfp_portal.views.page_not_found"
handler500 = "certificates.api.reading.server_error"
