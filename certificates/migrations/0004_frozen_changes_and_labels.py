"""What the database itself refuses: changing or removing a notice of change, artwork, or what TGO answered."""

from django.db import migrations

from cecfp_portal.audit.append_only import append_only

TABLES = ("changenotice", "changenotice_documents", "changeruling", "labelartwork", "labelanswer")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_changes_and_labels"), ("audit", "0002_append_only")]

    operations = [append_only(f"certificates_{table}") for table in TABLES]
