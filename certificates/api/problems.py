"""Refusals in one shape (RFC 9457): a permanent code, and a sentence in Thai and in English."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from certificates.wording import Words

MEDIA_TYPE = "application/problem+json"
CERTIFICATE_UNKNOWN = "certificate_unknown"
PORTAL_FAILED = "portal_failed"
PROBLEMS: dict[str, Words] = {
    CERTIFICATE_UNKNOWN: Words(
        "ไม่พบใบรับรองที่มีรหัสหรือเลขที่นี้ในทะเบียน โปรดตรวจทุกตัวอักษร",
        "There is no certificate with this code or number in the register. Compare every sign.",
    ),
    "address_unknown": Words(
        "ไม่มีที่อยู่นี้ใน API ที่อยู่ทุกรายการลงท้ายด้วย / โปรดดูรายการในหน้าสำหรับนักพัฒนา",
        "The interface has no such address. Each ends with a slash; the page for developers lists them.",
    ),
    "method_not_allowed": Words(
        "API นี้ใช้อ่านข้อมูลเท่านั้น โปรดใช้ GET หรือ HEAD", "This interface is read-only: use GET or HEAD."
    ),
    "parameter_invalid": Words(
        "พารามิเตอร์บางรายการใช้ไม่ได้ รายละเอียดอยู่ใน parameters",
        "Some parameters cannot be used; parameters tells which and why.",
    ),
    "throttled": Words(
        "เรียกใช้ถี่เกินไป โปรดรอตามจำนวนวินาทีใน Retry-After แล้วลองใหม่",
        "Too many requests. Wait for the seconds in Retry-After and try again.",
    ),
    PORTAL_FAILED: Words(
        "ระบบขัดข้องชั่วคราว โปรดรอสักครู่แล้วลองใหม่ หากยังพบปัญหา โปรดแจ้งเจ้าหน้าที่ อบก. พร้อมเวลาที่พบ",
        "The portal failed. Wait a moment and try again; if it goes on, tell TGO the time at which it happened.",
    ),
}
STATUSES = {
    CERTIFICATE_UNKNOWN: 404,
    "address_unknown": 404,
    "method_not_allowed": 405,
    "parameter_invalid": 400,
    "throttled": 429,
    PORTAL_FAILED: 500,
}
_CODES = {404: "address_unknown", 405: "method_not_allowed", 429: "throttled"}


class CertificateUnknown(exceptions.NotFound):
    """No certificate has the code or number asked for."""

    default_code = CERTIFICATE_UNKNOWN


class ParameterRefused(exceptions.APIException):
    """Query parameters that are not known or hold what they cannot; `refused` lists them."""

    status_code = 400
    default_code = "parameter_invalid"

    def __init__(self, refused: list[dict[str, Any]]) -> None:
        super().__init__()
        self.refused = refused


class BothLanguages(serializers.Serializer[Any]):
    """One sentence in both languages."""

    th = serializers.CharField()
    en = serializers.CharField()


class ParameterProblem(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    name = serializers.CharField()
    message = BothLanguages()


class Problem(serializers.Serializer[Any]):
    """Why a request was refused; decide by `code`, show `message`."""

    type = serializers.CharField(help_text="Always about:blank: `code` is what tells problems apart.")
    status = serializers.IntegerField()
    title = serializers.CharField(help_text="The English sentence.")
    code = serializers.ChoiceField(choices=[(code, words.en) for code, words in PROBLEMS.items()])
    message = BothLanguages()
    parameters = ParameterProblem(many=True, required=False, help_text="Only with `parameter_invalid`.")


def problem(status: int, code: str, refused: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the body of a refusal; KeyError for a code that is not listed."""
    words = PROBLEMS[code]
    body = {"type": "about:blank", "status": status, "title": words.en, "code": code}
    return body | {"message": {"th": words.th, "en": words.en}} | ({"parameters": refused} if refused else {})


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return any refusal of the interface in the one shape; None lets what is no refusal go on to handler500."""
    response = exception_handler(error, context)
    if response is None:
        return None
    given = error.default_code if isinstance(error, CertificateUnknown | ParameterRefused) else None
    code = given or _CODES.get(404 if isinstance(error, Http404) else response.status_code, "parameter_invalid")
    refused = error.refused if isinstance(error, ParameterRefused) else None
    response.data = problem(response.status_code, code, refused)
    response.content_type = MEDIA_TYPE
    return response
