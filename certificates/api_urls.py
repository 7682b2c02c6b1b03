"""Addresses of the public interface for machines."""

from django.urls import URLPattern, path

from certificates.api import CertificateStanding

app_name = "api"

urlpatterns: list[URLPattern] = [path("certificates/<str:code>/", CertificateStanding.as_view(), name="standing")]
