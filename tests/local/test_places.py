"""The local portal's directories: the secret is made once, a stranger's directory is refused."""

import os
import stat
from pathlib import Path

import pytest

from cecfp_portal.local.places import StartRefused, claimed, secret_key, socket_directory


def test_the_secret_is_random_private_and_kept(tmp_path: Path) -> None:
    first = secret_key(tmp_path)
    assert len(first) >= 50
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    other = tmp_path / "other"
    other.mkdir()
    assert secret_key(other) != first


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_short_socket_directory_of_somebody_else_is_refused(tmp_path: Path) -> None:
    wanted = tmp_path / ("x" * 120)
    short = socket_directory(wanted)
    os.chown(short, 12345, 12345)
    try:
        with pytest.raises(StartRefused, match="belongs to somebody else"):
            socket_directory(wanted)
    finally:
        short.rmdir()


def test_a_root_is_free_again_after_the_block(tmp_path: Path) -> None:
    with claimed(tmp_path) as claim:
        claim.publish("http://127.0.0.1:8000")
        assert (tmp_path / "runner.lock").read_text() == "http://127.0.0.1:8000"
    with claimed(tmp_path):
        assert (tmp_path / "runner.lock").read_text() == ""
