"""Many certificates out of one, for the register's tests: rows of the database without what led to them."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model

from applications.models import Application
from certificates.models import Certificate
from certificates.numbering import new_code


def copies(of: Certificate, count: int, fields: Callable[[int], dict[str, Any]]) -> list[Certificate]:
    """Write so many further certificates; `fields` tells by the number of each what differs, content by its parts.

    Their issuances do not exist, and their applications are bare; only a superuser can write such rows.
    """
    highest = Certificate.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    rows = [_copy(of, highest + number + 1, number, fields(number)) for number in range(count)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Application.objects.bulk_create(_application_of(of.application, row.application_id) for row in rows)
        made = Certificate.objects.bulk_create(rows)
        cursor.execute("SET session_replication_role = origin")
    return made


def _copy(of: Certificate, pk: int, number: int, fields: dict[str, Any]) -> Certificate:
    return Certificate(
        **_values(of)
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


def _application_of(of: Application, pk: int) -> Application:
    alone = {"id": pk, "public_id": uuid.uuid4(), "receipt_number": None, "predecessor_id": None}
    return Application(**_values(of) | alone)


def _values(of: Model) -> dict[str, Any]:
    return {field.attname: getattr(of, field.attname) for field in of._meta.concrete_fields if not field.generated}
