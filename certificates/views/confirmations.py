"""The years of a certificate that its holder was asked about, for holder and officer alike."""

from datetime import date

from certificates.models import Certificate, ConfirmationRequest, ConfirmationState, Standing


def years_of(
    certificate: Certificate, standing: Standing, on: date
) -> list[tuple[ConfirmationRequest, ConfirmationState]]:
    """Return each year asked about with how the question stands on a day, the earliest year first."""
    rows = certificate.confirmation_requests.with_reports().select_related("confirmation__sent_by").order_by("year")
    return [(row, row.state(standing, on)) for row in rows]
