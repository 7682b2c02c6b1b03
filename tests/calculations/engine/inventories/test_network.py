"""Nested processes: loops, several products, and systems that have no single solution."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from calculations.engine.inventories import elimination, evaluate_inventories
from calculations.engine.inventories.elimination import Unsolvable, solve


def process(name: str, *lines: dict[str, Any], makes: str = "1", **more: Any) -> dict[str, Any]:
    produces = [{"product": name, "amount": makes, "unit": "kg"}]
    return {"id": name, "produces": produces, "lines": list(lines), **more}


def uses(product: str, amount: str = "1", unit: str = "kg") -> dict[str, Any]:
    return {"product": product, "amount": amount, "unit": unit}


def emits(amount: str, **more: Any) -> dict[str, Any]:
    return {"name": "direct", "amount": amount, "unit": "kg", "factor": "1", **more}


def report(*processes: dict[str, Any], lines: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    return evaluate_inventories(
        {"schema": "inventory/1", "processes": list(processes), "lines": lines or [uses("a")], **more}
    )


def total(found: dict[str, Any]) -> Fraction:
    assert found["problems"] == []
    return Fraction(found["inventories"][0]["totals"]["impacts"]["climate"]["exact"])


def problems(found: dict[str, Any]) -> set[tuple[str, str]]:
    assert found["overall"] == "invalid"
    assert found["inventories"][0]["totals"] is None
    return {(problem["code"], problem["line_id"]) for problem in found["problems"]}


def test_chain_of_processes_with_units_converted() -> None:
    found = report(process("a", uses("b", "500", "g"), emits("1")), process("b", emits("3"), makes="2"))
    assert total(found) == 1 + Fraction(1, 4) * 3
    assert {row["id"]: row["runs"] for row in found["inventories"][0]["by_process"]} == {"a": "1", "b": "0.25"}


def test_processes_add_to_the_total_and_so_do_lines() -> None:
    inventory = report(
        process("a", uses("b", "0.3"), uses("a", "0.1"), emits("1")),
        process("b", uses("a", "0.7"), emits("3")),
        lines=[uses("a", "2"), uses("b", "1"), emits("0.5")],
    )["inventories"][0]
    exact = Fraction(inventory["totals"]["impacts"]["climate"]["exact"])
    by_line = sum(Fraction(row["impacts"]["climate"]["exact"]) for row in inventory["by_line"])
    by_process = sum(Fraction(row["impacts"]["climate"]["exact"]) for row in inventory["by_process"])
    assert by_line == exact == by_process + Fraction(1, 2)


def test_self_use_is_resolved_exactly() -> None:
    assert total(report(process("a", uses("a", "1/3"), emits("1")))) == Fraction(3, 2)


def test_what_is_not_reached_makes_no_difference() -> None:
    broken = process("x", uses("gone"), emits("9"))
    assert total(report(process("a", emits("1")), broken)) == 1


def test_allocated_outputs_share_inputs_and_emissions() -> None:
    both = [
        {"product": "a", "amount": "2", "unit": "kg", "allocation_share": "0.25"},
        {"product": "b", "amount": "1", "unit": "kg", "allocation_share": "0.75"},
    ]
    joint = {"id": "joint", "produces": both, "lines": [emits("8"), uses("c", "4")]}
    assert total(report(joint, process("c", emits("1")))) == Fraction(1, 4) * (8 + 4) / 2


@pytest.mark.parametrize("shares", [("0.5", "0.6"), ("0.5", None)])
def test_allocation_shares_must_be_whole(shares: tuple[str, str | None]) -> None:
    both = [
        {"product": name, "amount": "1", "unit": "kg", "allocation_share": share}
        for name, share in zip("ab", shares, strict=True)
    ]
    assert ("allocation_sum", "joint") in problems(report({"id": "joint", "produces": both, "lines": [emits("1")]}))


def test_a_loop_that_eats_what_it_makes_is_refused_with_the_process_named() -> None:
    assert problems(report(process("a", uses("a", "1"), emits("1")))) == {("network_singular", "a")}
    found = report(process("a", uses("b"), emits("1")), process("b", uses("a"), emits("1")))
    assert [code for code, _ in problems(found)] == ["network_singular"]


def test_two_makers_of_one_product_are_ambiguous_and_named() -> None:
    twin = {**process("a", emits("2")), "id": "twin"}
    assert {code for code, _ in problems(report(process("a", emits("1")), twin))} == {"network_ambiguous"}


def test_a_second_product_nobody_takes_is_refused_until_it_is_allocated() -> None:
    both = [{"product": name, "amount": "1", "unit": "kg"} for name in "ab"]
    assert problems(report({"id": "joint", "produces": both, "lines": [emits("1")]})) == {("network_singular", "joint")}


def test_missing_process_and_wrong_dimension_are_named() -> None:
    assert problems(report(process("a", uses("b"), emits("1")))) == {("product_unknown", "a")}
    found = report(process("a", uses("b", "1", "kWh"), emits("1")), process("b", emits("1")))
    assert problems(found) == {("unit_dimension", "a")}


def test_backward_running_process_is_a_question_unless_declared_avoided() -> None:
    def compared(**more: Any) -> dict[str, Any]:
        joint = {
            "id": "joint",
            "produces": [{"product": name, "amount": "1", "unit": "kg"} for name in "ab"],
            "lines": [emits("3")],
        }
        alone = process("b", emits("2"), **more)
        inventories = [
            {"id": "p", "processes": [joint, alone], "lines": [uses("a")]},
            {"id": "c", "lines": [emits("2")]},
        ]
        return evaluate_inventories(
            {"schema": "inventory/1", "inventories": inventories, "comparisons": [{"product": "p", "comparator": "c"}]}
        )

    assert compared()["overall"] == "review"
    assert compared()["comparisons"][0]["questions"][0]["en"].startswith("b:")
    assert compared(is_avoided=True)["overall"] == "pass"


def test_dense_loops_of_long_figures_are_refused_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elimination, "MAX_WORK_BITS", 1_000_000)
    draw, names = Random(1), [f"p{index}" for index in range(30)]
    processes = [
        process(name, *(uses(other, f"0.0{draw.randrange(10**24, 10**25)}") for other in names)) for name in names
    ]
    assert {code for code, _ in problems(report(*processes, lines=[uses("p0")]))} == {"network_too_large"}


def test_elimination_of_a_long_chain_stays_sparse() -> None:
    size = 3000
    rows = {i: {i: Fraction(1), **({i - 1: Fraction(-1, 2)} if i else {})} for i in range(size)}
    found = solve(rows, {size - 1: {"k": Fraction(1)}})
    assert found[size - 1] == {"k": 1}
    with pytest.raises(Unsolvable):
        solve({0: {0: Fraction(1)}, 1: {0: Fraction(1)}}, {0: {"k": Fraction(1)}})
