"""Cells pasted from a spreadsheet, put into the columns of the table of parts."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from applications import choices
from applications.forms.composition import PART_UNITS, ROLES
from calculations.engine.problems import Problem
from calculations.engine.quantities import find_unit
from cecfp_portal.text import TextRefused, clean_text, without_percent_sign
from cecfp_portal.wording import Words

# Column, its words on the page, and other headings met in factories' sheets.
HEADINGS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "name": (_("Part"), ("part name", "component", "item", "ชื่อชิ้นส่วน", "รายการ", "ชิ้นส่วน")),
    "mass_text": (_("Mass of one piece"), ("mass", "weight", "mass per product unit", "น้ำหนัก", "น้ำหนักต่อชิ้น")),
    "mass_unit": (_("Unit"), ("uom", "หน่วย", "หน่วยน้ำหนัก")),
    "material": (_("Material"), ("ชนิดวัสดุ", "วัสดุ")),
    "origin": (_("Origin"), ("source", "ที่มา", "แหล่งที่มา")),
    "share_low_text": (_("Share, at least (%)"), ("share", "min", "at least", "สัดส่วน", "ร้อยละ", "ต่ำสุด", "อย่างน้อย")),
    "share_high_text": (_("Share, at most (%)"), ("max", "at most", "สูงสุด", "อย่างมาก", "ไม่เกิน")),
    "role": (_("Product or packaging"), ("role", "type", "ประเภท")),
    "parent_text": (_("Stands in (name of the assembly)"), ("assembly", "parent", "ชุดประกอบ", "อยู่ในชุดประกอบ")),
    "count_text": (_("Pieces"), ("count", "qty", "quantity", "pcs", "จำนวน", "จำนวนชิ้น")),
    "moisture_share_text": (_("Moisture (%)"), ("moisture", "ความชื้น")),
    "input_mass_text": (_("Mass put into the process"), ("input", "input mass", "น้ำหนักป้อนเข้า", "น้ำหนักวัตถุดิบ")),
    "yield_share_text": (_("Of which in the product (%)"), ("yield", "อัตราผลได้", "ผลได้")),
}
COLUMNS = tuple(HEADINGS)
SHARES = ("share_low_text", "share_high_text", "moisture_share_text", "yield_share_text")
LENGTHS = {"name": 200, "material": 200, "parent_text": 200, "mass_unit": 20, "count_text": 20, "input_mass_text": 60}
CODES: dict[str, list[tuple[str, Words]]] = {
    "origin": list(choices.Origin.choices),
    "role": [*choices.NodeRole.choices, *ROLES],
    "mass_unit": list(PART_UNITS),
}
MAX_LINES = 500
MAX_CHARACTERS = 200_000
MAX_HEADING_ROWS = 3
_RANGE = re.compile(r"\s*([0-9๐-๙.,]+)\s*%?\s*(?:-|–|—|ถึง|to)\s*([0-9๐-๙.,]+)\s*%?\s*")


@dataclass
class Pasted:
    """The lines read, and the cells that could not be taken over, each with its line, its column and its text.

    A line that `continues` is a further material of the part above it.
    """

    lines: list[dict[str, str]] = field(default_factory=list)
    not_understood: list[tuple[int, Words, str]] = field(default_factory=list)
    is_cut: bool = False


def read_pasted(text: str, first_column: str = COLUMNS[0]) -> Pasted:
    """Read tab-separated lines as a spreadsheet copies them, beginning in `first_column`.

    One to three lines of headings are recognised, and name the columns then, in any order.

    >>> read_pasted("cap\\t2\\tg\\tHDPE").lines
    [{'name': 'cap', 'mass_text': '2', 'mass_unit': 'g', 'material': 'HDPE'}]
    >>> read_pasted("Material\\tPart\\nHDPE\\tcap").lines
    [{'material': 'HDPE', 'name': 'cap'}]
    """
    start = COLUMNS.index(first_column) if first_column in COLUMNS else 0
    rows = list(csv.reader(io.StringIO(text[:MAX_CHARACTERS]), delimiter="\t"))
    pasted = Pasted(is_cut=len(text) > MAX_CHARACTERS)
    columns: Sequence[str] = COLUMNS[start:]
    found = _headings(rows[:MAX_HEADING_ROWS])
    if found:
        columns, rows = found[0], rows[found[1] :]
    for number, cells in enumerate(rows, start=(found[1] if found else 0) + 1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(pasted.lines) == MAX_LINES:
            pasted.is_cut = True
            break
        pasted.lines.append(_line(number, columns, cells, pasted))
    return pasted


def _headings(rows: Sequence[Sequence[str]]) -> tuple[list[str], int] | None:
    """The columns that up to three lines of headings name, and how many lines they are; merged cells leave gaps."""
    names = _names()
    known = [[names.get(_bare(cell), "") for cell in row] for row in rows]
    last = max((place for place, row in enumerate(known) if len(set(row) - {""}) > 1), default=-1)
    if last < 0:
        return None
    width = max(len(row) for row in known[: last + 1])
    columns: list[str] = []
    for column in range(width):
        said = [row[column] for row in reversed(known[: last + 1]) if column < len(row) and row[column]]
        columns.append(next((name for name in said if name not in columns), ""))
    return columns, last + 1


def _names() -> dict[str, str]:
    """What each heading means, in both languages."""
    found = {}
    for column, (label, others) in HEADINGS.items():
        for language in ("th", "en"):
            with override(language):
                found[_bare(str(label))] = column
        found |= {_bare(other): column for other in others}
    return found


def _bare(heading: str) -> str:
    return re.sub(r"\([^)]*\)|[\s%*:,]+", "", heading.casefold())


def _line(number: int, columns: Sequence[str], cells: Sequence[str], pasted: Pasted) -> dict[str, str]:
    line: dict[str, str] = {}
    for place, typed in enumerate(cells):
        name = columns[place] if place < len(columns) else ""
        if not name:
            if typed.strip():
                pasted.not_understood.append((number, "", typed[:40]))
            continue
        value = _read(name, typed)
        if value is None:
            pasted.not_understood.append((number, HEADINGS[name][0], typed[:40]))
        elif value:
            line[name] = value
    if found := _RANGE.fullmatch(line.get("share_low_text", "")):
        line["share_low_text"] = found[1]
        line.setdefault("share_high_text", found[2])
    if "name" in columns and line.get("material") and not (line.get("name") or line.get("mass_text")):
        line["continues"] = "1"
    return line


def _read(name: str, typed: str) -> str | None:
    """The cell as the table holds it, or None for what it cannot hold."""
    try:
        text = clean_text(typed, max_length=LENGTHS.get(name, 60))
    except TextRefused:
        return None
    if name in SHARES:
        return without_percent_sign(text)
    if name not in CODES or not text:
        return text
    if name == "mass_unit":
        # A word that is no unit is kept as typed, for the page to say so beside it.
        unit = find_unit(text)
        return _code(name, text) or text[:20] if isinstance(unit, Problem) else unit.code
    return _code(name, text)


def _code(name: str, text: str) -> str | None:
    wanted = text.casefold()
    for code, label in CODES[name]:
        spellings = {code}
        for language in ("th", "en"):
            with override(language):
                spellings.add(str(label).casefold())
        if wanted in spellings:
            return code
    return None
