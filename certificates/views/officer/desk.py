"""The tabs of TGO's desk for certificates, with how much waits behind each."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cecfp_portal.accounts.access import SignedInRequest
from certificates.models import ChangeNotice, Complaint, ConfirmationRequest, LabelArtwork


def desk_tabs(request: SignedInRequest, current: str) -> list[dict[str, Any]]:
    """Return the tabs as the template reads them; `current` is the name of one of the addresses."""
    tabs = (
        ("officer_list", _("Certificates"), None),
        ("officer_changes", _("Notices of change"), ChangeNotice.objects.visible_to(request.user).waiting().count()),
        ("officer_labels", _("Label artwork"), LabelArtwork.objects.visible_to(request.user).waiting().count()),
        (
            "officer_confirmations",
            _("Yearly confirmations"),
            ConfirmationRequest.objects.visible_to(request.user).overdue(timezone.localdate()).count(),
        ),
        ("register_check", _("Check of all certificates"), None),
        (
            "officer_complaints",
            _("Reports from the public"),
            Complaint.objects.visible_to(request.user).waiting().count(),
        ),
        ("officer_reviews", _("Reviews after withdrawals"), None),
    )
    return [
        {"url": reverse(f"certificates:{name}"), "label": label, "count": count, "is_current": name == current}
        for name, label, count in tabs
    ]
