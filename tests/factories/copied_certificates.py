"""Many certificates out of one, for the register's tests: rows of the database without their cases."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from certificates.models import Certificate
from certificates.numbering import new_code


def copies(of: Certificate, count: int, fields: Callable[[int], dict[str, Any]]) -> list[Certificate]:
    """Write so many further certificates; `fields` tells by the number of each what differs, content by its parts.

    Their applications and issuances do not exist; only a superuser can write such rows.
    """
    highest = Certificate.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    rows = [_copy(of, highest + number + 1, number, fields(number)) for number in range(count)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        made = Certificate.objects.bulk_create(rows)
        cursor.execute("SET session_replication_role = origin")
    return made


def _copy(of: Certificate, pk: int, number: int, fields: dict[str, Any]) -> Certificate:
    values = {field.attname: getattr(of, field.attname) for field in Certificate._meta.fields if not field.generated}
    return Certificate(
        **values
        | {
            "id": pk,
            "application_id": 1_000_000 + pk,
            "issuance_id": 1_000_000 + pk,
            "number": f"TGO CE-CFP FY27-000-{pk:04d}",
            "code": new_code(),
        }
        | fields
        | {"content": of.content | fields.get("content", {})}
    )
