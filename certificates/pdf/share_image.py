"""The picture that stands beside a shared link: what is printed, never the standing, which would grow old in it."""

import os
import tempfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from django.conf import settings
from django.template.loader import render_to_string

from cecfp_portal.documents import render_pdf
from certificates import wording
from certificates.content import CertificateContent

WIDTH, HEIGHT = 1200, 630
# Another number for another drawing: pictures that were kept are then drawn again.
DRAWING = 1
_PIXELS_PER_POINT = 96 / 72
_NAME_SIZES = ((40, "large"), (80, "medium"))


def share_image(content: CertificateContent) -> bytes:
    """Return the PNG of a certificate's content, drawn when it is first asked for and kept under the content's hash."""
    path = _path(content.sha256())
    try:
        return path.read_bytes()
    except FileNotFoundError:
        png = draw(content)
        _keep(path, png)
        return png


def draw(content: CertificateContent) -> bytes:
    """Return the picture. Raises what `render_pdf` raises."""
    size = next((name for limit, name in _NAME_SIZES if len(content.product_th) <= limit), "small")
    context = {
        "content": content,
        "labels": wording.LABELS,
        "share_label": wording.share_words(content.route),
        "size": size,
        "domain": settings.SITE_URL.partition("://")[2],
    }
    pdf = render_pdf(render_to_string("certificates/pdf/share_image.html", context), page_limit=1)
    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=_PIXELS_PER_POINT).to_pil()
    finally:
        document.close()
    out = BytesIO()
    image.convert("P", palette=1, colors=64).save(out, format="PNG", optimize=True)
    return out.getvalue()


def _path(sha256: str) -> Path:
    return Path(settings.DATA_DIR) / "share-images" / sha256[:2] / f"{sha256}-{DRAWING}.png"


def _keep(path: Path, png: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        file.write(png)
    Path(temporary).replace(path)
