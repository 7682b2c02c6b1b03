"""`make bench`: prints ratios, each of two things measured in this one run on the same worker or process."""

import argparse
import datetime as dt
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROUNDS = 15
PATIENCE_SECONDS = 60


def main() -> None:
    """Start what is missing, load the demo, measure, print; with --register the register at a million alone."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--register", action="store_true", help="the register at a million certificates, alone")
    if parser.parse_args().register:
        _register()
        return
    _engine()
    with ExitStack() as stack:
        _environment(stack)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        from cecfp_portal.local import demo

        demo.load()
        stack.enter_context(_worker())
        _submit_against_no_op()
        from tests.bench.verify import verify_against_trivial

        verify_against_trivial()
        _issuing_against_empty_page()
    _certificate_against_empty_page()


def _register() -> None:
    with ExitStack() as stack:
        _environment(stack)
        import django

        django.setup()
        from tests.bench.register import register_growth

        register_growth()


def _engine() -> None:
    from tests.bench import engine
    from tests.oracle.test_brightway import PYTHON, ROOT

    engine.exact_sum_against_floats()
    engine.report_growth()
    if not PYTHON.exists():
        print("report against brightway: left out, brightway is not installed (`make oracle` installs it)")
        return
    command = [str(PYTHON), "-m", "tests.bench.against_brightway"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, stderr=subprocess.DEVNULL, check=True)


def _environment(stack: ExitStack) -> None:
    from cecfp_portal.local.demo_key import demo_signing
    from cecfp_portal.local.postgres import embedded_postgres
    from cecfp_portal.local.valkey import embedded_valkey

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cecfp-bench-")))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cecfp_portal.settings")
    os.environ |= {
        "DATABASE_URL": stack.enter_context(embedded_postgres(folder / "postgres", fsync=True)),
        "REDIS_URL": stack.enter_context(embedded_valkey(folder / "valkey")),
        "SECRET_KEY": secrets.token_hex(32),
        "DATA_DIR": str(folder / "data"),
        "HASHED_STATIC": "0",
        "LOG_LEVEL": "ERROR",
    }
    os.environ |= demo_signing(folder / "signing", now=dt.datetime.now(dt.UTC))


@contextmanager
def _worker() -> Iterator[None]:
    command = [sys.executable, "-m", "celery", "-A", "cecfp_portal.celery:app", "worker"]
    options = ["--concurrency", "1", "--loglevel", "ERROR", "--include", "tests.bench.tasks"]
    process = subprocess.Popen([*command, *options])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _submit_against_no_op() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_answer (token text)")
    _no_op_seconds()  # the worker's first task pays for its start
    pairs = [(_no_op_seconds(), _verdict_seconds()) for _ in range(ROUNDS)]
    _print("submit to verdict", [verdict for _, verdict in pairs], "a no-op task", [no_op for no_op, _ in pairs])


def _no_op_seconds() -> float:
    from celery import current_app
    from django.db import connection

    token = secrets.token_hex(8)

    def is_answered() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM bench_answer WHERE token = %s", [token])
            return cursor.fetchone() is not None

    started = time.perf_counter()
    current_app.send_task("tests.bench.no_op", args=[token], ignore_result=True)
    return _wait(is_answered, started)


def _verdict_seconds() -> float:
    import uuid

    from django.utils import timezone

    from applications.models import Application
    from applications.services import submission
    from applications.statuses import Status
    from cecfp_portal.accounts.models import Organisation, User
    from cecfp_portal.local.demo import specimens
    from cecfp_portal.local.demo.cases import complete_draft

    by = User.objects.get(email="maker@example.com")
    body = Organisation.objects.get(name_en__contains="Institute A")
    maker = by.memberships.get().organisation
    application = complete_draft(maker, body, specimens.product_a(), by=by, at=timezone.now())
    waiting = Application.objects.filter(pk=application.pk, status=Status.CHECKING)
    started = time.perf_counter()
    submission.submit(application.pk, is_declared=True, by=by, at=timezone.now(), key=uuid.uuid4())
    return _wait(lambda: not waiting.exists(), started)


def _wait(is_over: Callable[[], bool], started: float) -> float:
    while not is_over():
        if time.perf_counter() - started > PATIENCE_SECONDS:
            raise TimeoutError("the worker did not answer")
        time.sleep(0.002)
    return time.perf_counter() - started


def _certificate_against_empty_page() -> None:
    from certificates.pdf.page import render_certificate
    from tests.bench.certificates import empty_page
    from tests.certificates.contents import PRODUCT_A

    empty_page()
    render_certificate(PRODUCT_A)
    pairs = [(_timed(empty_page), _timed(lambda: render_certificate(PRODUCT_A))) for _ in range(ROUNDS)]
    _print("certificate", [page for _, page in pairs], "an empty page", [page for page, _ in pairs])


def _issuing_against_empty_page() -> None:
    """Render, lint, sign, read the signature back and store, against an empty PDF/A page of this process.

    Processor time: what else runs on the machine does not count.
    """
    from tests.bench import certificates

    steps = certificates.issuing_steps()
    certificates.empty_page()
    next(steps)()
    pairs = [(_worked(certificates.empty_page), _worked(next(steps))) for _ in range(ROUNDS)]
    _print("issuing", [step for _, step in pairs], "an empty page", [page for page, _ in pairs])
    # Its own process, as the signer is one: what the bench did before would be measured with it.
    subprocess.run([sys.executable, "-m", "tests.bench.memory"], check=True)


def _worked(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _print(name: str, measured: list[float], against: str, base: list[float]) -> None:
    ratios = sorted(one / other for one, other in zip(measured, base, strict=True))
    print(
        f"{name} against {against}: median ratio {statistics.median(ratios):.1f} "
        f"(lowest {ratios[0]:.1f}, highest {ratios[-1]:.1f}; {ROUNDS} pairs; "
        f"medians {statistics.median(measured) * 1000:.1f} ms and {statistics.median(base) * 1000:.1f} ms)"
    )


if __name__ == "__main__":
    main()
