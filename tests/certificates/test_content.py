"""CertificateContent survives JSON, hashes the same everywhere, and refuses what it does not know."""

import json
import unicodedata
from dataclasses import replace

import pytest

from certificates.content import CertificateContent
from tests.certificates.contents import LONGEST, PRODUCT_A


@pytest.mark.parametrize("content", [PRODUCT_A, LONGEST])
def test_json_there_and_back(content: CertificateContent) -> None:
    there = json.loads(content.canonical())
    assert CertificateContent.from_json(there) == content
    assert CertificateContent.from_json(there).sha256() == content.sha256()


def test_canonical_form_is_sorted_compact_nfc_utf8() -> None:
    decomposed = replace(PRODUCT_A, holder_en=unicodedata.normalize("NFD", "Café Co., Ltd."))
    text = decomposed.canonical().decode()
    assert "Café Co., Ltd." in text and '"kind":"finished"' in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_every_field_changes_the_hash() -> None:
    texts = [name for name, value in vars(PRODUCT_A).items() if isinstance(value, str)]
    hashes = {CertificateContent.from_json(PRODUCT_A.to_json() | {name: "changed"}).sha256() for name in texts}
    assert len(hashes) == len(texts) and PRODUCT_A.sha256() not in hashes


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "cecfp-certificate/2"},
        {"bill_of_materials": []},
        {"valid_until": "20 November 2029"},
        {"valid_until": None},
        {"is_example": "no"},
        {"footprint": 5.0},
        {"factories": [{"name_th": "x"}]},
        {"factories": None},
    ],
)
def test_unknown_or_malformed_json_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        CertificateContent.from_json(PRODUCT_A.to_json() | change)


def test_a_missing_field_is_refused() -> None:
    values = PRODUCT_A.to_json()
    del values["judged_sha256"]
    with pytest.raises(ValueError, match="judged_sha256"):
        CertificateContent.from_json(values)


def test_contents_of_before_the_hashes_of_rulings_and_context_keep_their_hash() -> None:
    later = {"rulings_sha256", "context_sha256", "mark_sha256"}
    stored = {name: value for name, value in PRODUCT_A.to_json().items() if name not in later}
    read = CertificateContent.from_json(stored)
    assert read.to_json() == stored
    # Taken before the fields existed.
    assert read.sha256() == "0a36a282e143db36eb7cc4af57d1febeac7efd21a17d3235855533accf8945a6"
    assert replace(read, rulings_sha256="0" * 64).sha256() != read.sha256()
