"""Whether the renderer can run on this machine, and the sentence for whoever must mend it."""

import importlib
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from types import ModuleType
from typing import Any

from django.core import checks

DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
ADVICE = "Install them with: apt-get install --no-install-recommends " + " ".join(DEBIAN_PACKAGES)
MISSING = f"PDF documents cannot be made until these Debian packages are installed: {', '.join(DEBIAN_PACKAGES)}."
MISSING_SUBSET = "PDF documents are larger and differ in their bytes: Debian's libharfbuzz-subset0 is missing."


class RendererUnavailable(Exception):
    """The machine lacks the text libraries; the message names the packages to install."""


def engine() -> ModuleType:
    """Return the module that draws, imported on first use so that the portal runs on a machine without Pango.

    Raises RendererUnavailable when a shared library is missing.
    """
    try:
        # On failure WeasyPrint prints a banner of its own.
        with redirect_stdout(StringIO()):
            return importlib.import_module("cecfp_portal.documents.engine")
    except OSError as error:
        raise RendererUnavailable(MISSING) from error


@cache
def unavailability() -> str:
    """Return why documents cannot be made as they should be, or an empty text."""
    try:
        drawing = engine()
    except RendererUnavailable as error:
        return str(error)
    return "" if drawing.has_subsetting() else MISSING_SUBSET


def check_renderer(*_: Any, **__: Any) -> list[checks.CheckMessage]:
    """System check: warn at start, because the portal still serves everything but documents."""
    reason = unavailability()
    return [checks.Warning(reason, hint=ADVICE, id="documents.W001")] if reason else []
