"""The table of the cache, where attempts to sign in are counted for all processes."""

from typing import Any

from django.core.management import call_command
from django.db import migrations

TABLE = "portal_cache"


def create_table(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_trigrams")]

    operations = [migrations.RunPython(create_table, lambda apps, editor: editor.execute(f"DROP TABLE {TABLE}"))]
