"""The embedded Valkey: on a socket only, its queue kept on disk."""

import stat
from pathlib import Path

import redis

from cecfp_portal.local.valkey import embedded_valkey


def _client(url: str) -> redis.Redis:
    return redis.Redis(unix_socket_path=url.removeprefix("redis+socket://"))


def test_what_was_queued_survives_a_restart(tmp_path: Path) -> None:
    with embedded_valkey(tmp_path) as url:
        _client(url).rpush("queue", "first")
    with embedded_valkey(tmp_path) as url:
        assert _client(url).lrange("queue", 0, -1) == [b"first"]


def test_it_listens_on_no_network_and_only_for_its_owner(tmp_path: Path) -> None:
    with embedded_valkey(tmp_path) as url:
        assert _client(url).config_get("port") == {"port": "0"}
        address = Path(url.removeprefix("redis+socket://"))
        assert stat.S_IMODE(address.stat().st_mode) == 0o700
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700


def test_a_long_path_is_no_obstacle(tmp_path: Path) -> None:
    with embedded_valkey(tmp_path / ("a-long-name-of-a-directory" * 5)) as url:
        assert _client(url).ping()
