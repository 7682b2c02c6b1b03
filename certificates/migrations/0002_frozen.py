"""What the database itself refuses: changing or removing a certificate, or the number and content reserved for one."""

from django.db import migrations

from cecfp_portal.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("audit", "0002_append_only")]

    operations = [append_only("certificates_certificate"), append_only("certificates_numberreservation")]
