"""The portal's icons: Lucide files of static/vendor, inlined into the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICON_FOLDER = "static/vendor/lucide-1.62.0"


@cache
def _shapes(name: str) -> SafeString:
    """Return the drawing inside the <svg> element of a vendored icon."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(f"no icon is named {name!r}")
    source = (Path(settings.BASE_DIR) / ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    inner = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if inner is None:
        raise ValueError(f"icon {name!r} holds no drawing")
    # The file is ours, committed and covered by the sums of VENDOR.toml.
    return mark_safe(re.sub(r"\s*\n\s*", "", inner[1]))  # noqa: S308


def icon_svg(name: str, label: str = "") -> SafeString:
    """Return an icon as inline SVG; without a label it is decoration and hidden from screen readers."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {} focusable="false" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{}</svg>',
        said,
        _shapes(name),
    )
