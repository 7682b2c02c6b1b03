"""What the tests of certificates share: a folder of their own for issued files."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> Path:
    """Keep issued files out of the developer's folder."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock: no window of counting ends in the middle of a test."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
