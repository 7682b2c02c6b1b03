"""A tiny portal for the runner's tests: the real runner and servers around a web service of a few lines.

Run as `python -m tests.local.standin ROOT`; `prepare` and `web` are its two commands. The web service answers with the
number of rows in a table, adds one for every POST, and starts a grandchild, so that orphans would be seen.
"""

import json
import os
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psycopg2

from cecfp_portal.local.places import Places
from cecfp_portal.local.processes import Console, bind_to_parent
from cecfp_portal.local.program import Program
from cecfp_portal.local.run import Runner


class Counter(BaseHTTPRequestHandler):
    """Counts its POSTs in the database."""

    def do_GET(self) -> None:
        self._answer("SELECT count(*) FROM visit")

    def do_POST(self) -> None:
        self._answer("INSERT INTO visit DEFAULT VALUES RETURNING 1")

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _answer(self, statement: str) -> None:
        with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            found = cursor.fetchone()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(str(found[0] if found else "").encode())


def prepare(report: Path) -> None:
    """Make the table and the report the runner expects."""
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS visit (id serial)")
    report.write_text(json.dumps({"database": "stand-in", "logins": [["a visitor", "visitor@example.org", "secret"]]}))


def web(descriptor: int) -> None:
    """Serve on the inherited socket."""
    subprocess.Popen([sys.executable, "-m", "tests.local.standin", "grandchild", str(os.getpid())])
    server = HTTPServer(("127.0.0.1", 0), Counter, bind_and_activate=False)
    server.socket = socket.socket(fileno=descriptor)
    server.serve_forever()


def main(command: str, *arguments: str) -> int:
    """Carry out one command."""
    if command == "prepare":
        prepare(Path(arguments[0]))
    elif command == "web":
        web(int(arguments[0]))
    elif command == "grandchild":
        # Ends when the service that started it is gone, as the workers of a web server do.
        while os.getppid() == int(arguments[0]):
            time.sleep(0.1)
    else:
        bind_to_parent()
        places = Places(Path(command))
        again = (sys.executable, "-m", "tests.local.standin")
        program = Program((*again, "prepare", str(places.preparation)), lambda fd: {"web": (*again, "web", str(fd))})
        return Runner(places, program, Console()).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
