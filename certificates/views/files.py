"""Sending an issued file: checked against its hash, as an attachment, kept by nobody on the way."""

from django.http import HttpResponse

from certificates.models import Certificate
from certificates.pdf import archive


def pdf_response(certificate: Certificate) -> HttpResponse:
    """Return the stored PDF. Raises archive.FileDamagedError when it is not the file that was issued."""
    response = HttpResponse(archive.read(certificate.pdf_sha256), content_type="application/pdf")
    name = "-".join(certificate.number.split())
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
