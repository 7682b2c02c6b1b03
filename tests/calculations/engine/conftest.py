"""Holds every row's test to the reports recorded for this version of the engine."""

from collections.abc import Iterator

import pytest

from tests.calculations.engine import pinned_reports


@pytest.fixture(autouse=True)
def reports_are_pinned(request: pytest.FixtureRequest) -> Iterator[None]:
    """Check the reports a test asked for; what hypothesis makes up depends on its version and is left out."""
    with pinned_reports.noting() as digests:
        yield
    is_made_up = hasattr(getattr(request.node, "obj", None), "hypothesis")
    if digests and not is_made_up:
        pinned_reports.check(request.node.nodeid, digests)


def pytest_sessionfinish() -> None:
    """Write the recording down, if this was one."""
    pinned_reports.write()
