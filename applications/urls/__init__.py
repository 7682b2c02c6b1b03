"""Addresses of the desk, one file per audience."""

from applications.urls import applicant, downloads, officer, verifier

app_name = "applications"
urlpatterns = [*applicant.urlpatterns, *verifier.urlpatterns, *officer.urlpatterns, *downloads.urlpatterns]
