"""Certificate and dossier recompute to the digit, from their bytes alone; whatever was touched is named."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from calculations.engine import canonical
from certificates.dossier import recomputing
from certificates.dossier.files import CASE, CONTEXT, LIST, REPORT, RULINGS, Frozen
from certificates.dossier.recomputing import FIGURE, HASH, OUTCOME, PRINTED
from tests.certificates.dossier.frozen import frozen_bottle, pdf_with, two_files

# No database is marked here: a query would fail every test of this file.


@pytest.fixture
def put(tmp_path: Path) -> Callable[[tuple[bytes, bytes]], tuple[str, str]]:
    def write(pair: tuple[bytes, bytes]) -> tuple[str, str]:
        paths = tmp_path / "certificate.pdf", tmp_path / "dossier.pdf"
        for path, pdf in zip(paths, pair, strict=True):
            path.write_bytes(pdf)
        return str(paths[0]), str(paths[1])

    return write


def run(*arguments: str, **options: Any) -> tuple[int, str]:
    """Return exit code and everything printed."""
    out = StringIO()
    try:
        call_command("recompute", *arguments, stdout=out, **options)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def differing(pair: tuple[str, str]) -> list[str]:
    code, printed = run(*pair)
    assert code == 1
    return [line.split(":")[0].split(None, 1)[1] for line in printed.splitlines() if line.startswith("  DIFFERS")]


def test_the_same_is_said_with_every_hash_and_figure(put: Any) -> None:
    frozen = frozen_bottle()
    code, printed = run(*put(two_files(frozen)))
    assert code == 0
    assert printed.endswith("The same: every hash, figure and outcome.\n")
    for text in (frozen.content.judged_sha256, frozen.content.case_sha256, "footprint: 0.396", "20.00"):
        assert text in printed


def test_what_is_compared_is_everything_the_report_holds() -> None:
    frozen = frozen_bottle()
    comparison = recomputing.recompute(frozen)
    assert comparison.is_same
    assert comparison.count(OUTCOME) == len(frozen.report["outcomes"]) + 1
    lines = sum(len(frozen.report["footprints"][side]["by_line"]) for side in ("product", "comparator"))
    assert comparison.count(FIGURE) > lines > 0
    assert comparison.count(HASH) >= 6
    assert comparison.count(PRINTED) >= 14


def test_one_digit_in_the_case_is_found_by_hash_and_by_figure(put: Any) -> None:
    frozen = frozen_bottle()
    line = frozen.case["judged"]["inventory"][0]
    before = json.dumps(line["period_total"]["amount"])
    raw = canonical.canonical_json(frozen.case).decode()
    assert raw.count(f'"amount":{before}') >= 1
    changed = raw.replace(f'"amount":{before}', f'"amount":"{line["period_total"]["amount"]}1"')
    found = differing(put(two_files(frozen, also={CASE: changed.encode()})))
    assert {"case", "judged", "file case.json", "report_case", "report"} <= set(found)
    assert any(line["line_id"] in name for name in found)
    assert "footprint" in found


@pytest.mark.parametrize("name", [RULINGS, CONTEXT, REPORT])
def test_every_other_file_is_held_to_its_hash(name: str, put: Any) -> None:
    frozen = frozen_bottle()
    values: dict[str, Any] = {
        RULINGS: [{"outcome_id": "x", "accepted": True, "reason": "", "by_role": "officer", "at": ""}],
        CONTEXT: frozen.context | {"on": "2026-11-21"},
        REPORT: frozen.report | {"overall": "fail"},
    }
    found = differing(put(two_files(frozen, also={name: canonical.canonical_json(values[name])})))
    assert f"file {name}" in found
    assert {RULINGS: "rulings", CONTEXT: "context", REPORT: "report"}[name] in found


def test_a_case_changed_together_with_its_list_is_found_by_what_the_certificate_says(put: Any) -> None:
    """Who repacks a whole dossier cannot change what the certificate prints."""
    good, other = frozen_bottle(), frozen_bottle(product_th="ขวดน้ำดื่ม ข")
    certificate, _ = two_files(good)
    _, dossier = two_files(replace(other, content=good.content))
    assert {"case", "product_th"} <= set(differing(put((certificate, dossier))))


def test_exchanged_dossiers_are_found(put: Any) -> None:
    first, second = frozen_bottle(number="A"), frozen_bottle(number="B", product_th="ขวดน้ำดื่ม ข")
    found = differing(put((two_files(first)[0], two_files(second)[1])))
    assert {"certificate_file", "content", "case"} <= set(found)


def test_another_print_of_the_certificate_is_found(put: Any) -> None:
    certificate, dossier = two_files(frozen_bottle())
    assert differing(put((certificate + b"\n", dossier))) == ["certificate_file"]


def test_a_figure_printed_otherwise_is_found(put: Any) -> None:
    assert differing(put(two_files(frozen_bottle(footprint="0.395")))) == ["footprint"]


def with_old_engine(frozen: Frozen) -> Frozen:
    """The report as an engine before this one would have written it: other words, one check fewer."""
    outcomes = [item | {"message": {"th": "เดิม", "en": "old words"}} for item in frozen.report["outcomes"][:-1]]
    report = frozen.report | {"engine": "1.0.0", "outcomes": outcomes}
    return replace(frozen, content=replace(frozen.content, engine="1.0.0"), report=report)


def test_an_older_engines_figures_are_compared_all_the_same(put: Any) -> None:
    code, printed = run(*put(two_files(with_old_engine(frozen_bottle()))))
    assert code == 0, printed
    assert "the report was made by 1.0.0" in printed
    assert "Another version" in printed


def test_an_older_engines_figure_that_differs_is_found(put: Any) -> None:
    frozen = with_old_engine(frozen_bottle())
    product = frozen.report["footprints"]["product"]
    product["exact"] = product["exact"] + "1"
    assert differing(put(two_files(frozen))) == ["product.total"]


def test_without_hashes_of_rulings_and_context_the_reports_own_are_held(put: Any) -> None:
    older = frozen_bottle(rulings_sha256="", context_sha256="")
    assert run(*put(two_files(older)))[0] == 0
    changed = canonical.canonical_json(older.context | {"on": "2026-11-21"})
    assert "context" in differing(put(two_files(older, also={CONTEXT: changed})))


def test_names_corrected_after_the_judgement(put: Any) -> None:
    judged = frozen_bottle()
    printed = frozen_bottle(product_th="ขวดน้ำดื่ม (แก้ชื่อ)")
    frozen = replace(judged, content=printed.content, case_as_printed=printed.case)
    assert run(*put(two_files(frozen)))[0] == 0


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda certificate, dossier: (b"no PDF", dossier), "The certificate: not a readable PDF"),
        (lambda certificate, dossier: (certificate, dossier[:200]), "The dossier: not a readable PDF"),
        (lambda certificate, dossier: (dossier, certificate), "this is a dossier"),
        (lambda certificate, dossier: (certificate, certificate), "The dossier: not attached: case.json"),
        (lambda certificate, dossier: (pdf_with({}), dossier), "certificate.json is not attached"),
        (lambda certificate, dossier: (pdf_with({"certificate.json": b"{}"}), dossier), "is malformed"),
    ],
)
def test_files_that_are_not_what_they_were_given_as(spoil: Any, sentence: str, put: Any) -> None:
    code, printed = run(*put(spoil(*two_files(frozen_bottle()))))
    assert (code, sentence in printed) == (2, True), printed


@pytest.mark.parametrize(
    ("name", "content"),
    [(CASE, b"[]"), (CASE, b"{"), (CASE, b'{"judged":{},"judged":{}}'), (RULINGS, b"{}"), (LIST, b"{}"),
     (LIST, b'{"schema":"cecfp-dossier/1"}'), (CASE, b'{"a":' * 100_000)],
)  # fmt: skip
def test_malformed_files_in_a_dossier(name: str, content: bytes, put: Any) -> None:
    code, printed = run(*put(two_files(frozen_bottle(), also={name: content})))
    assert (code, name in printed) == (2, True), printed


@pytest.mark.parametrize(
    ("name", "content"),
    [(CASE, b"{}"), (CASE, b'{"judged":7,"presentation":[]}'), (REPORT, b"{}"), (REPORT, b'{"inputs":3}'),
     (CONTEXT, b'{"on":5}'), (RULINGS, b"[1]"), (CASE, b'{"judged":1.5}')],
)  # fmt: skip
def test_values_of_the_wrong_kind_are_differences_not_crashes(name: str, content: bytes, put: Any) -> None:
    assert f"file {name}" in differing(put(two_files(frozen_bottle(), also={name: content})))


def test_a_missing_file(tmp_path: Path) -> None:
    code, printed = run(str(tmp_path / "none.pdf"), str(tmp_path / "none.pdf"))
    assert (code, "cannot be read" in printed) == (2, True)


def test_the_bare_engine_gives_the_same_report_from_the_extracted_files(put: Any, tmp_path: Path) -> None:
    folder = tmp_path / "extracted"
    assert run(*put(two_files(frozen_bottle())), extract=folder)[0] == 0
    names = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert names == dict.fromkeys(
        ("case.json", "certificate.json", "context.json", "dossier.json", "report.json", "rulings.json"), 0o600
    )
    done = subprocess.run(
        [sys.executable, "-m", "calculations.engine", "evaluate", folder / "case.json",
         "--rulings", folder / "rulings.json", "--context", folder / "context.json"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout) == json.loads((folder / "report.json").read_bytes())
    assert done.returncode == {"pass": 0, "review": 1, "fail": 1}[frozen_bottle().report["overall"]]
