"""The register at a million certificates against the register at ten thousand, page by page in one run."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

ROUNDS = 9
SMALL, LARGE = 10_000, 1_000_000
SEARCHES = {
    "everything, newest first": {},
    "a word all of them hold": {"q": "ตัวอย่าง"},
    "a Thai word in every tenth": {"q": "ขวดน้ำ"},
    "a word in every hundredth": {"q": "กระสอบ"},
    "a word in every thousandth": {"q": "ทุ่นลอย"},
    "two Thai letters in every tenth": {"q": "สี"},
    "two letters nothing holds": {"q": "ฮฮ"},
    "a word nothing holds": {"q": "เรือดำน้ำ"},
    "two words, one of them English": {"q": "bottle ตัวอย่าง"},
    "a whole number": {"q": "TGO CE-CFP FY26-000-0005000"},
    "the end of a number": {"q": "fy26-000-0005000"},
    "a code of a product": {"q": "m-004999"},
    "in force, a kind, oldest first": {"standing": "active", "kind": "packaging", "sort": "oldest"},
    "in force, newest first": {"standing": "active"},
    "expired, newest first": {"standing": "expired"},
    "revoked": {"standing": "revoked"},
    "suspended": {"standing": "suspended"},
    "expired, of a year": {"standing": "expired", "year": "2023"},
    "a word, expired": {"q": "ขวดน้ำ", "standing": "expired"},
    "a word, a kind, oldest first": {"q": "ขวดน้ำ", "kind": "packaging", "sort": "oldest"},
    "a word, a year and in force": {"q": "ขวดน้ำ", "year": "2024", "standing": "active"},
    "the tenth page of a word": {"q": "ขวดน้ำ", "page": "10"},
}
_NOUNS = ("ขวดน้ำดื่ม", "ถาดอาหาร", "กล่องกระดาษ", "ถุงผ้า", "เก้าอี้", "แผ่นพื้น", "ผ้าห่ม", "อิฐบล็อก", "เสื้อยืด", "แก้วกาแฟ")
_ENGLISH = ("Bottle", "Tray", "Box", "Bag", "Chair", "Tile", "Blanket", "Brick", "Shirt", "Cup")
_TRAITS = ("รีไซเคิล", "สีเขียว", "ชนิดบาง", "ทนร้อน", "พับได้", "รุ่นใหญ่", "รุ่นเล็ก", "สองชั้น", "ย่อยง่าย", "กันน้ำ")

_FILL = """
INSERT INTO certificates_certificate (id, application_id, issuance_id, number, code, content, content_sha256,
    judged_sha256, pdf_sha256, unsigned_sha256, signer_fingerprint, press_sha256, signed_at, search_text, approved_on,
    valid_from, valid_until, issued_at, is_example)
SELECT n, n, n, number, code, %(content)s::jsonb || jsonb_build_object(
        'number', number, 'code', code, 'product_th', product_th, 'product_en', product_en, 'model', model,
        'holder_th', holder, 'kind', (ARRAY['finished', 'component', 'packaging', 'material'])[1 + n %% 4],
        'route', CASE WHEN n %% 5 = 0 THEN '4.2' ELSE '4.1' END,
        'activity', CASE WHEN n %% 5 = 0 THEN 'upgrade' ELSE '' END),
    hashed, hashed, hashed, hashed, hashed, hashed, approved_on,
    lower(concat_ws(' ', number, product_th, product_en, model, holder, 'example co.')), approved_on, approved_on,
    approved_on + CASE WHEN n %% 7 = 0 THEN 30 + n %% 1200 ELSE 1095 END, approved_on, true
