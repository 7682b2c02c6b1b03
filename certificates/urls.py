"""Addresses of the press's pages, one set per language."""

from django.urls import URLPattern, path

from certificates.api.pages import developers
from certificates.views import open_data, public, register
from certificates.views.holder import certificates as holder
from certificates.views.officer import certificates as officer
from certificates.views.officer import revocation

app_name = "certificates"

urlpatterns: list[URLPattern] = [
    path("register/", register.register_page, name="register"),
    path("check/", public.check, name="check"),
    path("c/<str:code>/", public.standing, name="standing"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("api/", developers, name="developers"),
    path("certificates/", holder.certificate_list, name="holder_list"),
    path("certificates/<uuid:public_id>/", holder.certificate_detail, name="holder_detail"),
    path("certificates/<uuid:public_id>/file/", holder.download, name="holder_download"),
    path("officer/certificates/", officer.certificate_list, name="officer_list"),
    path("officer/certificates/<str:code>/", officer.certificate_detail, name="officer_detail"),
    path("officer/certificates/<str:code>/propose/", revocation.propose_revocation, name="propose_revocation"),
    path("officer/certificates/<str:code>/confirm/", revocation.confirm_revocation, name="confirm_revocation"),
    path("officer/certificates/<str:code>/withdraw/", revocation.withdraw_proposal, name="withdraw_proposal"),
    path("officer/issuances/<uuid:public_id>/retry/", officer.retry_issuing, name="retry_issuing"),
]
