"""The query parameters of the register's list: what each takes, and how an unknown or impossible one is refused."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from certificates import queries
from certificates.api.problems import CertificateUnknown, ParameterRefused
from certificates.models import Certificate, Standing
from certificates.models.spelling import CODE_FORM
from certificates.numbering import is_code
from certificates.register import Wanted
from certificates.wording import KINDS, ROUTES, Words

DEFAULT_LIMIT, HIGHEST_LIMIT = 20, 100
LONGEST_QUERY = 200
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Parameter:
    """One parameter: `read` returns its value or raises ValueError; `shape` is its JSON Schema."""

    name: str
    takes: Words
    shape: Mapping[str, Any]
    read: Callable[[str], Any]
    default: Any = None

    @property
    def codes(self) -> list[str]:
        """The only values it takes; empty where it takes others."""
        return list(self.shape.get("enum", ()))


def _query(text: str) -> str:
    if len(text) > LONGEST_QUERY:
        raise ValueError
    return text


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= HIGHEST_LIMIT):
        raise ValueError
    return int(text)


def _after(text: str) -> Certificate:
    if not is_code(text):
        raise ValueError
    found = queries.place_of(text)
    if found is None:
        raise CertificateUnknown
    return found


def _one_of(codes: Iterable[str]) -> tuple[dict[str, Any], Callable[[str], str]]:
    known = list(codes)

    def read_code(text: str) -> str:
        if text not in known:
            raise ValueError
        return text

    return {"type": "string", "enum": known}, read_code


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and int(text) >= FIRST_YEAR):
        raise ValueError
    return int(text)


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
            "standing",
            Words("สถานะการรับรองวันนี้", "Standing today."),
            *_one_of(Standing.values),
        ),
        Parameter(
            "route",
            Words("ประเภทตามข้อ 4 ของหลักเกณฑ์", "Type under clause 4 of the criteria."),
            *_one_of(ROUTES),
        ),
        Parameter(
            "kind",
            Words("รูปแบบของผลิตภัณฑ์", "Form of the product."),
            *_one_of(KINDS),
        ),
        Parameter(
            "year",
            Words("ปี ค.ศ. ที่อนุมัติ เช่น 2026", "Year of approval in the Common Era, e.g. 2026."),
            {"type": "integer", "minimum": FIRST_YEAR, "maximum": 9999},
            _year,
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
            {"type": "string", "pattern": CODE_FORM},
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


def wanted(values: Mapping[str, Any]) -> Wanted:
    """Return what is looked for, from the values read."""
    return Wanted(
        query=values["q"],
        standing=values["standing"] or "",
        route=values["route"] or "",
        kind=values["kind"] or "",
        year=values["year"],
        after=values["after"],
    )


def read(given: Mapping[str, str]) -> dict[str, Any]:
    """Return a value for every parameter; raises ParameterRefused naming each that is unknown or cannot be used, and
    CertificateUnknown where there is no such certificate to go on from.
    """
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
    if not parameter.codes:
        return {"th": parameter.takes.th, "en": parameter.takes.en}
    known = ", ".join(parameter.codes)
    return {"th": f"{parameter.takes.th} ใช้ค่าใดค่าหนึ่งใน {known}", "en": f"{parameter.takes.en} One of {known}."}
