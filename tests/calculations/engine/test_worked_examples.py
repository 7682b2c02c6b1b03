"""The worked examples in the engine's docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import calculations.engine

MODULES = [
    found.name
    for found in pkgutil.walk_packages(calculations.engine.__path__, "calculations.engine.")
    if not found.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
