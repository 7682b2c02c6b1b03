"""Addresses of the desk, one file per audience."""

from applications.urls import applicant, downloads, figures, officer, verifier

app_name = "applications"
urlpatterns = [
    *applicant.urlpatterns,
    *figures.urlpatterns,
    *verifier.urlpatterns,
    *officer.urlpatterns,
    *downloads.urlpatterns,
]
