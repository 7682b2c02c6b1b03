"""The register's search: words, filters with counts that agree, and the standing the database derives on a day."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from cecfp_portal.thai import BANGKOK
from certificates import register
from certificates.models import Certificate, Ending, Revocation, Standing, Suspension, has_standing, standing_on
from certificates.register import Wanted
from tests.factories.approved_cases import make_certificate
from tests.factories.copied_certificates import copies
from tests.personas import Personas

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = date(2026, 11, 20)
REASONS = {"reason_th": "เหตุผล", "reason_en": "reason"}


@pytest.fixture
def certificate(personas: Personas) -> Certificate:
    return make_certificate(personas)


def random_history(draw: random.Random, certificate: Certificate, personas: Personas, newer: Certificate) -> None:
    """Give a certificate any of what can happen to one, at random minutes around midnight in Bangkok."""

    def moment() -> datetime:
        return (
            datetime(2027, 1, 1, tzinfo=BANGKOK) + draw.randrange(8) * DAY + timedelta(minutes=draw.choice((-1, 0, 1)))
        )

    if draw.random() < 0.5:
        confirmed: dict[str, Any] = {"confirmed_at": moment(), "confirmed_by": personas.second_officer}
        withdrawn: dict[str, Any] = {"withdrawn_at": moment(), "withdrawn_by": personas.officer}
        answered = draw.choice(({}, confirmed, withdrawn))
        Revocation.objects.create(
            certificate=certificate, proposed_at=moment(), proposed_by=personas.officer, **REASONS, **answered
        )
    if draw.random() < 0.4:
        kind = draw.choice((Standing.SURRENDERED, Standing.SUPERSEDED))
        Ending.objects.create(
            certificate=certificate, kind=kind, ended_at=moment(), ended_by=personas.officer,
            successor=newer if kind == Standing.SUPERSEDED else None,
        )  # fmt: skip
    for is_open in draw.choice(((), (False,), (True,), (False, True), (False, False))):
        began, lifted = sorted((moment(), moment()))
        Suspension.objects.create(
            certificate=certificate, suspended_at=began, suspended_by=personas.officer, **REASONS,
            **({} if is_open else {"lifted_at": lifted, "lifted_by": personas.second_officer}),
        )  # fmt: skip


def test_the_database_derives_the_same_standing_as_the_certificate(
    certificate: Certificate, personas: Personas
) -> None:
    draw = random.Random(9)
    rows = copies(certificate, 60, lambda number: {"valid_until": date(2026, 12, 30) + draw.randrange(12) * DAY})
    for row in rows:
        random_history(draw, row, personas, certificate)
    seen: set[str] = set()
    for on in (date(2026, 12, 29) + number * DAY for number in range(14)):
        by_database = dict(Certificate.objects.annotate(now=standing_on(on)).values_list("pk", "now"))
        by_filter = {
            pk: standing.value
            for standing in Standing
            for pk in Certificate.objects.filter(has_standing(standing, on)).values_list("pk", flat=True)
        }
        expected = {row.pk: row.standing(on).value for row in Certificate.objects.with_events()}
        assert by_database == expected == by_filter
        seen |= set(expected.values())
    assert seen == set(Standing.values)


@pytest.fixture
def many(certificate: Certificate, personas: Personas) -> list[Certificate]:
    """Twenty-three further certificates of all types and kinds; one revoked, one suspended, some expired."""
    kinds = ("finished", "component", "packaging", "material")

    def fields(number: int) -> dict[str, Any]:
        approved = date(2023 + number % 4, 6, 1) + number * DAY
        return {
            "approved_on": approved,
            "valid_from": approved,
            "valid_until": approved.replace(year=approved.year + 3) - DAY,
            "content": {"route": "4.2" if number % 3 == 0 else "4.1", "kind": kinds[number % 4], "activity": "upgrade"},
            "search_text": ("ถุงผ้าสี pe bag " if number % 2 else "แก้วน้ำ pet cup ") + f"fy27-000-{number + 2:04d}",
        }

    rows = copies(certificate, 23, fields)
    at = datetime(2026, 11, 21, tzinfo=BANGKOK)
    Revocation.objects.create(
        certificate=rows[0], proposed_at=at, proposed_by=personas.officer, confirmed_at=at,
        confirmed_by=personas.second_officer, **REASONS,
    )  # fmt: skip
    Suspension.objects.create(certificate=rows[3], suspended_at=at, suspended_by=personas.officer, **REASONS)
    return rows


def test_every_count_agrees_with_what_is_listed(many: list[Certificate]) -> None:
    on = date(2026, 11, 28)
    options: dict[str, tuple[Any, ...]] = {
        "standing": ("", *Standing.values), "route": ("", "4.1", "4.2"), "kind": ("", "packaging", "material"),
        "year": (None, 2023, 2026),
    }  # fmt: skip
    listed = {chosen: register.search(Wanted("", *chosen), on=on).count() for chosen in product(*options.values())}
    assert listed["", "", "", None] == 24
    for chosen, number in listed.items():
        found = register.find(Wanted("", *chosen), on=on)
        assert (found.total, found.is_more) == (number, False)
        assert found.choices is not None
        for place, name in enumerate(register.FILTERS):
            for value in options[name][1:]:
                other = (*chosen[:place], value, *chosen[place + 1 :])
                assert found.choices[name][str(value)] == listed[other], (chosen, name, value)


def test_beyond_the_limit_nothing_is_counted(many: list[Certificate], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "COUNTED_AT_MOST", 10)
    on = date(2026, 11, 28)
    for wanted, total, is_more in (
        (Wanted(), 10, True), (Wanted(standing="revoked"), 1, False), (Wanted(route="4.1"), 10, True),
    ):  # fmt: skip
        found = register.find(wanted, on=on)
        assert (found.total, found.is_more, found.choices) == (total, is_more, None)
    assert register.find(Wanted("ถุงผ้า แก้ว"), on=on).choices is not None


@pytest.mark.parametrize(
    ("query", "number"),
    [("ถุงผ้า", 11), ("สี", 11), ("pe", 23), ("PE bag", 11), ("ยา", 0), ("น้ำ", 13), ("pe แก้ว", 12), ("ส", 12),
     ("%", 0), ("e%b", 0), ("_", 0)],
)  # fmt: skip
def test_words_of_any_length_are_found(query: str, number: int, many: list[Certificate]) -> None:
    assert register.search(Wanted(query), on=FIRST).count() == number


def test_a_whole_number_finds_its_certificate_alone(many: list[Certificate]) -> None:
    longer = many[2].number + "5"
    copies(many[2], 1, lambda number: {"number": longer})
    for query in (many[2].number, many[2].number.lower(), many[2].number.split()[-1]):
        assert [row.number for row in register.search(Wanted(query), on=FIRST)] == [many[2].number]


def test_orders(many: list[Certificate]) -> None:
    def order(name: str) -> list[Certificate]:
        return list(register.search(Wanted(order=name), on=FIRST))

    newest, ending = order(register.NEWEST), order(register.ENDING)
    assert newest == sorted(newest, key=lambda row: (row.approved_on, row.number), reverse=True)
    assert order(register.OLDEST) == newest[::-1]
    assert ending == sorted(ending, key=lambda row: (row.valid_until, row.number))


@pytest.mark.parametrize("standing", ["", "active", "expired"])
@pytest.mark.parametrize("order", register.ORDERS)
def test_what_stands_after_a_certificate_is_the_rest_of_the_list(
    order: str, standing: str, many: list[Certificate]
) -> None:
    on = date(2026, 11, 28)
    copies(many[4], 3, lambda number: {})
    wanted = Wanted(order=order, standing=standing)
    whole = list(register.search(wanted, on=on))
    assert len(whole) > 3
    for place, last in enumerate(whole):
        found = register.find(replace(wanted, after=last), on=on)
        assert list(found.certificates) == whole[place + 1 :]
        assert (found.total, found.is_more, found.choices) == (len(whole) - place - 1, False, None)


@pytest.mark.parametrize("standing", Standing.values)
@pytest.mark.parametrize("order", register.ORDERS)
def test_few_and_many_are_listed_alike(
    order: str, standing: str, many: list[Certificate], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, on = Wanted(order=order, standing=standing), date(2026, 11, 28)
    few = list(register.find(wanted, on=on).certificates)
    monkeypatch.setattr(register, "COUNTED_AT_MOST", 10)
    assert list(register.find(wanted, on=on).certificates) == few


def test_years_run_from_the_newest_to_the_oldest_approval(many: list[Certificate]) -> None:
    assert register.years() == [2026, 2025, 2024, 2023]


def test_no_year_without_certificates() -> None:
    assert register.years() == []
