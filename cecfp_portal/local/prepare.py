"""The one step before the services: migrations, demo data, and a report for the runner."""

import json
import os
from pathlib import Path

import django


def prepare(report: Path) -> None:
    """Bring database and demo data up to date; leave what the runner prints in `report`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cecfp_portal.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection

    # Static files are served from where they lie; WhiteNoise still wants its directory to exist.
    Path(settings.STATIC_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
    is_fresh = "django_migrations" not in connection.introspection.table_names()
    _migrate()
    logins = _load_demo(is_fresh)
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    report.write_text(json.dumps({"database": f"PostgreSQL {version}", "logins": logins}))


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("applying migrations", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def _load_demo(is_fresh: bool) -> list[list[str]]:
    """Load the demo where it is wanted: asked for by DEMO, or in a database that was empty or holds it already."""
    from cecfp_portal import environment
    from cecfp_portal.local import demo

    holds_demo = _holds_demo(demo.LOGINS)
    if not environment.flag("DEMO", is_fresh or holds_demo):
        return []
    if not holds_demo:
        print("loading demo data", flush=True)
    demo.load()
    return [list(login) for login in demo.LOGINS]


def _holds_demo(logins: tuple[tuple[str, str, str], ...]) -> bool:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(email__in=[email for _, email, _ in logins]).exists()
