"""Cells pasted from a spreadsheet, put into the columns of the table of parts."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import override

from applications import choices
from applications.forms.composition import ROLES
from applications.forms.fields import MASS_UNITS
from calculations.engine.problems import Problem
from calculations.engine.quantities import find_unit
from cecfp_portal.text import TextRefused, clean_text, without_percent_sign
from cecfp_portal.wording import Words

COLUMNS = ("name", "mass_text", "mass_unit", "material", "origin", "share_low_text", "share_high_text", "role")
LENGTHS = {"name": 200, "material": 200, "mass_text": 60, "share_low_text": 60, "share_high_text": 60, "mass_unit": 20}
CODES: dict[str, list[tuple[str, Words]]] = {
    "origin": list(choices.Origin.choices),
    "role": [*choices.NodeRole.choices, *ROLES],
    "mass_unit": list(MASS_UNITS),
}
MAX_LINES = 500
MAX_CHARACTERS = 200_000


@dataclass
class Pasted:
    """The lines read, and the cells that could not be understood as typed."""

    lines: list[dict[str, str]] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)


def read_pasted(text: str, first_column: str = COLUMNS[0]) -> Pasted:
    """Read tab-separated lines as a spreadsheet copies them, beginning in `first_column`.

    >>> read_pasted("cap\\t2\\tg\\tHDPE").lines
    [{'name': 'cap', 'mass_text': '2', 'mass_unit': 'g', 'material': 'HDPE'}]
    """
    start = COLUMNS.index(first_column) if first_column in COLUMNS else 0
    columns = COLUMNS[start:]
    pasted = Pasted()
    for cells in csv.reader(io.StringIO(text[:MAX_CHARACTERS]), delimiter="\t"):
        if len(pasted.lines) == MAX_LINES:
            break
        if any(cell.strip() for cell in cells):
            line = {name: _read(name, cell, pasted) for name, cell in zip(columns, cells, strict=False)}
            pasted.lines.append({name: value for name, value in line.items() if value})
    return pasted


def _read(name: str, typed: str, pasted: Pasted) -> str:
    try:
        text = clean_text(typed, max_length=LENGTHS.get(name, 200))
    except TextRefused:
        pasted.not_understood.append(typed[:40])
        return ""
    if name in ("share_low_text", "share_high_text"):
        return without_percent_sign(text)
    if name not in CODES or not text:
        return text
    if name == "mass_unit" and not isinstance(unit := find_unit(text), Problem):
        return unit.code
    if (code := _code(name, text)) is None:
        pasted.not_understood.append(text[:40])
    return code or ""


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
