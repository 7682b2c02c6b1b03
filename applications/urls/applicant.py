"""Addresses of the applicant's pages."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views.applicant import (
    answers,
    cases,
    filing,
    organisation,
    overview,
    product,
    scope,
    submission,
    verification_body,
)

urlpatterns: list[URLPattern] = [
    path("applications/", cases.applicant_list, name="applicant_list"),
    path("applications/start/", cases.applicant_start, name="applicant_start"),
    path("applications/new/", cases.applicant_new, name="applicant_new"),
    path("applications/<uuid:public_id>/", overview.applicant_case, name="applicant_case"),
    path("applications/<uuid:public_id>/summary/", overview.applicant_summary, name="applicant_summary"),
    path(
        "applications/<uuid:public_id>/organisation/",
        organisation.applicant_organisation,
        name="applicant_organisation",
    ),
    path("applications/<uuid:public_id>/product/", product.applicant_product, name="applicant_product"),
    path("applications/<uuid:public_id>/scope/", scope.applicant_scope, name="applicant_scope"),
    path(
        "applications/<uuid:public_id>/verification/",
        verification_body.applicant_verification,
        name="applicant_verification",
    ),
    path("applications/<uuid:public_id>/check/", submission.applicant_check, name="applicant_check"),
    path("applications/<uuid:public_id>/sent/", submission.applicant_sent, name="applicant_sent"),
    path("applications/<uuid:public_id>/results/", submission.applicant_results, name="applicant_results"),
    path("applications/<uuid:public_id>/results/progress/", submission.applicant_progress, name="applicant_progress"),
    path("applications/<uuid:public_id>/results/retry/", submission.applicant_retry, name="applicant_retry"),
    path("applications/<uuid:public_id>/answers/", answers.applicant_answers, name="applicant_answers"),
    path("applications/<uuid:public_id>/file/", filing.applicant_file, name="applicant_file"),
    path("applications/<uuid:public_id>/filed/", filing.applicant_filed, name="applicant_filed"),
    path("applications/<uuid:public_id>/withdraw/", filing.applicant_withdraw, name="applicant_withdraw"),
]
