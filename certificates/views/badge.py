"""What other sites show of a certificate: a badge with its standing now, and a picture for shared links."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cecfp_portal.documents import RendererUnavailable
from cecfp_portal.tones import STANDINGS
from certificates import queries, wording
from certificates.facts import Pair, Speaker
from certificates.models import Certificate, Standing
from certificates.pdf.share_image import share_image
from certificates.views.guessing import few_guesses

WIDTH, HEIGHT = 340, 60
PIXELS, SMALL_PIXELS = 15, 11
# Thai words as paths, by `cecfp_portal.local.badge_words`: whoever looks at the badge may have no font for them.
OUTLINES = Path(__file__).with_name("badge_words.json")
# Those of tokens.css, which a picture on another site cannot read.
COLOURS = {"ok": "#12633c", "warn": "#7a4b00", "bad": "#a1231b", "info": "#1b4d80", "neutral": "#4c5a53"}
# Badge and picture stand on other people's pages by intention.
SHARED = {"Cross-Origin-Resource-Policy": "cross-origin"}


@dataclass(frozen=True)
class Snippet:
    """What a holder pastes into a page of their own: addresses and the words for those who see no picture."""

    page: str
    query: str
    text: str
    note: Pair
    language: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def image(self) -> str:
        """The address of the picture."""
        return f"{self.page}/badge.svg{self.query}"


@cache
def outlines() -> dict[str, str]:
    """Return the badge's Thai words as path data, in tenths of a pixel from the start of the line."""
    drawn: dict[str, str] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return drawn


def badge_snippet(certificate: Certificate, speaker: Speaker) -> Snippet:
    """Return the snippet in the speaker's language."""
    text = wording.BADGE_TEXT.en if speaker.language == "en" else wording.BADGE_TEXT.th
    return Snippet(
        page=f"{settings.SITE_URL}/c/{certificate.code}",
        query="?lang=en" if speaker.language == "en" else "",
        text=text.format(number=certificate.number),
        note=speaker.pair(wording.BADGE_NOTE),
        language=speaker.language,
    )


@require_safe
@never_cache
@few_guesses
def badge(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the standing as it is this moment, in Thai or with ?lang=en in English; of an unknown code that it is so."""
    certificate = queries.by_code(code)
    standing = certificate.standing(timezone.localdate()).value if certificate else "unknown"
    language = "en" if request.GET.get("lang") == "en" else "th"
    word, example = (getattr(words, language) for words in (wording.BADGE_STANDINGS[standing], wording.BADGE_EXAMPLE))
    context = {
        "icon": STANDINGS[standing].icon,
        "colour": COLOURS[STANDINGS[standing].tone],
        "word": word,
        "word_outline": outlines().get(word),
        "number": certificate.number if certificate else "",
        "is_example": certificate.is_example if certificate else False,
        "example": example,
        "example_outline": outlines().get(example),
        "language": language,
        "width": WIDTH,
        "height": HEIGHT,
    }
    status = 200 if certificate else 404
    drawing = render_to_string("certificates/public/badge.svg", context)
    return HttpResponse(drawing, content_type="image/svg+xml", status=status, headers=SHARED)


@require_safe
@never_cache
@few_guesses
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """Give the picture for shared links; of a certificate that is not in force there is none."""
    certificate = queries.by_code(code)
    if certificate is None:
        return HttpResponse(status=404)
    if certificate.standing(timezone.localdate()) != Standing.ACTIVE:
        return HttpResponse(status=410)
    try:
        png = share_image(certificate.printed)
    except RendererUnavailable:
        return HttpResponse(status=503)
    return HttpResponse(png, content_type="image/png", headers=SHARED)
