"""What a certificate's page is put together from: parts, each of which tells whether it has something to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django import forms

from cecfp_portal.accounts.models import User
from cecfp_portal.thai import local_day
from certificates.content import CertificateContent
from certificates.models import Certificate, Standing


@dataclass(frozen=True)
class Opened:
    """A certificate as somebody has it open: all that a part may look at.

    `typed` holds the forms that were refused, by their names: a part shows such a form instead of an empty one.
    """

    certificate: Certificate
    user: User
    at: datetime
    typed: Mapping[str, forms.Form] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return local_day(self.at)

    @cached_property
    def standing(self) -> Standing:
        return self.certificate.standing(self.on)

    @cached_property
    def printed(self) -> CertificateContent:
        return self.certificate.printed


@dataclass(frozen=True)
class Part:
    """A template and the function that gives its `part`; None leaves the part out."""

    template: str
    context: Callable[[Opened], dict[str, Any] | None]


def shown(parts: Sequence[Part], opened: Opened) -> list[tuple[str, dict[str, Any]]]:
    """Return template and context of every part that has something to show, in order."""
    found = ((part.template, part.context(opened)) for part in parts)
    return [(template, context) for template, context in found if context is not None]


@dataclass(frozen=True)
class Layout:
    """What one audience's page shows: at the head, what may be done, and beside."""

    main: Sequence[Part]
    acts: Sequence[Part]
    side: Sequence[Part]

    def context(self, opened: Opened) -> dict[str, Any]:
        """Return what the page's template asks for."""
        return {
            "certificate": opened.certificate,
            "printed": opened.printed,
            "standing": opened.standing,
            "main_parts": shown(self.main, opened),
            "act_parts": shown(self.acts, opened),
            "side_parts": shown(self.side, opened),
        }
