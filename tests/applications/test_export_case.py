"""`manage.py export_case`: what it writes, evaluated outside the portal, gives the stored report to the byte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from applications.models import Application, CheckRun
from tests.calculations.engine.sample_cases import ROOT
from tests.factories.cases import CaseMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(cases: CaseMaker) -> Application:
    return cases.checked()


def _evaluated_outside(folder: Path) -> bytes:
    command = [sys.executable, "-S", "-m", "calculations.engine", "evaluate", str(folder / "case.json")]
    command += ["--rulings", str(folder / "rulings.json"), "--context", str(folder / "context.json")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout


def test_the_exported_run_gives_the_stored_report_again(application: Application, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "dossier"
    call_command("export_case", str(application.public_id), "--into", str(folder))
    assert {file.name for file in folder.iterdir()} == {"case.json", "rulings.json", "context.json", "report.json"}
    assert _evaluated_outside(folder) == (folder / "report.json").read_bytes()
    schema = json.loads((ROOT / "calculations/engine/schemas/cecfp-case-1.json").read_text(encoding="utf-8"))
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert [error.message[:200] for error in Draft202012Validator(schema).iter_errors(case)] == []
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


def test_a_run_is_found_by_receipt_number_and_by_its_own_id(application: Application, tmp_path: Path) -> None:
    Application.objects.filter(pk=application.pk).update(receipt_number="R-1")
    run = CheckRun.objects.get(revision__application=application)
    call_command("export_case", "R-1", "--into", str(tmp_path), "--run", str(run.public_id))
    assert (tmp_path / "report.json").exists()


@pytest.mark.parametrize("name", ["none", "3f0e7a46-9d4e-4c0e-9a55-000000000000", ""])
def test_an_unknown_application_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No finished run"):
        call_command("export_case", name, "--into", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
