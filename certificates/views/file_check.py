"""The public's check of a file: uploaded, judged in memory, kept by nobody, answered with the register's facts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cecfp_portal import throttling
from certificates.facts import Speaker, main_facts, standing_now
from certificates.forms.public import CheckForm, FileForm
from certificates.models import Certificate, Standing
from certificates.pdf.authenticity import MOST_BYTES, Finding, Verdict, verdict_on
from certificates.views.guessing import too_many

UPLOADS = throttling.Limit("file_check", 20, timedelta(minutes=1))


@dataclass(frozen=True)
class Told:
    """What the public reads of a finding."""

    tone: str
    icon: str
    title: str | Promise
    meaning: str | Promise


GENUINE = {
    Standing.ACTIVE: Told(
        "ok", "shield-check", _("Genuine, and the certification is in force"),
        _("This file is, to the last byte, the one TGO signed and issued."),
    ),
    Standing.SUSPENDED: Told(
        "warn", "circle-pause", _("Genuine, but the certification is suspended"),
        _("TGO issued this file unchanged. The mark may not be used while the certification is suspended."),
    ),
    Standing.REVOKED: Told(
        "bad", "ban", _("Genuine, but the certification is revoked"),
        _("TGO issued this file unchanged, and has revoked the certification since. The mark may not be used."),
    ),
    Standing.SURRENDERED: Told(
        "warn", "circle-x", _("Genuine, but cancelled at the holder's request"),
        _("TGO issued this file unchanged. Its holder has given the certification up; the mark may not be used."),
    ),
    Standing.SUPERSEDED: Told(
        "warn", "copy", _("Genuine, but replaced by a newer certificate"),
        _("TGO issued this file unchanged. A newer certificate has taken its place: rely on that one."),
    ),
    Standing.EXPIRED: Told(
        "warn", "clock", _("Genuine, but the certification has expired"),
        _("TGO issued this file unchanged. Its term is over; the mark may not be used."),
    ),
}  # fmt: skip
OTHERWISE = {
    Finding.ALTERED: Told(
        "bad", "circle-x", _("Not genuine: changed after it was signed"),
        _("This is not the file TGO issued. Its contents were changed, or another program saved it anew. Do not rely "
          "on it: only the register below counts."),
    ),
    Finding.UNSIGNED: Told(
        "bad", "circle-x", _("Not genuine: TGO's electronic signature is missing"),
        _("Every certificate file is signed when it is issued. This one was printed anew or made by somebody else. Do "
          "not rely on it: only the register below counts."),
    ),
    Finding.FOREIGN: Told(
        "bad", "circle-x", _("Not genuine: signed by someone else, not by TGO"),
        _("The file looks like a certificate and bears a signature, but not TGO's. The name shown in the signature "
          "proves nothing. Do not rely on it, and please report it to TGO."),
    ),
    Finding.NOT_REGISTERED: Told(
        "bad", "circle-x", _("Not genuine: not in the register"),
        _("The file looks like a certificate, but TGO has issued none with this number and code. Do not rely on it, "
          "and please report it to TGO."),
    ),
    Finding.UNREADABLE: Told(
        "bad", "circle-x", _("Not genuine: the file is damaged or was changed"),
        _("The file cannot be read as TGO issued it. Ask its holder for the original file, or type the certificate's "
          "number."),
    ),
    Finding.NOT_OURS: Told(
        "neutral", "circle-question-mark", _("Not a CE-CFP certificate of TGO"),
        _("This is a PDF, but none of TGO's certificates. A scan or a photograph cannot be checked as a file: type the "
          "number that is printed on it."),
    ),
    Finding.NOT_A_PDF: Told(
        "neutral", "circle-question-mark", _("Not a PDF file"),
        _("Certificates are PDF files. A scan or a photograph cannot be checked as a file: type the number that is "
          "printed on it, or scan its QR code."),
    ),
    Finding.TOO_LARGE: Told(
        "neutral", "circle-question-mark", _("The file is too large to be a certificate"),
        _("Certificates are smaller than 1 MB. Type the number that is printed on it."),
    ),
    Finding.OTHER_DOCUMENT: Told(
        "info", "info", _("Signed by TGO, but not the certificate"),
        _("TGO signed this file and it has not been changed since, but it is another document, such as the dossier of "
          "a case. The certificate itself is in the register."),
    ),
    Finding.CONTRADICTION: Told(
        "technical", "wrench", _("Cannot be confirmed: the file and the register disagree"),
        _("The file is the one that was issued, but the register's entry no longer agrees with it. Do not rely on "
          "either; the fault was recorded for TGO's staff to look into."),
    ),
    Finding.UNCHECKED: Told(
        "technical", "wrench", _("Files cannot be checked at this moment"),
        _("This says nothing about your file. Try again later, or type the certificate's number."),
    ),
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_file(request: HttpRequest) -> HttpResponse:
    """Judge an uploaded file and show the finding; asked without a file, go to the form."""
    if request.method != "POST":
        return redirect("certificates:check")
    at, sender = timezone.now(), throttling.sender_of(request)
    if throttling.is_reached(UPLOADS, sender, at=at):
        return too_many(request, UPLOADS, at=at, is_file_check=True)
    throttling.count(UPLOADS, sender, at=at)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": CheckForm(), "file_form": form}
        return render(request, "certificates/public/check.html", context, status=422)
    file = form.cleaned_data["file"]
    # One byte more than may be: enough to see that it is too many.
    verdict = verdict_on(file.read(MOST_BYTES + 1), at=at)
    context = {"verdict": verdict, "told": _told(verdict), "file_name": file.name} | _register_facts(verdict)
    return render(request, "certificates/public/file_check.html", context)


def _told(verdict: Verdict) -> Told:
    return GENUINE[verdict.standing] if verdict.is_genuine and verdict.standing else OTHERWISE[verdict.finding]


def _register_facts(verdict: Verdict) -> dict[str, Any]:
    """Return what the register says of the certificate, or nothing where its entry itself is in doubt."""
    certificate: Certificate | None = verdict.certificate
    if certificate is None or verdict.finding == Finding.CONTRADICTION:
        return {}
    speaker = Speaker(get_language() or "th")
    return {
        "certificate": certificate,
        "now": standing_now(certificate, speaker, on=timezone.localdate()),
        "facts": main_facts(certificate.printed, speaker),
    }
