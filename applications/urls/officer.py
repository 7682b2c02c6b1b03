"""Addresses of TGO's desk."""

from django.urls import path
from django.urls.resolvers import URLPattern

from applications.views.officer import agenda, brief, case, queue, recommendation, requests, screening

urlpatterns: list[URLPattern] = [
    path("tgo/", queue.officer_queue, name="officer_queue"),
    path("tgo/agenda/", agenda.officer_agenda, name="officer_agenda"),
    path("tgo/<uuid:public_id>/", case.officer_case, name="officer_case"),
    path("tgo/<uuid:public_id>/take/", queue.officer_take, name="officer_take"),
    path("tgo/<uuid:public_id>/release/", queue.officer_release, name="officer_release"),
    path("tgo/<uuid:public_id>/screening/", screening.officer_screening, name="officer_screening"),
    path("tgo/<uuid:public_id>/screening/out-of-scope/", screening.officer_out_of_scope, name="officer_out_of_scope"),
    path(
        "tgo/<uuid:public_id>/screening/withdraw-proposal/",
        screening.officer_withdraw_proposal,
        name="officer_withdraw_proposal",
    ),
    path("tgo/<uuid:public_id>/requests/", requests.officer_requests, name="officer_requests"),
    path("tgo/<uuid:public_id>/requests/send/", requests.officer_send_requests, name="officer_send_requests"),
    path(
        "tgo/<uuid:public_id>/requests/<int:request_id>/",
        requests.officer_settle_request,
        name="officer_settle_request",
    ),
    path("tgo/<uuid:public_id>/recommendation/", recommendation.officer_recommendation, name="officer_recommendation"),
    path("tgo/<uuid:public_id>/brief/", brief.officer_brief, name="officer_brief"),
    path("tgo/<uuid:public_id>/issuing/", case.officer_issuing, name="officer_issuing"),
    path("tgo/<uuid:public_id>/issuing/retry/", case.officer_retry_issuing, name="officer_retry_issuing"),
]
