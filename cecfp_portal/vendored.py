"""The register of files of other projects below static/vendor, read from VENDOR.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class VendoredPackage:
    """A package built into the portal, with its licence text."""

    name: str
    version: str
    licence: str
    homepage: str
    note: str
    folder: Path
    sha256: dict[str, str]

    @property
    def licence_text(self) -> str:
        return (self.folder / "LICENSE.txt").read_text(encoding="utf-8")


@cache
def vendored_packages() -> tuple[VendoredPackage, ...]:
    """Return the packages VENDOR.toml names, in its order."""
    vendor = Path(settings.BASE_DIR) / "static" / "vendor"
    listed = tomllib.loads((vendor / "VENDOR.toml").read_text(encoding="utf-8"))["package"]
    return tuple(
        VendoredPackage(
            name=entry["name"],
            version=entry["version"],
            licence=entry["licence"],
            homepage=entry["homepage"],
            note=entry.get("note", ""),
            folder=vendor / entry["folder"],
            sha256=entry["sha256"],
        )
        for entry in listed
    )
