"""The files that travel with the renderer, by name."""

from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FONTCONFIG_FILE = FOLDER / "fonts.conf"
SCHEME = "bundle:"
FONTS = {"Sarabun-Regular.ttf": 400, "Sarabun-SemiBold.ttf": 600, "Sarabun-Bold.ttf": 700}
FONT_FACES = "\n".join(
    f'@font-face {{ font-family: "Sarabun"; font-weight: {weight}; src: url("{SCHEME}fonts/{name}"); }}'
    for name, weight in FONTS.items()
)


def font_path(name: str) -> Path:
    """Return the file of a bundled font; KeyError for any other name."""
    if name not in FONTS:
        raise KeyError(name)
    return FOLDER / name
