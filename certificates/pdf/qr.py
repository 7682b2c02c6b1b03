"""The QR code of a certificate: the verification address, readable on a worn copy."""

from io import BytesIO

import segno

SIDE_MM = 27
QUIET_MODULES = 4


def qr_svg(address: str) -> bytes:
    """Return the code as SVG with its quiet zone; error correction Q survives a quarter of it being lost."""
    out = BytesIO()
    code = segno.make(address, error="q", micro=False, boost_error=False)
    code.save(out, kind="svg", xmldecl=False, border=QUIET_MODULES, omitsize=True, dark="#0b3d2e", light=None)
    return out.getvalue()
