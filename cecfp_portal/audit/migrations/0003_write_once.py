"""The trigger's function for tables whose values are written once."""

from django.db import migrations

from cecfp_portal.audit.append_only import CREATE_WRITE_ONCE_FUNCTION, DROP_WRITE_ONCE_FUNCTION


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [migrations.RunSQL(CREATE_WRITE_ONCE_FUNCTION, DROP_WRITE_ONCE_FUNCTION)]
