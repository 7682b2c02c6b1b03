"""Append-only by trigger, and the head of the chain."""

from django.db import migrations

from cecfp_portal.audit.append_only import CREATE_FUNCTION, DROP_FUNCTION, append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION),
        append_only("audit_auditevent"),
        migrations.RunSQL(
            ["INSERT INTO audit_audithead (id, sequence, sha256) VALUES (1, 0, repeat('0', 64))"],
            ["DELETE FROM audit_audithead"],
        ),
    ]
