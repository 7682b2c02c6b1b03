"""Every row of the decision table is decided by a rule that cites it and proved by a test named after it."""

from cecfp_portal.local.decision_rows import ROWS, citations, named_tests


def test_every_row_has_a_rule_and_a_test() -> None:
    rules, tests = citations(), named_tests()
    incomplete = {row for row in ROWS if not rules[row] or not tests[row]}
    assert incomplete == set(), "rows without a rule or without a test"


def test_there_are_eighty_eight_rows() -> None:
    counts = {letter: sum(row.startswith(letter) for row in ROWS) for letter in "SWOCD"}
    assert counts == {"S": 14, "W": 25, "O": 18, "C": 21, "D": 10}
