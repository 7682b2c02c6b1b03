"""The public's pages of one certificate: its standing, its file, and the check by number."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cecfp_portal.thai import local_day
from certificates import queries, wording
from certificates.credentials import entry_of, json_ld_block
from certificates.facts import Fact, Pair, Speaker, further_facts, main_facts, standing_now
from certificates.forms.public import CheckForm, FileForm
from certificates.models import Certificate, Standing
from certificates.numbering import code_as_read
from certificates.views.badge import badge_snippet
from certificates.views.files import pdf_response
from certificates.views.guessing import few_guesses
from certificates.wording import DISCLAIMER, Words


@require_safe
@never_cache
@few_guesses
def standing(request: HttpRequest, code: str) -> HttpResponse:
    """Tell what a certificate is worth now, and what is printed on it. Standing is never cached."""
    certificate = queries.by_code(code)
    return _standing_page(request, code, certificate, status=200 if certificate else 404)


@require_safe
@never_cache
@few_guesses
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Give the PDF of a certificate in force; of any other only its standing (410), as a copy would mislead."""
    certificate = queries.by_code(code)
    if certificate is None:
        return _standing_page(request, code, None, status=404)
    if certificate.standing(timezone.localdate()) != Standing.ACTIVE:
        return _standing_page(request, code, certificate, status=410)
    return pdf_response(certificate)


def _standing_page(request: HttpRequest, code: str, certificate: Certificate | None, *, status: int) -> HttpResponse:
    at = timezone.now()
    speaker = Speaker(get_language() or "th")
    context: dict[str, Any] = {
        "certificate": certificate,
        "code": certificate.code if certificate else code_as_read(code)[:40],
        "now": standing_now(certificate, speaker, on=timezone.localdate(at)),
        "checked_at": speaker.moment(at),
        "labels": speaker.labels(),
        "trust": _named(speaker, wording.TRUST, address=f"{settings.SITE_URL}/"),
        "disclaimer": speaker.pair(DISCLAIMER),
        "site": settings.SITE_URL,
        "page_language": speaker.language,
    }
    if certificate is not None:
        context |= _of_certificate(certificate, speaker)
        if context["now"].code != Standing.ACTIVE:
            context["renewed_as"] = queries.renewed_as(certificate)
        context["json_ld"] = json_ld_block(entry_of(certificate, at=at))
    return render(request, "certificates/public/standing.html", context, status=status)


def _of_certificate(certificate: Certificate, speaker: Speaker) -> dict[str, Any]:
    """Return what the page tells of a certificate beside its standing, and what shared links show of it."""
    content = certificate.printed
    holder = content.holder_en if speaker.language == "en" and content.holder_en else content.holder_th
    return {
        "main_facts": main_facts(content, speaker),
        "further_facts": further_facts(content, speaker),
        "shared_title": _named(speaker, wording.SHARED_TITLE, number=content.number),
        "shared_description": _named(speaker, wording.SHARED_DESCRIPTION, holder=holder),
        "badge": badge_snippet(certificate, speaker),
        "noted": [
            Fact(speaker.day(local_day(ruling.ruled_at)), speaker.pair(Words(ruling.public_th, ruling.public_en)))
            for ruling in queries.noted_changes(certificate)
        ],
    }


def _named(speaker: Speaker, words: Words, **names: str) -> Pair:
    return speaker.pair(Words(words.th.format(**names), words.en.format(**names)))


@require_safe
@never_cache
@few_guesses
def check(request: HttpRequest) -> HttpResponse:
    """Find one certificate by the number or code somebody typed, and go to its standing."""
    form = CheckForm(request.GET if "q" in request.GET else None)
    if form.is_bound and form.is_valid():
        certificate = queries.by_code_or_number(form.cleaned_data["q"])
        if certificate is not None:
            return redirect("certificates:standing", certificate.code)
        form.add_error("q", _("No certificate in the register has this number or code. Please compare every sign."))
    status = 404 if form.is_bound else 200
    return render(request, "certificates/public/check.html", {"form": form, "file_form": FileForm()}, status=status)
