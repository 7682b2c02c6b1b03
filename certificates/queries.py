"""What the public register shows: every issued certificate, by search, with its standing on a day."""

from django.db.models import F, Q, QuerySet

from applications.models import Issuance
from cecfp_portal.accounts.models import Organisation
from cecfp_portal.text import search_text
from certificates.models import Certificate, CertificateQuerySet, ChangeEffect, ChangeRuling
from certificates.numbering import code_as_read, is_code
from certificates.register import has_number, holding


def register(query: str = "") -> CertificateQuerySet:
    """Return the certificates whose number, product or holder holds every word of the query, newest first."""
    return holding(query).with_events().order_by("-approved_on", "-number")


def by_code(typed: str) -> Certificate | None:
    """Return the certificate of a scanned or typed code, with `former_code` and `former_number` of the one before it.

    Both come in the same statement: the page behind the QR code is asked for most and pays for each further one.
    """
    code = code_as_read(typed)
    if not is_code(code):
        return None
    former = "application__predecessor__certificate"
    found = Certificate.objects.with_events().annotate(
        former_code=F(f"{former}__code"), former_number=F(f"{former}__number")
    )
    return found.filter(code=code).first()


def place_of(code: str) -> Certificate | None:
    """Return the certificate of a code with no more than tells its place in the orders of the register."""
    return Certificate.objects.only("code", "number", "approved_on", "valid_until").filter(code=code).first()


def by_number(typed: str) -> Certificate | None:
    """Return the certificate of a number, typed in any case and with any spaces."""
    number = " ".join(search_text(typed).split())
    return Certificate.objects.with_events().filter(has_number(number)).first()


def renewed_as(certificate: Certificate) -> Certificate | None:
    """Return the certificate that renews or varies this one, also where this one had expired before."""
    return Certificate.objects.filter(application__predecessor=certificate.application_id).first()


def by_code_or_number(typed: str) -> Certificate | None:
    """Return the certificate of a code or of a number, typed in any case and with any spaces."""
    number = " ".join(search_text(typed).split())
    wanted = Q(code=code_as_read(typed)) | has_number(number)
    return Certificate.objects.with_events().filter(wanted).first()


def being_issued() -> QuerySet[Issuance]:
    """Return what was approved and has no certificate yet, the oldest first."""
    return Issuance.objects.filter(finished_at=None).select_related("application__applicant").order_by("queued_at")


def awaiting_agreement(holders: QuerySet[Organisation]) -> QuerySet[Issuance]:
    """Return the issuances of these organisations that wait for the agreement on the use of the mark."""
    return being_issued().filter(awaits_agreement=True, application__applicant__in=holders)


def noted_changes(certificate: Certificate) -> QuerySet[ChangeRuling]:
    """Return the changes TGO noted in the register, newest first: only their public texts may be shown."""
    noted = ChangeRuling.objects.filter(notice__certificate=certificate, effect=ChangeEffect.UPDATE)
    return noted.only("public_th", "public_en", "ruled_at").order_by("-ruled_at")
