"""What draws a certificate's page, as one hash: the same content and the same press give the same bytes."""

import hashlib
from ctypes import CDLL, c_char_p
from functools import cache
from importlib import metadata
from pathlib import Path

from django.conf import settings

LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "pyphen", "zopfli", "segno")
PARTS = (
    "templates/certificates/pdf/*.html",
    "static/css/certificate.css",
    "certificates/pdf/*.py",
    "certificates/content.py",
    "certificates/wording.py",
    "cecfp_portal/documents/**/*.*",
    "cecfp_portal/thai.py",
)


@cache
def press_sha256() -> str:
    """Return the hash over templates, style, fonts, code and library versions; taken once per process."""
    digest = hashlib.sha256("\n".join(_versions()).encode())
    root = Path(settings.BASE_DIR)
    paths = {path for part in PARTS for path in root.glob(part) if path.is_file() and path.suffix != ".pyc"}
    for path in sorted(paths):
        digest.update(f"\n{path.relative_to(root).as_posix()} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _versions() -> list[str]:
    """Return what the page is drawn with: Python's libraries, and the two that shape and place the letters."""
    from weasyprint.text.ffi import pango

    libraries = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    return [*libraries, f"pango {pango.pango_version()}", f"harfbuzz {_harfbuzz_version()}"]


def _harfbuzz_version() -> str:
    try:
        version = CDLL("libharfbuzz.so.0").hb_version_string
    except OSError:
        return "unknown"
    version.restype = c_char_p
    return str(version().decode())
