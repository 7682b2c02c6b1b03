"""What pytest loads first."""

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.fixtures", "tests.factories.cases", "tests.chromium"]

# The same examples on every run: a search for new ones belongs to the drill, where a find stops nobody's work.
settings.register_profile("tests", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what drives a browser or real processes a second try: a busy machine may win once; `-ra` tells of it."""
    for item in items:
        if item.get_closest_marker("journey") or item.get_closest_marker("worker"):
            item.add_marker(pytest.mark.flaky(reruns=1))
