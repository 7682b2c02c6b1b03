"""Copies the fonts and icons the portal serves from npm packages into static/vendor, and writes VENDOR.toml.

Run on a developer's machine only (needs npm and fontTools); the results are committed:

    python -m cecfp_portal.local.vendoring.copy_files
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
VENDOR = HERE.parents[2] / "static" / "vendor"
WEIGHTS = ("400", "600")

# Signs the Thai and Latin subsets leave out; the family gets a name of its own because the
# licence reserves the name "Plex" for unmodified fonts.
SYMBOLS = [*range(0x2080, 0x208A), 0x2190, 0x2191, 0x2192, 0x2193, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713]
SYMBOLS_FAMILY = "CE-CFP Symbols"

ICONS = [
    "arrow-left",
    "arrow-right",
    "badge-check",
    "ban",
    "building-2",
    "calendar",
    "check",
    "chevron-down",
    "chevron-right",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-pause",
    "circle-question-mark",
    "circle-x",
    "clipboard-check",
    "clock",
    "copy",
    "download",
    "external-link",
    "factory",
    "file-text",
    "gavel",
    "globe",
    "hourglass",
    "inbox",
    "info",
    "leaf",
    "list-checks",
    "lock",
    "log-out",
    "mail",
    "menu",
    "pencil",
    "plus",
    "printer",
    "qr-code",
    "recycle",
    "refresh-cw",
    "scale",
    "search",
    "send",
    "shield-check",
    "trash-2",
    "triangle-alert",
    "upload",
    "user",
    "users",
    "wrench",
]


@dataclass(frozen=True)
class Package:
    """One npm package and what is taken from it."""

    name: str
    version: str
    licence: str
    homepage: str
    folder: str
    note: str = ""


PACKAGES = (
    Package(
        "@fontsource/ibm-plex-sans-thai-looped",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/IBM/plex",
        "ibm-plex-sans-thai-looped-5.3.0",
    ),
    Package(
        "@fontsource/ibm-plex-sans-thai",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/IBM/plex",
        "ibm-plex-sans-thai-5.3.0",
    ),
    Package(
        "@ibm/plex-sans-thai",
        "1.1.0",
        "OFL-1.1",
        "https://github.com/IBM/plex",
        "cecfp-symbols-1.1.0",
        "Subset of a few signs, renamed CE-CFP Symbols as the licence's reserved font name asks.",
    ),
    Package(
        "lucide-static",
        "1.62.0",
        "ISC",
        "https://lucide.dev",
        "lucide-1.62.0",
    ),
)


def copy_fontsource(package: Package, modules: Path) -> None:
    """Copy the Thai and Latin files of both weights."""
    short = package.name.split("/")[1]
    for script in ("thai", "latin"):
        for weight in WEIGHTS:
            name = f"{short}-{script}-{weight}-normal.woff2"
            shutil.copy(modules / package.name / "files" / name, VENDOR / package.folder / name)
    shutil.copy(modules / package.name / "LICENSE", VENDOR / package.folder / "LICENSE.txt")


def cut_symbols(package: Package, modules: Path) -> None:
    """Cut the sign subset out of the complete font and give it its own name."""
    for weight, style in zip(WEIGHTS, ("Regular", "SemiBold"), strict=True):
        source = modules / package.name / "fonts/complete/woff2" / f"IBMPlexSansThai-{style}.woff2"
        font = TTFont(source, recalcTimestamp=False)
        options = subset.Options(flavor="woff2", layout_features=[], name_IDs=["*"])
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=SYMBOLS)
        cutter.subset(font)
        rename(font, style)
        font.flavor = "woff2"
        font.save(VENDOR / package.folder / f"cecfp-symbols-{weight}.woff2")
    shutil.copy(modules / package.name / "LICENSE.txt", VENDOR / package.folder / "LICENSE.txt")


def rename(font: TTFont, style: str) -> None:
    """Replace every name record that carries the reserved name, leaving copyright and licence in place."""
    names = {
        1: SYMBOLS_FAMILY,
        2: style,
        3: f"{SYMBOLS_FAMILY} {style}",
        4: f"{SYMBOLS_FAMILY} {style}",
        6: f"CECFPSymbols-{style}",
        16: SYMBOLS_FAMILY,
        17: style,
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def copy_icons(package: Package, modules: Path) -> None:
    """Copy the icons that the icon tag inlines."""
    for icon in ICONS:
        name = f"{icon}.svg"
        shutil.copy(modules / package.name / "icons" / name, VENDOR / package.folder / name)
    shutil.copy(modules / package.name / "LICENSE", VENDOR / package.folder / "LICENSE.txt")


def listing() -> str:
    """VENDOR.toml: every package with the SHA-256 of every file taken from it."""
    lines = ["# Written by cecfp_portal/local/vendoring/copy_files.py; a test recomputes the sums.", ""]
    for package in PACKAGES:
        lines += ["[[package]]"]
        for key in ("name", "version", "licence", "homepage", "folder", "note"):
            if getattr(package, key):
                lines.append(f'{key} = "{getattr(package, key)}"')
        lines += ["", "[package.sha256]"]
        for path in sorted((VENDOR / package.folder).iterdir()):
            lines.append(f'"{path.name}" = "{hashlib.sha256(path.read_bytes()).hexdigest()}"')
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Install the pinned packages into a scratch folder and copy what is wanted."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, scratch)
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=scratch, check=True)
        modules = Path(scratch) / "node_modules"
        for package in PACKAGES:
            shutil.rmtree(VENDOR / package.folder, ignore_errors=True)
            (VENDOR / package.folder).mkdir(parents=True)
            if package.name.startswith("@fontsource/"):
                copy_fontsource(package, modules)
            elif package.name.startswith("@ibm/"):
                cut_symbols(package, modules)
            else:
                copy_icons(package, modules)
    (VENDOR / "VENDOR.toml").write_text(listing(), encoding="utf-8")


if __name__ == "__main__":
    main()
