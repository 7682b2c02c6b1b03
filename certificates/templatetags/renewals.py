"""Reminders that certificates of the person's organisations are about to expire."""

from typing import Any

from django import template
from django.utils import timezone

from certificates.models import Certificate
from certificates.notices import reminders

register = template.Library()


@register.inclusion_tag("certificates/holder/reminders.html", takes_context=True)
def renewal_reminders(context: dict[str, Any]) -> dict[str, Any]:
    """Show the certificates that are to be renewed soon; nothing where there is none."""
    held = Certificate.objects.visible_to(context["request"].user)
    return {"reminders": reminders(held, on=timezone.localdate())}
