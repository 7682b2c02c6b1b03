"""The readable pages of a dossier: identity, result, every check with its figures, lines, factors, rulings, files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from calculations.charts import Chart, report_charts, stage_names
from calculations.charts.drawing import OURS
from cecfp_portal.documents import Attachment, render_pdf, unprintable_characters
from cecfp_portal.thai import english_date, thai_date
from certificates import wording
from certificates.dossier.files import (
    CASE,
    CASE_AS_PRINTED,
    CERTIFICATE,
    CONTEXT,
    LIST,
    REPORT,
    RULINGS,
    Frozen,
    hashes,
)
from certificates.dossier.tables import clauses, digits, factors, lines, rulings
from certificates.wording import Words

# Pages are for reading: a case of ten thousand lines is whole in the attached files.
MOST_LINES = 250
MOST_CHECKS = 300
PAGE_LIMIT = 400
# The renderer knows no paint-order, and would draw a plain tile with seams.
_EDGED = re.compile(
    r'<text([^>]*?) (stroke="#ffffff" stroke-width="4" stroke-linejoin="round") paint-order="stroke">(.*?)</text>'
)
_SOLID = re.compile(r'fill="url\(#[^)]*-raw_material\)"')
TITLES = {
    CERTIFICATE: Words("ข้อความในใบรับรอง", "What the certificate states"),
    CASE: Words("ข้อมูลคำขอฉบับที่ใช้พิจารณา", "The case as judged"),
    CASE_AS_PRINTED: Words("ข้อมูลคำขอฉบับที่แก้ไขชื่อแล้ว", "The case with names as printed"),
    RULINGS: Words("ข้อวินิจฉัยของ อบก.", "TGO's rulings"),
    CONTEXT: Words("ข้อมูลประกอบการพิจารณาอื่น", "What else the verdict depends on"),
    REPORT: Words("รายงานผลการตรวจสอบและคำนวณ", "Report of checks and calculation"),
    LIST: Words("บัญชีไฟล์ในแฟ้มนี้พร้อมค่าแฮช", "List of these files with their hashes"),
}


@dataclass(frozen=True)
class Drawn:
    """One chart in both languages: titles, notes, and the names of its pictures."""

    title: Words
    note: Words
    pictures: Words
    descriptions: Words


def render_dossier(frozen: Frozen, files: Mapping[str, bytes], *, issued_at: datetime) -> bytes:
    """Return the unsigned PDF with the files attached, the same bytes for the same arguments.

    Raises what `render_pdf` raises.
    """
    charts, images = _charts(frozen.report)
    html = render_to_string("certificates/dossier/pdf/dossier.html", _context(frozen, files) | {"charts": charts})
    attachments = [
        Attachment(name=name, content=content, description=TITLES[name].en, created_at=issued_at.astimezone(UTC))
        for name, content in files.items()
    ]
    return render_pdf(
        _printable(html), stylesheets=[_stylesheet()], images=images, attachments=attachments, page_limit=PAGE_LIMIT
    )


def _context(frozen: Frozen, files: Mapping[str, bytes]) -> dict[str, Any]:
    content, report = frozen.content, frozen.report
    names = _in_both(stage_names)
    sides = [
        {"name": Words("ผลิตภัณฑ์ที่ขอรับรอง", "Product applied for"), "key": "product"},
        {"name": Words("ผลิตภัณฑ์ชนิดเดียวกันที่ใช้วัสดุใหม่", "Same kind of product of virgin material"), "key": "comparator"},
    ]
    for side in sides:
        footprint = report["footprints"][side["key"]]
        side |= {
            "footprint": footprint,
            "lines": lines(footprint, names, most=MOST_LINES),
            "count": len(footprint["by_line"]),
            "exact": digits(footprint["exact"]),
        }
    return {
        "content": content,
        "report": report,
        "route": wording.route_words(content.route, content.activity),
        "share": wording.share_words(content.route),
        "approved": Words(thai_date(content.approved_on), english_date(content.approved_on)),
        "judged_on": _day_words(str(report.get("on") or "")),
        "valid_until": Words(thai_date(content.valid_until), english_date(content.valid_until)),
        "files": [
            {"name": name, "title": TITLES[name], "size": len(files[name]), "sha256": sha256}
            for name, sha256 in hashes(files).items()
        ],
        "hashes": _named_hashes(frozen, files),
        "clauses": clauses(report, frozen.case, most=MOST_CHECKS),
        "told": report.get("explanation") or {},
        "sides": sides,
        "exact_share": _exact_share(report),
        "most_lines": MOST_LINES,
        "most_checks": MOST_CHECKS,
        "factors": factors(report),
        "rulings": rulings(frozen.rulings, report),
        "is_renamed": frozen.case_as_printed is not None,
    }


def _day_words(text: str) -> Words:
    day = date.fromisoformat(text) if text else None
    return Words(thai_date(day), english_date(day)) if day else Words("–", "–")


def _named_hashes(frozen: Frozen, files: Mapping[str, bytes]) -> list[tuple[Words, str]]:
    found, content = hashes(files), frozen.content
    return [
        (Words("ข้อมูลที่แนบในใบรับรอง", "Data attached to the certificate"), content.sha256()),
        (Words("ข้อมูลคำขอทั้งฉบับ", "The whole case"), content.case_sha256),
        (Words("ข้อมูลที่ใช้พิจารณา", "The judged case"), content.judged_sha256),
        (Words("ข้อวินิจฉัย", "Rulings"), found[RULINGS]),
        (Words("ข้อมูลประกอบการพิจารณา", "Context"), found[CONTEXT]),
        (Words("รายงานผล", "Report"), found[REPORT]),
    ]


def _exact_share(report: Mapping[str, Any]) -> str:
    circular, shares = report.get("circular") or {}, report.get("shares") or {}
    found = circular.get("circular_lower") or shares.get("recycled_lower") or {}
    return f"{digits(found['fraction'])} = {digits(found['exact'])}" if found else ""


def _in_both(said: Any) -> dict[str, Any]:
    found = {}
    for language in ("th", "en"):
        with translation.override(language):
            found[language] = said()
    return found


def _charts(report: Mapping[str, Any]) -> tuple[list[Drawn], dict[str, bytes]]:
    """Return the charts and their pictures by name, Thai and English beside each other."""
    both = _in_both(lambda: report_charts(report, prefix=translation.get_language() or "th"))
    images: dict[str, bytes] = {}
    drawn = []
    for thai, english in zip(both["th"], both["en"], strict=True):
        pictures = Words(f"{thai.key}-th.svg", f"{english.key}-en.svg")
        images |= dict(_pictures((pictures.th, thai), (pictures.en, english)))
        drawn.append(
            Drawn(
                title=Words(thai.title, english.title),
                note=Words(thai.note, english.note),
                pictures=pictures,
                descriptions=Words(thai.description, english.description),
            )
        )
    return drawn, images


def _pictures(*named: tuple[str, Chart]) -> Iterator[tuple[str, bytes]]:
    for name, chart in named:
        svg = str(chart.narrow).replace("<svg ", '<svg font-family="Sarabun" ', 1)
        svg = _SOLID.sub(f'fill="{OURS}"', _EDGED.sub(r"<text\1 \2>\3</text><text\1>\3</text>", svg))
        yield name, _printable(svg).encode()


def _printable(text: str) -> str:
    """Return text in which a sign that the fonts lack is written as its code: an empty box would tell nothing."""
    for sign in unprintable_characters(text):
        text = text.replace(sign, f"[U+{ord(sign):04X}]")
    return text


@cache
def _stylesheet() -> str:
    path = finders.find("css/dossier.css")
    if not path:
        raise FileNotFoundError("static/css/dossier.css")
    return Path(path).read_text(encoding="utf-8")
