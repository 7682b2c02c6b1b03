"""The certificate of a recognised body."""

from __future__ import annotations

from calculations.engine import case as values
from calculations.engine.source import Source


def recognised_certificate(source: Source) -> values.RecognisedCertificate:
    return values.RecognisedCertificate(
        body=source.text("body"),
        body_name=source.text("body_name"),
        number=source.text("number", required=True),
        activity=source.choice("activity", values.CIRCULAR_ACTIVITIES),
        product=source.text("product", required=True),
        product_match=source.choice("product_match", values.PRODUCT_MATCHES),
        sites=source.texts("sites"),
        issued_on=source.day("issued_on"),
        expires_on=source.day("expires_on"),
        evidence=source.texts("evidence"),
    )
