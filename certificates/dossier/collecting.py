"""From the records to what a dossier holds."""

from django.db.models import QuerySet

from certificates.dossier.files import Frozen
from certificates.models import Certificate

RUN = "issuance__decision__recommendation__check_run__revision"


def with_run(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return certificates with the run that was approved and the revision it judged."""
    return certificates.select_related(RUN)


def frozen_of(certificate: Certificate) -> Frozen:
    """Return what the certificate rests on. Raises ValueError when the records lack the approved run."""
    recommendation = certificate.issuance.decision.recommendation
    run = recommendation.check_run if recommendation else None
    if run is None or run.report is None:
        raise ValueError("an approved case has a finished run for its recommendation")
    judged, printed = run.revision, None
    if certificate.issuance.printed["revision"] != judged.number:
        printed = certificate.application.revisions.get(number=certificate.issuance.printed["revision"]).case
    return Frozen(certificate.printed, judged.case, run.rulings, run.context, run.report, printed)
