"""The engine agrees with brightway, where brightway is installed."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".local" / "oracle" / "bin" / "python"


@pytest.mark.skipif(not PYTHON.exists(), reason="brightway is not installed: `make oracle` installs and runs it")
def test_random_inventories_agree_with_brightway() -> None:
    command = [str(PYTHON), "-m", "tests.oracle", "--cases", "3", "--seed", "2"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr[-2000:]
    assert "agree with brightway" in run.stdout
