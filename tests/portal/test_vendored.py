"""Files of other projects: what VENDOR.toml says is what is there, and nothing else is."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from cecfp_portal.icons import icon_svg
from cecfp_portal.vendored import VendoredPackage, vendored_packages

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


@pytest.mark.parametrize("package", vendored_packages(), ids=lambda package: package.name)
def test_every_sum_is_right(package: VendoredPackage) -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in package.folder.iterdir()}
    assert found == package.sha256


def test_no_file_is_there_without_an_entry() -> None:
    folders = {path.name for path in VENDOR.iterdir() if path.is_dir()}
    assert folders == {package.folder.name for package in vendored_packages()}


@pytest.mark.parametrize("package", vendored_packages(), ids=lambda package: package.name)
def test_the_licence_travels(package: VendoredPackage) -> None:
    expected = {"OFL-1.1": "SIL Open Font License", "ISC": "ISC License"}[package.licence]
    assert expected.lower() in package.licence_text.lower()


def test_the_signs_of_the_trade_have_glyphs_in_both_weights() -> None:
    for path in VENDOR.glob("cecfp-symbols-*/*.woff2"):
        font = TTFont(path)
        assert {ord(sign) for sign in "₂≤≥"} <= set(font.getBestCmap())
        assert not any("Plex" in str(record) for record in font["name"].names if record.nameID in {1, 4, 6, 16})


def test_every_font_a_style_sheet_names_exists() -> None:
    sheet = (Path(settings.BASE_DIR) / "static/css/fonts.css").read_text(encoding="utf-8")
    named = [part.split('"')[0] for part in sheet.split('url("../vendor/')[1:]]
    assert len(named) == 10
    assert all((VENDOR / name).is_file() for name in named)


def test_an_icon_is_inlined_and_only_named_ones_are() -> None:
    assert "<path" in icon_svg("check")
    assert 'aria-hidden="true"' in icon_svg("check")
    assert 'aria-label="&lt;b&gt;"' in icon_svg("check", "<b>")
    with pytest.raises(ValueError, match="no icon"):
        icon_svg("../../settings")
