"""Factor sets as reference data: loading, finding, embedding in a case, and what the database refuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction

from calculations import catalogue
from calculations.engine.quantities import UNITS
from calculations.factor_files import DATA, FactorFileRefused, Loaded
from calculations.models import EmissionFactor, EmissionFactorSet
from tests.calculations.engine.sample_cases import example, judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> EmissionFactorSet:
    catalogue.load_factor_sets()
    return EmissionFactorSet.objects.get(code="cfp-2569")


def test_loading_again_changes_nothing() -> None:
    assert catalogue.load_factor_sets() == Loaded(created=109)
    assert catalogue.load_factor_sets() == Loaded(unchanged=109)
    EmissionFactor.objects.filter(key="27", factor_set__code="cfp-2569").update(name_en="changed by hand")
    assert catalogue.load_factor_sets() == Loaded(changed=1, unchanged=108)


def test_values_are_kept_as_published(loaded: EmissionFactorSet) -> None:
    pet = loaded.factors.get(row="27")
    assert (pet.value_text, pet.origin, pet.confidence_level) == ("2.9389", "virgin", "medium-high")
    assert pet.factor_kgco2e_per_unit == Decimal("2.9389")
    assert EmissionFactor.objects.get(name_en="Landfill, textiles").value_text == "2.00"
    assert EmissionFactor.objects.filter(confidence="").count() == 0


def test_command_tells_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_factor_sets")
    assert "109 factors created" in capsys.readouterr().out


def _directory(path: Path, *changes: tuple[str, str]) -> Path:
    for name in ("emission_factor_sets.csv", "emission_factors.csv"):
        text = (DATA / name).read_text(encoding="utf-8")
        for old, new in changes:
            text = text.replace(old, new)
        (path / name).write_text(text, encoding="utf-8")
    return path


def test_bad_rows_are_all_named_and_nothing_is_stored(tmp_path: Path) -> None:
    directory = _directory(tmp_path, ("2.9389", '"2,9389"'), ("2.4664", "NaN"), ("cfp-2569,7,", "cfp-2569,4,"))
    with pytest.raises(FactorFileRefused) as refused:
        catalogue.load_factor_sets(directory)
    sentences = "\n".join(refused.value.sentences)
    assert len(refused.value.sentences) == 3
    assert "2,9389" in sentences
    assert "NaN" in sentences
    assert "stands in row" in sentences
    assert not EmissionFactor.objects.exists()


def test_a_cell_too_many_and_a_missing_column_are_named(tmp_path: Path) -> None:
    with pytest.raises(FactorFileRefused, match="more or fewer cells"):
        catalogue.load_factor_sets(_directory(tmp_path, ("2.9389", "2,9389")))
    with pytest.raises(FactorFileRefused, match="no column origin"):
        catalogue.load_factor_sets(_directory(tmp_path, (",confidence,origin", ",confidence,kind")))


def test_unknown_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactorFileRefused, match="no set nowhere"):
        catalogue.load_factor_sets(_directory(tmp_path, ("CFP,cfp-2569,27", "CFP,nowhere,27")))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("PET", ["27"]),
        ("เม็ดพลาสติก hdpe", ["4"]),
        ("๒๗", ["27"]),
        ("ไฟฟ้า", ["44"]),
        ("no such thing", []),
        ("electricity GRID", ["44"]),
    ],
)
def test_search_finds_in_both_languages(loaded: EmissionFactorSet, text: str, rows: list[str]) -> None:
    assert [factor.row for factor in catalogue.search(loaded, text)] == rows


def test_search_stays_within_the_set_and_sorts_as_a_thai_dictionary(loaded: EmissionFactorSet) -> None:
    found = list(catalogue.search(loaded))
    assert {factor.factor_set_id for factor in found} == {loaded.pk}
    assert [factor.name_sort_key for factor in found] == sorted(factor.name_sort_key for factor in found)
    assert len(catalogue.search(loaded, "", limit=5)) == 5


def test_rows_in_units_nobody_can_compute_with_are_not_offered() -> None:
    catalogue.load_factor_sets()
    cfo = EmissionFactorSet.objects.get(code="cfo-2565")
    assert "scf" in set(cfo.factors.values_list("unit", flat=True))
    assert {factor.unit_code for factor in catalogue.search(cfo)} <= set(UNITS)


@pytest.mark.parametrize(
    ("on", "scheme", "codes"),
    [
        (date(2026, 11, 24), "CFP", ["cfp-2569"]),
        (date(2026, 10, 1), "CFP", ["cfp-2569"]),
        (date(2026, 9, 30), "CFP", ["cfp-2565"]),
        (date(2026, 3, 31), "CFO", ["cfo-2565", "cfo-2569"]),
        (date(2026, 4, 1), "CFO", ["cfo-2569"]),
    ],
)
def test_sets_in_force_with_their_grace(on: date, scheme: str, codes: list[str]) -> None:
    catalogue.load_factor_sets()
    assert [found.code for found in catalogue.sets_in_force(on, scheme)] == codes


def test_a_factor_goes_into_a_case_as_it_is(loaded: EmissionFactorSet) -> None:
    payload = catalogue.factor_payload(loaded.factors.get(row="27"))
    assert payload["id"] == "cfp-2569/27"
    assert payload["value_kgco2e"] == "2.9389"
    assert payload["confidence"].startswith("medium-high")
    case = example()
    case["judged"]["factors"][0] = payload
    for line in case["judged"]["inventory"]:
        line["factor"] = payload["id"] if line["factor"] == "vpet" else line["factor"]
    report = judge(case)
    assert report["overall"] == "pass"
    assert report["footprints"]["product"]["exact"] == "0.396162"


def test_every_offered_factor_reads_without_a_problem(loaded: EmissionFactorSet) -> None:
    case = example()
    case["judged"]["factors"] += [catalogue.factor_payload(factor) for factor in catalogue.usable(loaded)]
    assert not [o for o in judge(case)["outcomes"] if o["rule"] == "case.input"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e15", "-1e15"])
def test_the_database_refuses_what_is_not_a_number_in_bounds(loaded: EmissionFactorSet, value: str) -> None:
    row = loaded.factors.get(row="27")
    with pytest.raises((IntegrityError, DataError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE calculations_emissionfactor SET factor_kgco2e_per_unit = %s::numeric WHERE id = %s", [value, row.pk]
        )


def test_the_database_refuses_a_second_row_of_the_same_key(loaded: EmissionFactorSet) -> None:
    twin = loaded.factors.get(row="27")
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
