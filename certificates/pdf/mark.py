"""The official artwork as it is printed: a picture we wrote ourselves, found again by its hash."""

import hashlib
from functools import lru_cache
from io import BytesIO

from PIL import Image

from certificates.models import OfficialMark

# At 30 mm on paper 600 points are 500 to the inch; more than the upper bound prints no better.
SHORTEST_SIDE, LONGEST_SIDE = 600, 4000
WIDEST = 2


class MarkRefused(Exception):
    """A picture that would not print well; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class MarkMissingError(Exception):
    """A certificate names an artwork that is not in the database."""


def rewritten(png: bytes) -> bytes:
    """Return the picture alone, on white, as a PNG without anything else that was in the file.

    Vector formats are not taken: they can carry scripts, fonts and other files, a picture of points cannot.
    Raises MarkRefused (`small`, `large`, `narrow`).
    """
    with Image.open(BytesIO(png), formats=["PNG"]) as given:
        width, height = given.size
        if min(width, height) < SHORTEST_SIDE:
            raise MarkRefused("small")
        if max(width, height) > LONGEST_SIDE:
            raise MarkRefused("large")
        if max(width, height) > WIDEST * min(width, height):
            raise MarkRefused("narrow")
        drawn = given.convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    out = BytesIO()
    paper.convert("RGB").save(out, "PNG", optimize=False, compress_level=9)
    return out.getvalue()


def sha256_of(png: bytes) -> str:
    """Return the name under which certificates refer to an artwork."""
    return hashlib.sha256(png).hexdigest()


@lru_cache(maxsize=4)
def artwork(sha256: str) -> bytes:
    """Return the artwork a certificate names. Raises MarkMissingError when there is none, or it was altered."""
    row = OfficialMark.objects.filter(sha256=sha256).first()
    image = bytes(row.image) if row else b""
    if sha256_of(image) != sha256:
        raise MarkMissingError(f"The artwork {sha256} is missing or altered.")
    return image
