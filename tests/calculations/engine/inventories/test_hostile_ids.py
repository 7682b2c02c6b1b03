"""``inventory/1`` whose ids are made to be taken for one another."""

from calculations.engine.inventories import evaluate_inventories


def test_a_process_called_like_the_share_of_another_is_refused() -> None:
    def made(product: str, **more: str) -> dict[str, str]:
        return {"product": product, "amount": "1", "unit": "kg", **more}

    split = [made("x", allocation_share="0.5"), made("y", allocation_share="0.5")]
    twin = {"id": "A:x", "produces": [made("z")], "lines": [{"amount": "9", "unit": "kg", "factor": "1"}]}
    case = {
        "schema": "inventory/1",
        "processes": [{"id": "A", "produces": split, "lines": [{"product": "z", "amount": "1", "unit": "kg"}]}, twin],
        "inventories": [{"id": "one", "lines": [{"product": "x", "amount": "1", "unit": "kg"}]}],
    }
    assert evaluate_inventories(case)["overall"] == "invalid"
    twin["id"] = "B"
    assert evaluate_inventories(case)["overall"] == "computed"
