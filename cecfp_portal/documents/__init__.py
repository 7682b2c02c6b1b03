"""The PDF renderer every app uses: bundled fonts, a fetcher that refuses the world, Thai text that extracts right."""

from cecfp_portal.documents.availability import RendererUnavailable, check_renderer, unavailability
from cecfp_portal.documents.rendering import (
    Attachment,
    FetchRefused,
    PageLimitExceeded,
    render_pdf,
    unprintable_characters,
)

__all__ = [
    "Attachment",
    "FetchRefused",
    "PageLimitExceeded",
    "RendererUnavailable",
    "check_renderer",
    "render_pdf",
    "unavailability",
    "unprintable_characters",
]
