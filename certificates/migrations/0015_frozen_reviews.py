"""What the database itself refuses: changing or removing what a review found for a certificate."""

from django.db import migrations

from cecfp_portal.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("certificates", "0014_withdrawal_reviews"), ("audit", "0002_append_only")]

    operations = [append_only("certificates_reviewedcertificate")]
