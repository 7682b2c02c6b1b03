"""Reports to draw: the shapes a picture may meet, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LONG_NAME = "การทำความเย็นที่ร้านค้าปลีกตลอดอายุการเก็บรักษาของผลิตภัณฑ์ตามข้อกำหนดเฉพาะของกลุ่มผลิตภัณฑ์เครื่องดื่ม"


def footprint(total: str | None, *stages: tuple[str, str, str]) -> dict[str, Any]:
    """A footprint as the report writes it; stages are (code, exact, per cent)."""
    by_stage = [
        {"stage": code, "exact": exact, "text": exact, "percent_text": percent} for code, exact, percent in stages
    ]
    return {"exact": total, "text": total, "by_stage": by_stage}


def footprints(product: dict[str, Any], comparator: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"product": product, "comparator": comparator or footprint(None)}


def spots(*lines: tuple[str, str], others: tuple[int, str] = (0, "0.00"), credit: str = "0") -> dict[str, Any]:
    """Hot spots as the report writes them; lines are (name, per cent), largest first."""
    rows, reached = [], 0
    for name, percent in lines:
        reached += round(float(percent) * 100)
        cumulative = f"{reached // 100}.{reached % 100:02}"
        rows.append(
            {
                "line_id": name,
                "name": name,
                "stage": "production",
                "text": percent,
                "percent_text": percent,
                "cumulative_percent_text": cumulative,
            }
        )
    return {
        "lines": rows,
        "others": {"count": others[0], "text": "1", "percent_text": others[1]},
        "credits": {"count": 0 if credit == "0" else 1, "text": credit},
    }


def reports() -> dict[str, dict[str, Any]]:
    """What the pictures read of three reports, frozen, so that they change with the drawing alone."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.json"))}
