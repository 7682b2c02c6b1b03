"""Files of these tests lie in a folder of their own."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def own_files_folder(settings: Any, tmp_path: Path) -> Path:
    """Keep uploads of a test away from those of the others."""
    storages = {**settings.STORAGES}
    storages["default"] = {
        **storages["default"],
        "OPTIONS": {**storages["default"]["OPTIONS"], "location": tmp_path / "files"},
    }
    settings.STORAGES = storages
    assert default_storage.path("x").startswith(str(tmp_path))
    return tmp_path
