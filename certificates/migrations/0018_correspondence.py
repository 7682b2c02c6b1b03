"""Mark the files that holders sent to TGO about certificates: they are no part of the case, nor its verifier's."""

from typing import Any

from django.db import migrations

SENT = {"Revocation": "answer_file", "ChangeNotice": "documents", "LabelArtwork": "document"}


def mark(apps: Any, schema_editor: Any) -> None:
    documents = apps.get_model("applications", "Document").objects
    for model, field in SENT.items():
        named = apps.get_model("certificates", model).objects.filter(**{f"{field}__isnull": False})
        documents.filter(pk__in=named.values(field)).update(is_correspondence=True)


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0017_notices_opened_by_authority"),
        ("applications", "0015_document_correspondence"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
