"""Draws the badge's Thai words as outlines: `python -m cecfp_portal.local.badge_words`, after the words have changed.

A picture on another site is drawn with the fonts of whoever looks at it, and many machines have none for Thai. The
renderer sets the words in the bundled font, poppler's pdftocairo turns the letters into paths.
"""

import json
import re
import subprocess
from xml.etree import ElementTree as ET

import django

# Of one pixel on the badge: outlines in tenths need no fractions.
STEPS = 10
_PATH, _USE = "{http://www.w3.org/2000/svg}path", "{http://www.w3.org/2000/svg}use"
_HREF = "{http://www.w3.org/1999/xlink}href"
_PAGE = '<html lang="th"><head><title>{0}</title></head><body>{0}</body></html>'
_STYLE = "@page {{ size: 8000pt 600pt; margin: 100pt }} body {{ margin: 0; font: {weight} {size}pt Sarabun }}"


def outline(text: str, *, weight: int, pixels: int) -> str:
    """Return a line of text as the data of one SVG path, in tenths of a pixel, from the origin of its first letter."""
    from cecfp_portal.documents import render_pdf

    style = _STYLE.format(weight=weight, size=pixels * STEPS)
    pdf = render_pdf(_PAGE.format(text), stylesheets=[style], page_limit=1)
    drawn = subprocess.run(["pdftocairo", "-svg", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    picture = ET.fromstring(drawn)  # noqa: S314 - poppler wrote it
    shapes = {f"#{glyph.get('id')}": path.get("d", "") for glyph in picture.iter() for path in glyph.iter(_PATH)}
    letters = [
        (shapes[use.attrib[_HREF]], float(use.attrib["x"]), float(use.attrib["y"])) for use in picture.iter(_USE)
    ]
    _, left, baseline = letters[0]
    return "".join(_drawn(shape, x - left, y - baseline) for shape, x, y in letters)


def _drawn(shape: str, right: float, down: float) -> str:
    """Return path data moved and in whole numbers, each command relative to where the one before ended.

    poppler writes absolute commands with pairs of coordinates, and ends an outline with a move that draws nothing.
    """
    parts: list[str] = []
    here = (0, 0)
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", shape)[:-1]:
        values = [float(number) for number in numbers.split()]
        points = [(round(x + right), round(y + down)) for x, y in zip(values[::2], values[1::2], strict=True)]
        steps = [f"{x - here[0]} {y - here[1]}" for x, y in points]
        # Moves stay absolute: after a closed line "here" is where that line began.
        written = " ".join(f"{x} {y}" for x, y in points) if command == "M" else " ".join(steps)
        parts.append((command if command == "M" else command.lower()) + written)
        here = points[-1] if points else here
    return "".join(parts).replace(" -", "-")


def main() -> None:
    """Write the outlines of every Thai word of the badge."""
    django.setup()
    from certificates import wording
    from certificates.views.badge import OUTLINES, PIXELS, SMALL_PIXELS

    words = {words.th: outline(words.th, weight=700, pixels=PIXELS) for words in wording.BADGE_STANDINGS.values()}
    small = wording.BADGE_EXAMPLE.th
    drawn = words | {small: outline(small, weight=400, pixels=SMALL_PIXELS)}
    OUTLINES.write_text(json.dumps(drawn, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
