"""A finished dossier stays as it is, and certificates issued before there were dossiers get theirs."""

from django.db import migrations
from django.utils import timezone

FROZEN = """
CREATE FUNCTION certificates_dossier_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a finished dossier is frozen' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER certificates_dossier_frozen BEFORE UPDATE ON certificates_dossier
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION certificates_dossier_frozen();
CREATE TRIGGER certificates_dossier_kept BEFORE DELETE ON certificates_dossier
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION certificates_dossier_frozen();
"""
FROZEN_BACK = """
DROP TRIGGER certificates_dossier_kept ON certificates_dossier;
DROP TRIGGER certificates_dossier_frozen ON certificates_dossier;
DROP FUNCTION certificates_dossier_frozen();
"""


def order_missing(apps, schema_editor):
    """Queue a dossier for every certificate; the sweeper sends what nobody has sent yet."""
    Certificate, Dossier = apps.get_model("certificates", "Certificate"), apps.get_model("certificates", "Dossier")
    at = timezone.now()
    missing = Certificate.objects.filter(dossier=None).order_by("pk").values_list("pk", flat=True)
    Dossier.objects.bulk_create([Dossier(certificate_id=pk, queued_at=at) for pk in missing], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0007_dossiers")]

    operations = [
        migrations.RunSQL(FROZEN, FROZEN_BACK),
        migrations.RunPython(order_missing, migrations.RunPython.noop),
    ]
