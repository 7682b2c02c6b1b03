"""The runner on real PostgreSQL and Valkey: data survive, nothing is orphaned, a second start changes nothing."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.local.conftest import StandIn, wait_until_gone

Start = Callable[..., StandIn]


def test_data_survive_kill_of_the_runner_and_no_process_is_left(start_standin: Start, tmp_path: Path) -> None:
    first = start_standin(tmp_path)
    first.read_until_ready()
    first.ask(method="POST")
    first.ask(method="POST")
    running = first.processes()
    for name in ("bin/postgres", "postgres: checkpointer", "valkey-server", "standin web", "standin grandchild"):
        assert name in " ".join(running.values())

    first.popen.kill()
    first.popen.wait(10)
    # Started at once: the processes of the killed runner may still be stopping.
    second = start_standin(tmp_path)
    second.read_until_ready()

    assert wait_until_gone(running) == []
    assert second.ask() == "2"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_and_counts_as_success(
    start_standin: Start, tmp_path: Path, sent: signal.Signals
) -> None:
    standin = start_standin(tmp_path)
    standin.read_until_ready()

    standin.popen.send_signal(sent)

    assert standin.popen.wait(20) == 0
    assert standin.processes() == {}


def test_a_second_start_says_where_the_first_runs_and_leaves_it_alone(start_standin: Start, tmp_path: Path) -> None:
    first = start_standin(tmp_path)
    first.read_until_ready()
    # The banner comes just after the address is published.
    second = start_standin(tmp_path)

    assert second.popen.stdout is not None
    said = second.popen.stdout.read()

    assert second.popen.wait(10) == 0
    assert f"The portal is already running at {first.url.rstrip('/')}" in said
    assert first.ask() == "0"


def test_a_dead_server_stops_the_rest_and_is_named(start_standin: Start, tmp_path: Path) -> None:
    standin = start_standin(tmp_path)
    standin.read_until_ready()
    postmaster = int((tmp_path / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    os.kill(postmaster, signal.SIGKILL)

    assert standin.popen.wait(30) == 1
    assert standin.popen.stdout is not None
    assert "postgres ended by itself" in standin.popen.stdout.read()
    assert standin.processes() == {}


def test_a_port_in_use_is_passed_over_unless_it_was_asked_for(start_standin: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        asked = start_standin(tmp_path, PORT=str(port))
        assert asked.popen.wait(20) == 1
        assert asked.popen.stdout is not None
        assert f"Port {port} is in use" in asked.popen.stdout.read()

    first = start_standin(tmp_path / "first")
    first.read_until_ready()
    second = start_standin(tmp_path / "second")
    second.read_until_ready()
    assert first.url != second.url


def test_servers_named_from_outside_are_used_and_none_is_started(start_standin: Start, tmp_path: Path) -> None:
    standin = start_standin(
        tmp_path, DATABASE_URL=os.environ["DATABASE_URL"], REDIS_URL=os.environ["REDIS_URL"], PORT=""
    )
    standin.read_until_ready()

    assert not (tmp_path / "postgres").exists()
    assert not (tmp_path / "valkey").exists()
    assert "bin/postgres" not in " ".join(standin.processes().values())


def test_a_broken_preparation_stops_the_start(start_standin: Start, tmp_path: Path) -> None:
    standin = start_standin(
        tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", REDIS_URL=os.environ["REDIS_URL"]
    )

    assert standin.popen.wait(30) == 1
    assert standin.popen.stdout is not None
    assert "prepare ended by itself" in standin.popen.stdout.read()
