"""Importing a factor set: every bad cell named, nothing half stored, hostile files refused, stored sets frozen."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from calculations import catalogue, factor_imports, tables
from calculations.factor_imports import ImportRefused
from calculations.models import EmissionFactor, EmissionFactorSet, FactorImport
from calculations.tables import TableRefused
from tests.factories.cases import CaseMaker
from tests.personas import Personas

pytestmark = pytest.mark.django_db
HEADER = ["row", "name_th", "name_en", "category", "unit", "kgco2e_per_unit", "origin", "source", "confidence"]
PET = ["27", "เม็ดพลาสติก PET", "PET resin, virgin", "plastic", "kg", "2.9", "virgin", "TGO EF 2570", "high"]
GRID = ["44", "ไฟฟ้า", "Grid electricity 2024-2026, CFP", "electricity", "kWh", "0.55", "other", "TGO EF 2570", "high"]
VALUES = {
    "code": "cfp-2570",
    "scheme": "CFP",
    "name_th": "ชุด 2570",
    "name_en": "Set 2570",
    "gwp_set": "AR5",
    "published_on": None,
    "in_force_from": "2027-10-01",
    "in_force_to": None,
    "grace_until": None,
    "former_grace_until": None,
    "source": "TGO",
    "succeeds": "",
}


def csv_file(*rows: list[str], header: list[str] = HEADER) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def xlsx_file(*rows: list[Any], header: list[Any] = HEADER) -> bytes:
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(row: list[str], **cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADER, row, strict=True)]


def errors_of(*rows: list[str]) -> list[tuple[int, str]]:
    found = factor_imports.preview("a.csv", csv_file(*rows), "cfp-2570")
    return [(error.row, error.column) for error in found.errors]


def test_csv_and_xlsx_give_the_same_rows() -> None:
    numbers = [*GRID[:5], 0.55, *GRID[6:]]
    from_csv = factor_imports.preview("a.csv", csv_file(PET, GRID), "cfp-2570")
    from_xlsx = factor_imports.preview("a.xlsx", xlsx_file(PET, numbers), "cfp-2570")
    assert from_csv.rows == from_xlsx.rows and not from_csv.errors
    assert from_xlsx.rows[1]["kgco2e_per_unit"] == "0.55"


def test_thai_headings_are_understood() -> None:
    header = ["ลำดับ", "ชื่อภาษาไทย", "ชื่อภาษาอังกฤษ", "หมวด", "หน่วย", "ค่า EF", "แหล่งที่มาของวัสดุ", "แหล่งข้อมูล", "ความเชื่อมั่น"]
    assert not factor_imports.preview("a.csv", csv_file(PET, header=header), "cfp-2570").errors


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"kgco2e_per_unit": "2,9"}, "kgco2e_per_unit"),
        ({"kgco2e_per_unit": "NaN"}, "kgco2e_per_unit"),
        ({"kgco2e_per_unit": "1e16"}, "kgco2e_per_unit"),
        ({"kgco2e_per_unit": "0.0000000000000001"}, "kgco2e_per_unit"),
        ({"kgco2e_per_unit": ""}, "kgco2e_per_unit"),
        ({"unit": "ton"}, "unit"),
        ({"origin": "new"}, "origin"),
        ({"confidence": "sure"}, "confidence"),
        ({"name_th": ""}, "name_th"),
        ({"source": "x" * 501}, "source"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(cells: dict[str, str], column: str) -> None:
    assert errors_of(PET, changed(GRID, **cells)) == [(3, column)]


def test_all_bad_cells_are_named_at_once_and_doubles_too() -> None:
    assert errors_of(changed(PET, unit="ton", origin="x"), GRID, GRID) == [(2, "origin"), (2, "unit"), (4, "row")]


def test_nothing_of_a_file_with_errors_is_kept() -> None:
    found = factor_imports.preview("a.csv", csv_file(changed(PET, unit="ton")), "cfp-2570")
    with pytest.raises(ImportRefused):
        factor_imports.keep("a.csv", b"", found, VALUES, by=None, at=timezone.now())  # type: ignore[arg-type]
    assert not FactorImport.objects.exists()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("xl/vbaProject.bin", b"x"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>"),
        ("xl/embeddings/a.bin", b"x"),
        ("../a.xml", b"<a/>"),
        ("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("xl/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")),
        ("xl/bomb.xml", b"0" * (41 * 1024 * 1024)),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch, name: str, part: bytes
) -> None:
    monkeypatch.setattr(tables, "load_workbook", lambda *_, **__: pytest.fail("opened"))
    with pytest.raises(TableRefused):
        tables.read_table("a.xlsx", with_part(xlsx_file(PET), name, part))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe\x00", b"\xd0\xcf\x11\xe0"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.xls", "a"])
def test_what_is_no_table_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(TableRefused):
        tables.read_table(name, content)


@pytest.mark.parametrize(
    ("name", "maker", "column"),
    [("a.xlsx", xlsx_file, "kgco2e_per_unit"), ("a.csv", csv_file, "name_en")],
)
def test_formulas_are_named_by_cell(name: str, maker: Any, column: str) -> None:
    found = factor_imports.preview(name, maker(changed(PET, **{column: "=1+1"})), "cfp-2570")
    assert (2, column) in [(error.row, error.column) for error in found.errors]


def test_limits_on_rows_columns_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    assert len(tables.read_table("a.csv", csv_file(PET, GRID)).rows) == 2
    with pytest.raises(TableRefused):
        tables.read_table("a.csv", csv_file(PET, GRID, PET))
    with pytest.raises(TableRefused):
        tables.read_table("a.csv", csv_file([*PET, *["x"] * 40]))
    monkeypatch.setattr(tables, "MAX_BYTES", 10)
    with pytest.raises(TableRefused):
        tables.read_table("a.csv", csv_file(PET))


def test_a_missing_or_doubled_column_refuses_the_file() -> None:
    with pytest.raises(TableRefused, match="origin"):
        factor_imports.preview("a.csv", csv_file(PET[:6], header=HEADER[:6]), "cfp-2570")
    with pytest.raises(TableRefused, match="unit"):
        factor_imports.preview("a.csv", csv_file([*PET, "kg"], header=[*HEADER, "unit"]), "cfp-2570")


def kept(personas: Personas, **values: Any) -> FactorImport:
    content = csv_file(PET, GRID)
    found = factor_imports.preview("a.csv", content, "cfp-2570")
    by, at = personas.officer, timezone.now()
    return factor_imports.keep("a.csv", content, found, VALUES | values, by=by, at=at)


def test_confirming_stores_the_set_once(personas: Personas) -> None:
    waiting = kept(personas)
    assert not EmissionFactorSet.objects.filter(code="cfp-2570").exists()
    stored = factor_imports.confirm(waiting.pk, by=personas.officer, at=timezone.now())
    assert factor_imports.confirm(waiting.pk, by=personas.officer, at=timezone.now()) == stored
    assert stored.factors.count() == 2
    pet = stored.factors.get(row="27")
    assert (pet.value_text, pet.factor_kgco2e_per_unit, pet.unit_code) == ("2.9", Decimal("2.9"), "kg")
    assert stored.factors.get(row="44").activity == "grid-electricity"
    assert list(catalogue.search(stored, "PET")) == [pet]


def test_nothing_is_half_stored(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = kept(personas)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(factor_imports.audit, "append", broken)
    with pytest.raises(RuntimeError):
        factor_imports.confirm(waiting.pk, by=personas.officer, at=timezone.now())
    assert not EmissionFactorSet.objects.filter(code="cfp-2570").exists()
    assert not EmissionFactor.objects.exists()


def test_a_new_set_ends_the_one_it_takes_the_place_of(personas: Personas) -> None:
    catalogue.load_factor_sets()
    waiting = kept(personas, succeeds="cfp-2569", former_grace_until="2027-12-31")
    factor_imports.confirm(waiting.pk, by=personas.officer, at=timezone.now())
    former = EmissionFactorSet.objects.get(code="cfp-2569")
    assert (former.in_force_to, former.grace_until) == (date(2027, 9, 30), date(2027, 12, 31))
    assert former.factors.count() == 21
    second = kept(personas, code="cfp-2571", succeeds="cfp-2569")
    with pytest.raises(ImportRefused):
        factor_imports.confirm(second.pk, by=personas.officer, at=timezone.now())
    assert not EmissionFactorSet.objects.filter(code="cfp-2571").exists()


@pytest.fixture
def office(personas: Personas, client: Client) -> Client:
    personas.officer.is_staff = personas.officer.is_superuser = True
    personas.officer.save()
    client.force_login(personas.officer)
    return client


def sent(content: bytes, name: str = "a.csv", **changes: str) -> dict[str, Any]:
    values = {key: value for key, value in VALUES.items() if value} | {"file": SimpleUploadedFile(name, content)}
    return values | changes


def test_an_officer_uploads_previews_and_confirms(office: Client) -> None:
    add = reverse("admin:calculations_emissionfactorset_add")
    assert office.get(add).status_code == 200
    response = office.post(add, sent(csv_file(PET, changed(GRID, unit="ton"))))
    assert response.status_code == 200 and not FactorImport.objects.exists()
    assert [(error.row, error.column) for error in response.context_data["found"].errors] == [(3, "unit")]  # type: ignore[attr-defined]
    response = office.post(add, sent(csv_file(PET, GRID)), follow=True)
    page = response.redirect_chain[-1][0]
    assert b"PET resin, virgin" in response.content
    assert not EmissionFactorSet.objects.filter(code="cfp-2570").exists()
    assert office.post(page).status_code == 302
    assert EmissionFactorSet.objects.get(code="cfp-2570").factors.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"in_force_to": "2027-09-30"}, "in_force_to"),
        ({"code": ""}, "code"),
        ({"grace_until": "2027-12-31"}, "grace_until"),
    ],
)
def test_the_sets_own_fields_are_checked(office: Client, changes: dict[str, str], field: str) -> None:
    response = office.post(reverse("admin:calculations_emissionfactorset_add"), sent(csv_file(PET), **changes))
    assert field in response.context_data["form"].errors  # type: ignore[attr-defined]


def test_only_the_office_imports(personas: Personas, client: Client) -> None:
    waiting = kept(personas)
    pages = [
        reverse("admin:calculations_emissionfactorset_add"),
        reverse("admin:calculations_emissionfactorset_import", args=[waiting.pk]),
    ]
    client.force_login(personas.applicant)
    assert [client.post(page).status_code for page in pages] == [302, 302]
    assert not EmissionFactorSet.objects.filter(code="cfp-2570").exists()


def test_a_set_in_use_is_frozen(office: Client, cases: CaseMaker) -> None:
    used = EmissionFactorSet.objects.get(code="cfp-2569")
    page = reverse("admin:calculations_emissionfactorset_change", args=[used.pk])
    assert not used.is_used
    values = {"scheme": "CFP", "name_th": "เปลี่ยน", "name_en": "changed", "gwp_set": "AR5", "source": "x"}
    assert office.post(page, values).status_code == 302
    cases.draft()
    assert used.is_used
    assert office.post(page, values | {"name_en": "changed again"}).status_code == 403
    used.refresh_from_db()
    assert used.name_en == "changed"
    row = used.factors.all()[0]
    change = reverse("admin:calculations_emissionfactor_change", args=[row.pk])
    assert office.post(change, {"name_en": "changed"}).status_code == 403


def test_a_set_whose_rows_alone_are_used_is_frozen_too(cases: CaseMaker) -> None:
    draft = cases.draft()
    other = EmissionFactorSet.objects.get(code="cfo-2569")
    assert not other.is_used
    line = draft.inventory_lines.filter(factor__isnull=False)[0]
    line.factor = other.factors.all()[0]
    line.save()
    assert other.is_used
