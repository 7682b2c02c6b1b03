"""Sign-ins, sign-outs and refused sign-ins, written to the audit trail."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from cecfp_portal import audit
from cecfp_portal.accounts.models import User


@receiver(user_logged_in)
def audit_sign_in(sender: Any, user: User, **kwargs: Any) -> None:
    with transaction.atomic():
        audit.append(verb="accounts.signed_in", by=user, at=timezone.now(), subject=user)


@receiver(user_logged_out)
def audit_sign_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        with transaction.atomic():
            audit.append(verb="accounts.signed_out", by=user, at=timezone.now(), subject=user)


@receiver(user_login_failed)
def audit_refused_sign_in(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Note the account that was tried. What was typed is not kept: people type passwords into the wrong box."""
    typed = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email__iexact=typed).first() if "\x00" not in typed else None
    subject = user or audit.Subject("accounts.user", "unknown")
    with transaction.atomic():
        audit.append(verb="accounts.sign_in_refused", by=audit.Actor.VISITOR, at=timezone.now(), subject=subject)
