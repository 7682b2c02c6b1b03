"""What the tests of certificates share: a folder of their own for issued files."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    """Keep issued files out of the developer's folder."""
    settings.DATA_DIR = tmp_path
    return tmp_path
