"""The certificate's ground: a frame of interlaced waves and a rosette, in few Bezier segments as each costs time."""

from functools import cache

INK, BRONZE, MIST, WAVE = "#0b3d2e", "#9a7b3f", "#e8efeb", "#5f9a80"
WIDTH_MM, HEIGHT_MM = 210, 297
BAND_MM = 12.25  # centre of the wave band, from each edge
AMPLITUDE_MM = 2.35
CORNER_MM = 18  # where the waves end and the corner begins
WAVELENGTH_MM = 5.8  # divides both sides of an A4 page between the corners
_BEND = 0.3642  # the control point that brings one cubic closest to half a sine wave


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _wave(length: float, amplitude: float, *, from_crest: bool) -> str:
    """Return one strand along the x axis, a cubic for every half wave."""
    half = WAVELENGTH_MM / 2
    bend, rest, sign = half * _BEND, half * (1 - _BEND), amplitude
    path = [f"M0 {_number(sign)}" if from_crest else "M0 0"]
    for _ in range(round(length / half)):
        first, second, end = (0, -2 * sign, -2 * sign) if from_crest else (sign * 4 / 3, sign * 4 / 3, 0)
        path.append(
            f"c{_number(bend)} {_number(first)} {_number(rest)} {_number(second)} {_number(half)} {_number(end)}"
        )
        sign = -sign
    return "".join(path)


def _side(length: float) -> str:
    strands = [(AMPLITUDE_MM, False), (-AMPLITUDE_MM, False), (AMPLITUDE_MM, True), (-AMPLITUDE_MM, True)]
    waves = "".join(_wave(length, height, from_crest=crest) for height, crest in strands)
    inner = "".join(_wave(length, height * 0.42, from_crest=crest) for height, crest in strands[:2])
    return (
        f'<path d="{waves}" fill="none" stroke="{WAVE}" stroke-width=".17"/>'
        f'<path d="{inner}" fill="none" stroke="{BRONZE}" stroke-width=".2"/>'
    )


def _petals(radius_x: float, radius_y: float, count: int, colour: str, width: float) -> str:
    return "".join(
        f'<ellipse rx="{radius_x}" ry="{radius_y}" transform="rotate({_number(180 / count * turn)})" '
        f'fill="none" stroke="{colour}" stroke-width="{width}"/>'
        for turn in range(count)
    )


def _corner(x: float, y: float) -> str:
    return (
        f'<g transform="translate({x} {y})"><circle r="6.2" fill="#fff" stroke="{INK}" stroke-width=".45"/>'
        f"{_petals(5.6, 2.3, 9, WAVE, 0.18)}"
        f'<circle r="5.6" fill="none" stroke="{INK}" stroke-width=".18"/>'
        f'<circle r="1.9" fill="#fff" stroke="{INK}" stroke-width=".3"/><circle r="1.05" fill="{BRONZE}"/></g>'
    )


def _outline(inset: float, colour: str, width: float) -> str:
    return (
        f'<rect x="{inset}" y="{inset}" width="{WIDTH_MM - 2 * inset}" height="{HEIGHT_MM - 2 * inset}" '
        f'fill="none" stroke="{colour}" stroke-width="{width}"/>'
    )


@cache
def ground() -> bytes:
    """Return what lies under every certificate, as SVG in millimetres."""
    across, down = WIDTH_MM - 2 * CORNER_MM, HEIGHT_MM - 2 * CORNER_MM
    far_x, far_y = WIDTH_MM - BAND_MM, HEIGHT_MM - BAND_MM
    sides = (
        f'<g transform="translate({CORNER_MM} {BAND_MM})">{_side(across)}</g>'
        f'<g transform="translate({CORNER_MM} {far_y})">{_side(across)}</g>'
        f'<g transform="translate({BAND_MM} {CORNER_MM}) rotate(90)">{_side(down)}</g>'
        f'<g transform="translate({far_x} {CORNER_MM}) rotate(90)">{_side(down)}</g>'
    )
    lines = _outline(8.6, INK, 0.55) + _outline(9.4, INK, 0.15) + _outline(15.1, INK, 0.15) + _outline(15.9, INK, 0.4)
    lines += _outline(17, BRONZE, 0.2)
    corners = "".join(_corner(x, y) for x in (BAND_MM, far_x) for y in (BAND_MM, far_y))
    petals = _petals(66, 27, 18, MIST, 0.28) + _petals(27, 11, 12, MIST, 0.28)
    rosette = f'<g transform="translate(105 141)">{petals}</g>'
    return _page(f"{rosette}{lines}{sides}{corners}")


@cache
def specimen() -> bytes:
    """Return the words across the page of an example."""
    return _page(
        '<g transform="translate(105 148.5) rotate(-52)" fill="#faf0ec" text-anchor="middle" '
        'font-family="Sarabun" font-weight="700">'
        '<text y="-4" font-size="46">ตัวอย่าง</text><text y="34" font-size="34">EXAMPLE</text></g>'
    )


def _page(drawing: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_MM}mm" height="{HEIGHT_MM}mm" '
        f'viewBox="0 0 {WIDTH_MM} {HEIGHT_MM}">{drawing}</svg>'
    ).encode()
