"""Addresses of the open data: permanent, without a language."""

from django.urls import URLPattern, path

from certificates.api import open_data
from certificates.views.open_data import open_data_in_a_language

app_name = "open_data"

urlpatterns: list[URLPattern] = [
    path("", open_data_in_a_language, name="home"),
    path("certificates.csv", open_data.CsvFile.as_view(), name="csv"),
    path("certificates.json", open_data.JsonFile.as_view(), name="json"),
    path("certificates.jsonld", open_data.JsonLdFile.as_view(), name="jsonld"),
]
