"""Addresses of the verifier's pages."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views.verifier import cases, engagements, findings, statement

urlpatterns: list[URLPattern] = [
    path("verify/", cases.verifier_list, name="verifier_list"),
    path("verify/offers/<uuid:public_id>/", engagements.verifier_offer, name="verifier_offer"),
    path("verify/<uuid:public_id>/", cases.verifier_case, name="verifier_case"),
    path("verify/<uuid:public_id>/findings/", findings.verifier_findings, name="verifier_findings"),
    path("verify/<uuid:public_id>/findings/send/", findings.verifier_send_findings, name="verifier_send_findings"),
    path(
        "verify/<uuid:public_id>/findings/<int:finding_id>/",
        findings.verifier_settle_finding,
        name="verifier_settle_finding",
    ),
    path("verify/<uuid:public_id>/statement/", statement.verifier_statement, name="verifier_statement"),
]
