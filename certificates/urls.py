"""Addresses of the press's pages, one set per language."""

from django.urls import URLPattern, path

from certificates.api.pages import developers
from certificates.views import complaints, dossier, file_check, open_data, public, register
from certificates.views.holder import agreement, hearing, renewal, surrender
from certificates.views.holder import certificates as holder
from certificates.views.holder import changes as holder_changes
from certificates.views.holder import confirmations as holder_confirmations
from certificates.views.holder import labels as holder_labels
from certificates.views.officer import certificates as officer
from certificates.views.officer import changes as officer_changes
from certificates.views.officer import complaints as officer_complaints
from certificates.views.officer import confirmations as officer_confirmations
from certificates.views.officer import labels as officer_labels
from certificates.views.officer import mark, register_check, revocation, suspension
from certificates.views.officer import reviews as officer_reviews

app_name = "certificates"

urlpatterns: list[URLPattern] = [
    path("register/", register.register_page, name="register"),
    path("check/", public.check, name="check"),
    path("check/file/", file_check.check_file, name="check_file"),
    path("c/<str:code>/", public.standing, name="standing"),
    path("report/", complaints.complaint_form, name="complain"),
    path("report/<uuid:public_id>/", complaints.complained, name="complained"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("api/", developers, name="developers"),
    path("certificates/", holder.certificate_list, name="holder_list"),
    path("certificates/<uuid:public_id>/", holder.certificate_detail, name="holder_detail"),
    path("certificates/<uuid:public_id>/answer/", hearing.answer, name="answer_proposal"),
    path("certificates/<uuid:public_id>/surrender/", surrender.surrender_certificate, name="surrender"),
    path("certificates/<uuid:public_id>/agreement/", agreement.agreement, name="agreement"),
    path("certificates/<uuid:public_id>/renew/", renewal.open_successor, {"kind": "renewal"}, name="renew"),
    path("certificates/<uuid:public_id>/vary/", renewal.open_successor, {"kind": "variation"}, name="vary"),
    path("certificates/<uuid:public_id>/file/", holder.download, name="holder_download"),
    path("certificates/<uuid:public_id>/dossier/", dossier.dossier_page, name="dossier"),
    path("certificates/<uuid:public_id>/dossier/progress/", dossier.dossier_progress, name="dossier_progress"),
    path("certificates/<uuid:public_id>/dossier/file/", dossier.dossier_file, name="dossier_file"),
    path("certificates/<uuid:public_id>/dossier/retry/", dossier.retry_dossier, name="retry_dossier"),
    path("certificates/<uuid:public_id>/recompute/", dossier.recompute, name="recompute"),
    path("officer/certificates/mark/", mark.official_mark, name="official_mark"),
    path("officer/certificates/mark/<uuid:public_id>/", mark.mark_picture, name="mark_picture"),
    path("certificates/<uuid:public_id>/changes/", holder_changes.holder_changes, name="holder_changes"),
    path(
        "certificates/<uuid:public_id>/confirmations/",
        holder_confirmations.holder_confirmations,
        name="holder_confirmations",
    ),
    path("certificates/<uuid:public_id>/labels/", holder_labels.holder_labels, name="holder_labels"),
    path("officer/certificates/", officer.certificate_list, name="officer_list"),
    path("officer/certificates/changes/", officer_changes.officer_changes, name="officer_changes"),
    path("officer/certificates/changes/<uuid:public_id>/", officer_changes.officer_change, name="officer_change"),
    path(
        "officer/certificates/confirmations/",
        officer_confirmations.officer_confirmations,
        name="officer_confirmations",
    ),
    path("officer/certificates/reports/", officer_complaints.officer_complaints, name="officer_complaints"),
    path(
        "officer/certificates/reports/<uuid:public_id>/",
        officer_complaints.officer_complaint,
        name="officer_complaint",
    ),
    path("officer/certificates/labels/", officer_labels.officer_labels, name="officer_labels"),
    path("officer/certificates/labels/<uuid:public_id>/", officer_labels.officer_label, name="officer_label"),
    path("officer/certificates/check/", register_check.register_check, name="register_check"),
    path(
        "officer/certificates/check/progress/", register_check.register_check_progress, name="register_check_progress"
    ),
    path("officer/certificates/check/start/", register_check.start_register_check, name="start_register_check"),
    path("officer/certificates/reviews/", officer_reviews.officer_reviews, name="officer_reviews"),
    path("officer/certificates/reviews/new/", officer_reviews.officer_review_new, name="officer_review_new"),
    path("officer/certificates/reviews/<uuid:public_id>/", officer_reviews.officer_review, name="officer_review"),
    path(
        "officer/certificates/reviews/<uuid:public_id>/retry/",
        officer_reviews.officer_review_retry,
        name="officer_review_retry",
    ),
    path("officer/certificates/<str:code>/", officer.certificate_detail, name="officer_detail"),
    path(
        "officer/certificates/<str:code>/verification/",
        officer_changes.require_verification,
        name="require_verification",
    ),
    path("officer/certificates/<str:code>/propose/", revocation.propose_revocation, name="propose_revocation"),
    path("officer/certificates/<str:code>/confirm/", revocation.confirm_revocation, name="confirm_revocation"),
    path("officer/certificates/<str:code>/withdraw/", revocation.withdraw_proposal, name="withdraw_proposal"),
    path("officer/certificates/<str:code>/suspend/", suspension.suspend, name="suspend"),
    path("officer/certificates/<str:code>/lift/", suspension.lift, name="lift_suspension"),
    path("officer/issuances/<uuid:public_id>/retry/", officer.retry_issuing, name="retry_issuing"),
]
