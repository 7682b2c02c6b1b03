"""Addresses of the public interface for machines."""

from django.urls import URLPattern, path, re_path

from certificates.api import certificates, open_data
from certificates.api.document import OpenApiDocument

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("v1/certificates/", certificates.Register.as_view(), name="register"),
    path("v1/certificates/<str:code>/", certificates.CertificateEntry.as_view(), name="certificate"),
    path("v1/certificates/<str:code>/standing/", certificates.CertificateStanding.as_view(), name="standing"),
    path("v1/certificates/<str:code>/json-ld/", certificates.CertificateLinkedData.as_view(), name="json_ld"),
    path("v1/numbers/<path:number>/", certificates.CertificateByNumber.as_view(), name="by_number"),
    path("v1/open-data/", open_data.OpenData.as_view(), name="open_data"),
    path("v1/schema/", OpenApiDocument.as_view(), name="schema"),
    re_path("", certificates.Nothing.as_view()),
]
