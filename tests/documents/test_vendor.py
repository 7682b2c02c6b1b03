"""The bundled fonts are the files that were fetched, with their licence."""

import tomllib
from hashlib import sha256

from cecfp_portal.documents.bundle import FOLDER, FONTS


def test_every_bundled_file_has_its_recorded_hash() -> None:
    recorded = tomllib.loads((FOLDER / "VENDOR.toml").read_text(encoding="utf-8"))["sarabun"]["files"]
    assert set(recorded) == {*FONTS, "OFL.txt"}
    for name, entry in recorded.items():
        assert sha256((FOLDER / name).read_bytes()).hexdigest() == entry["sha256"], name


def test_the_licence_travels() -> None:
    assert "SIL Open Font License" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")
