"""The main navigation: which entries stand in the bar, and which of them is current."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One link of the bar."""

    url: str
    label: str | Promise
    is_current: bool
    is_here: bool


PUBLIC = (
    ("certificates:register", _("Register of certified products")),
    ("certificates:check", _("Check a certificate")),
)
SIGNED_IN = (("accounts:desk", _("My desk")),)


def entries_for(request: HttpRequest | None, known: Mapping[str, Any]) -> list[Entry]:
    """Return the entries for this request; an address that does not exist in this build is left out.

    `known["navigation"]`, where given, holds further (url name, label) pairs for the person's roles.
    """
    if request is None:
        return []
    signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
    wanted = [*SIGNED_IN, *known.get("navigation", ()), *PUBLIC] if signed_in else [*PUBLIC]
    entries = []
    for name, label in wanted:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        is_here = request.path == url
        entries.append(Entry(url, label, is_here or request.path.startswith(url), is_here))
    return entries
