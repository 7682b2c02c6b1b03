"""Suspending a certificate in force, and lifting the suspension."""

from typing import Any

from certificates.forms.suspension import LiftForm, SuspensionForm
from certificates.models import Standing
from certificates.views.page import Opened


def suspend(opened: Opened) -> dict[str, Any] | None:
    """Offer to suspend a certificate in force."""
    if opened.standing != Standing.ACTIVE:
        return None
    return {"form": opened.typed.get("suspension_form") or SuspensionForm()}


def lift(opened: Opened) -> dict[str, Any] | None:
    """Show the suspension in force; another officer may lift it."""
    row = next((row for row in opened.certificate.suspensions.all() if row.lifted_at is None), None)
    if row is None or opened.standing != Standing.SUSPENDED:
        return None
    return {
        "suspension": row,
        "is_own": row.suspended_by_id == opened.user.pk,
        "form": opened.typed.get("lift_form") or LiftForm(initial={"suspension": row.pk}),
    }