FROM (SELECT n, 'TGO CE-CFP FY26-000-' || lpad(n::text, 7, '0') AS number,
        substr(md5(n::text) || md5('x' || n), 1, 26) AS code, md5(n::text) || md5('y' || n) AS hashed,
        (%(nouns)s)[1 + n %% 10] || (%(traits)s)[1 + n / 10 %% 10]
            || CASE WHEN n %% 100 = 7 THEN ' กระสอบ' ELSE '' END
            || CASE WHEN n %% 1000 = 13 THEN ' ทุ่นลอย' ELSE '' END AS product_th,
        (%(english)s)[1 + n %% 10] || ' ' || md5((n %% 977)::text) AS product_en,
        'M-' || lpad(n::text, 6, '0') AS model,
        'บริษัท ตัวอย่าง ' || (n::bigint * 7919 %% 1999) || ' จำกัด' AS holder,
        %(first)s::date + (n::bigint * %(days)s / %(count)s)::int AS approved_on
    FROM generate_series(1, %(count)s) AS n) AS rows
"""


def register_growth() -> None:
    """Print for each search how much longer its page takes at a million certificates than at ten thousand."""
    for name, count in (("small", SMALL), ("large", LARGE)):
        _use(name, create=True)
        started = time.perf_counter()
        _fill(count)
        print(f"{count:>9,} certificates written in {time.perf_counter() - started:.0f} s", flush=True)
    ratios = []
    for title, asked in SEARCHES.items():
        seconds = {"small": [], "large": []}  # type: dict[str, list[float]]
        for _ in range(3):
            for name in seconds:
                _use(name)
                seconds[name] += _page_seconds(asked)
        small, large = (statistics.median(values) for values in seconds.values())
        ratios.append(large / small)
        print(f"{title:<34} {large / small:5.2f} times ({small * 1000:.1f} ms and {large * 1000:.1f} ms)", flush=True)
    print(
        f"register search at {LARGE:,} against {SMALL:,}: median {statistics.median(ratios):.2f} times, "
        f"highest {max(ratios):.2f} (at most 2; {len(ratios)} searches, each the median of {ROUNDS} pages)"
    )


def _page_seconds(asked: dict[str, str]) -> list[float]:
    from django.test import Client

    client, taken = Client(), []
    for _ in range(1 + ROUNDS // 3):
        started = time.perf_counter()
        assert client.get("/th/register/", asked, headers={"host": "127.0.0.1"}).status_code == 200
        taken.append(time.perf_counter() - started)
    return taken[1:]


def _use(name: str, *, create: bool = False) -> None:
    """Let Django speak to another database of the same server."""
    from django.core.management import call_command
    from django.db import connection

    if create:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE register_{name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    connection.close()
    connection.settings_dict["NAME"] = f"register_{name}"
    if create:
        call_command("migrate", verbosity=0)


def _fill(count: int) -> None:
    from django.db import connection

    from tests.certificates.contents import PRODUCT_A

    first, last = date(2019, 1, 1), date(2026, 11, 1)
    values: dict[str, Any] = {
        "content": json.dumps(replace(PRODUCT_A, is_example=True).to_json(), ensure_ascii=False),
        "nouns": list(_NOUNS),
        "english": list(_ENGLISH),
        "traits": list(_TRAITS),
        "first": first,
        "days": (last - first) // timedelta(days=1),
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'certificates_certificate' "
            "AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        )
        indexes = cursor.fetchall()
        for index, _definition in indexes:
            cursor.execute(f"DROP INDEX {index}")
        cursor.execute(_FILL, values)
        _end_some(count)
        for _index, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def _end_some(count: int) -> None:
    """Revoke, suspend and surrender one certificate in a hundred each."""
    from django.utils import timezone

    from certificates.models import Ending, Revocation, Suspension

    at, reasons = timezone.now() - timedelta(days=1), {"reason_th": "-", "reason_en": "-"}
    confirmed = {"confirmed_at": at, "confirmed_by_id": 2}
    proposed = {"proposed_at": at, "proposed_by_id": 1}
    Revocation.objects.bulk_create(
        Revocation(certificate_id=pk, **reasons, **proposed, **confirmed) for pk in range(1, count, 100)
    )
    Suspension.objects.bulk_create(
        Suspension(certificate_id=pk, suspended_at=at, suspended_by_id=1, **reasons) for pk in range(2, count, 100)
    )
    Ending.objects.bulk_create(
        Ending(certificate_id=pk, kind="surrendered", ended_at=at, ended_by_id=1) for pk in range(3, count, 100)
    )
