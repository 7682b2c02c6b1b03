from django.db import migrations, models
from django.db.models import F


def take_from_the_revision(apps, schema_editor):
    """Claims recorded so far were first sent with the revision they name, as far as is known."""
    claims = apps.get_model("applications", "DocumentClaim")
    for claim in claims.objects.filter(first_sent_at=None).annotate(sent_at=F("revision__created_at")):
        claims.objects.filter(pk=claim.pk).update(first_sent_at=claim.sent_at)


class Migration(migrations.Migration):
    dependencies = [("applications", "0011_generated_comparator")]

    operations = [
        migrations.AddField("documentclaim", "first_sent_at", models.DateTimeField(null=True)),
        migrations.RunPython(take_from_the_revision, migrations.RunPython.noop),
        migrations.AlterField("documentclaim", "first_sent_at", models.DateTimeField()),
    ]
