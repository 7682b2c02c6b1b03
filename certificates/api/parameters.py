"""The query parameters of the register's list: what each takes, and how an unknown or impossible one is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from certificates.api.problems import ParameterRefused
from certificates.models import Certificate
from certificates.numbering import code_as_read, is_code
from certificates.wording import Words

DEFAULT_LIMIT, HIGHEST_LIMIT = 20, 100
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Parameter:
    """One parameter: `read` returns its value or raises ValueError; `shape` is its JSON Schema."""

    name: str
    takes: Words
    shape: Mapping[str, Any]
    read: Callable[[str], Any]
    default: Any = None


def _query(text: str) -> str:
    if len(text) > LONGEST_QUERY:
        raise ValueError
    return text


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= HIGHEST_LIMIT):
        raise ValueError
    return int(text)


def _after(text: str) -> Certificate:
    code = code_as_read(text)
    found = Certificate.objects.filter(code=code).first() if is_code(code) else None
    if found is None:
        raise ValueError
    return found


PARAMETERS: dict[str, Parameter] = {
    parameter.name: parameter
    for parameter in (
        Parameter(
            "q",
            Words(
                "คำค้นจากชื่อผลิตภัณฑ์ ผู้ได้รับการรับรอง หรือเลขที่ใบรับรอง ภาษาไทยหรืออังกฤษ ไม่เกิน 200 ตัวอักษร",
                "Words of the product, the holder or the number, in Thai or English; at most 200 characters.",
            ),
            {"type": "string", "maxLength": LONGEST_QUERY},
            _query,
            "",
        ),
        Parameter(
            "limit",
            Words("จำนวนรายการต่อหน้า 1 ถึง 100 (ปกติ 20)", "Certificates on one page, 1 to 100; 20 if not stated."),
            {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": DEFAULT_LIMIT},
            _limit,
            DEFAULT_LIMIT,
        ),
        Parameter(
            "after",
            Words(
                "รหัสของใบรับรองสุดท้ายในหน้าก่อน ใช้ที่อยู่ใน next แทนการสร้างเอง",
                "Code of the last certificate of the page before; follow `next` instead of making it up.",
            ),
            {"type": "string"},
            _after,
        ),
    )
}


def documented() -> list[OpenApiParameter]:
    """Return the parameters for the OpenAPI document."""
    return [
        OpenApiParameter(item.name, dict(item.shape), description=f"{item.takes.en} · {item.takes.th}")
        for item in PARAMETERS.values()
    ]


def read(given: Mapping[str, str]) -> dict[str, Any]:
    """Return a value for every parameter; raises ParameterRefused naming each that is unknown or cannot be used."""
    values = {name: parameter.default for name, parameter in PARAMETERS.items()}
    refused = []
    for name, text in given.items():
        parameter = PARAMETERS.get(name)
        try:
            if parameter is None:
                raise ValueError
            values[name] = parameter.read(text)
        except ValueError:
            refused.append({"name": name[:60], "message": _message(parameter)})
    if refused:
        raise ParameterRefused(refused)
    return values


def _message(parameter: Parameter | None) -> dict[str, str]:
    if parameter is None:
        known = ", ".join(PARAMETERS)
        return {"th": f"ไม่มีพารามิเตอร์นี้ ที่ใช้ได้คือ {known}", "en": f"There is no such parameter; known are {known}."}
    return {"th": parameter.takes.th, "en": parameter.takes.en}
