"""Documents generated from the code say what the code says."""

import pytest

from cecfp_portal.local.documentation import PAGES, ROOT


@pytest.mark.parametrize("name", PAGES)
def test_generated_document_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text() == PAGES[name](), f"{name} is stale: run `make docs`"
