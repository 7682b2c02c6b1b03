"""A frozen case with its certificate's content and the two files, made without a database."""

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from applications.verdicts import printed_share
from calculations.engine import evaluate
from calculations.engine.canonical import case_sha256, judged_sha256, sha256_of
from certificates.dossier.files import CERTIFICATE, Frozen, packed
from tests.certificates.contents import PRODUCT_A

BOTTLE = json.loads((Path(__file__).parents[2] / "factories" / "bottle_case.json").read_text(encoding="utf-8"))
CONTEXT = json.loads((Path(__file__).parent / "context.json").read_text(encoding="utf-8"))


def frozen_bottle(*, number: str = PRODUCT_A.number, product_th: str = "ขวดน้ำดื่ม ก", **content: Any) -> Frozen:
    """Return the bottle's case as a certificate would have frozen it."""
    case = deepcopy(BOTTLE)
    case["presentation"]["product"]["name_th"] = product_th
    context = deepcopy(CONTEXT)
    report = evaluate(case, [], context)
    judged, shown = case["judged"], case["presentation"]
    stated = {
        "number": number,
        "holder_th": shown["applicant"]["name_th"],
        "holder_en": shown["applicant"]["name_en"],
        "product_th": product_th,
        "product_en": shown["product"]["name_en"],
        "model": shown["product"]["model"],
        "factories": tuple(replace(PRODUCT_A.factories[0], licence=row["licence"]) for row in judged["factories"]),
        "kind": judged["product"]["kind"],
        "market": judged["product"]["market"],
        "boundary": judged["boundary"],
        "factor_set": judged["editions"]["factor_set"],
        "recycled_share_percent": printed_share(report),
        "footprint": report["footprints"]["product"]["text"],
        "case_sha256": case_sha256(case),
        "judged_sha256": judged_sha256(case),
        "rulings_sha256": sha256_of([]),
        "context_sha256": sha256_of(context),
        "engine": report["engine"],
    }
    return Frozen(replace(PRODUCT_A, **(stated | content)), case, [], context, report)


def pdf_with(files: Mapping[str, bytes]) -> bytes:
    """Return an empty page that carries the files."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, content in files.items():
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
    out = BytesIO()
    document.save(out, static_id=True)
    return out.getvalue()


def two_files(frozen: Frozen, *, also: Mapping[str, bytes] | None = None) -> tuple[bytes, bytes]:
    """Return certificate and dossier of a frozen case; `also` replaces files of the dossier after it was packed."""
    certificate = pdf_with({CERTIFICATE: frozen.content.canonical()})
    files = packed(frozen, certificate_pdf_sha256=hashlib.sha256(certificate).hexdigest())
    return certificate, pdf_with(files | dict(also or {}))
